import { FRAME_SAMPLES, saturate } from '../../audio/frame.ts'
import type { Clock } from '../../base/clock.ts'
import type { ModuleAudio } from '../audio/module-audio.ts'
import type { AmrEncoder } from './amr-codec.ts'
import type { FileName } from './file-name.ts'
import type { FileStore } from './file-store.ts'
import { amrRecording, type RecordingFile, wavRecording } from './recording-file.ts'
import type { StoredFile } from './stored-file.ts'

/** Which direction of the sound is recorded. */
export type RecordedSound = 'uplink' | 'downlink' | 'mix'
/** The numbers of `+QAUDRIND: 0,<code>` (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.17). */
const trouble = { unknown: 1, noSpace: 3, interrupted: 6 } as const

/** From the end of a recording to its complete header; two public drivers wait 350 and 500 ms. */
const completeMs = 400
/** A recording is no longer than 10 minutes, however much room there is. */
const maxFrames = 30_000

/** What a recording needs of the module. */
export interface RecorderSurroundings {
  readonly clock: Clock
  readonly audio: ModuleAudio
  readonly store: FileStore
  /** Whether there is a call that has been answered, on hold or not. */
  established(): boolean
  urc(line: string): void
}

interface Recording {
  readonly stored: StoredFile
  readonly file: RecordingFile
  frames: number
  inCall: boolean
  stopTap: () => void
}

/** What AT+QAUDRD does: records one direction of the sound, or both as one, into a file. */
export class Recorder {
  private readonly module: RecorderSurroundings
  private current: Recording | undefined
  /** Recordings that have ended and are not complete, each with what ends that now. */
  private readonly ending = new Map<Recording, () => void>()
  private readonly mixed = new Int16Array(FRAME_SAMPLES)

  constructor(module: RecorderSurroundings) {
    this.module = module
  }

  get recording(): boolean {
    return this.current !== undefined
  }

  /**
   * Begins a WAV file, or an AMR file if there is an encoder. What is wrong with the file is told as `+QAUDRIND`, as
   * everything is that happens later.
   */
  start(name: FileName, sound: RecordedSound, encode?: AmrEncoder): void {
    const { store } = this.module
    if (store.find(name)) {
      this.tell(trouble.unknown)
      return
    }
    const stored = store.create(name)
    const file = stored && (encode ? amrRecording(store, stored, encode) : wavRecording(store, stored))
    if (!file) {
      if (stored) store.delete(stored)
      this.tell(trouble.noSpace)
      return
    }
    stored.use()
    const recording: Recording = { stored, file, frames: 0, inCall: this.module.established(), stopTap: () => {} }
    this.current = recording
    recording.stopTap = this.module.audio.tap((downlink, uplink) => this.hear(recording, sound, downlink, uplink))
  }

  /** Ends the recording; its file is complete a little later. @returns whether there was one. */
  stop(): boolean {
    const recording = this.current
    if (!recording) return false
    this.current = undefined
    recording.stopTap()
    const ended = recording.file.end()
    // Whether it failed is looked at later, when there may be nobody left to tell.
    ended.catch(() => {})
    const stopTimer = this.module.clock.setTimer(completeMs, () => this.complete(recording, ended))
    this.ending.set(recording, () => {
      stopTimer()
      if (recording.file.completeWithoutPower) ended.then(complete => complete()).catch(() => {})
    })
    return true
  }

  /** Another audio task takes the sound. */
  interrupt(): void {
    if (this.stop()) this.tell(trouble.interrupted)
  }

  /** Files stay as they are, with what has been heard. */
  losePower(): void {
    this.stop()
    for (const losePower of this.ending.values()) losePower()
    this.ending.clear()
  }

  private hear(recording: Recording, sound: RecordedSound, downlink: Int16Array, uplink: Int16Array): void {
    const inCall = this.module.established()
    // The end of the call ends its recording; one of the microphone alone goes on into a call.
    if (recording.inCall && !inCall) {
      this.stop()
      return
    }
    recording.inCall = inCall
    if (recording.frames < maxFrames && recording.file.add(this.chosen(sound, downlink, uplink))) recording.frames++
    else if (this.stop()) this.tell(trouble.noSpace)
  }

  private complete(recording: Recording, ended: Promise<() => void>): void {
    this.ending.delete(recording)
    ended
      .then(complete => complete())
      .catch(() => this.tell(trouble.unknown))
      .finally(() => recording.stored.leave())
  }

  private tell(code: number): void {
    this.module.urc(`+QAUDRIND: 0,${code}`)
  }

  private chosen(sound: RecordedSound, downlink: Int16Array, uplink: Int16Array): Int16Array {
    if (sound !== 'mix') return sound === 'uplink' ? uplink : downlink
    // All three frames are of one length.
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      this.mixed[index] = saturate((downlink[index] as number) + (uplink[index] as number))
    }
    return this.mixed
  }
}
