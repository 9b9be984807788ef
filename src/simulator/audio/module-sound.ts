import { FRAME_MS, FRAME_SAMPLES, saturate } from '../../audio/frame.ts'
import type { FrameListener, FrameSource } from '../../audio/media-session.ts'
import { isEstablished, type Leg } from '../network/leg.ts'
import { type AudioCounters, newAudioCounters } from './audio-counters.ts'
import { CallSound } from './call-sound.ts'
import type { Metronome } from './metronome.ts'
import type { ModuleAudio, PlayEnd } from './module-audio.ts'
import { PcmPorts } from './pcm-ports.ts'

/** What the sound needs of the module it is in. */
export interface SoundSurroundings {
  readonly metronome: Metronome
  /** How much faster than true the audio clock runs, in millionths. */
  readonly audioClockPpm: number
  /** The calls that are not released, as the network keeps them. */
  legs(): readonly Leg[]
  /** AT+CMUT. */
  muted(): boolean
  urc(line: string): void
}

interface Playing {
  readonly source: FrameSource
  readonly ended: (end: PlayEnd) => void
}

/** The sound of one module: what its calls hear, what they say, and who listens. */
export class ModuleSound implements ModuleAudio {
  readonly pcm: PcmPorts
  private readonly module: SoundSurroundings
  private readonly counted = newAudioCounters()
  private readonly taps = new Set<FrameListener>()
  private readonly calls = new Map<Leg, CallSound>()
  private microphone: FrameSource | null = null
  private playing: Playing | undefined
  private stopClock: (() => void) | undefined
  private readonly uplink = new Int16Array(FRAME_SAMPLES)
  private readonly downlink = new Int16Array(FRAME_SAMPLES)
  private readonly sum = new Int32Array(FRAME_SAMPLES)

  constructor(module: SoundSurroundings) {
    this.module = module
    this.pcm = new PcmPorts(this.counted, line => module.urc(line))
  }

  get inCall(): boolean {
    return this.module.legs().some(leg => leg.state === 'active')
  }

  get counters(): AudioCounters {
    return { ...this.counted }
  }

  tap(listener: FrameListener): () => void {
    // Wrapped, so that the same listener may listen twice.
    const tap: FrameListener = (downlink, uplink) => listener(downlink, uplink)
    this.taps.add(tap)
    this.update()
    return () => {
      this.taps.delete(tap)
      this.update()
    }
  }

  play(source: FrameSource, ended: (end: PlayEnd) => void): () => void {
    this.endPlaying('stopped')
    const playing = { source, ended }
    this.playing = playing
    this.update()
    return () => {
      if (this.playing === playing) this.endPlaying('stopped')
    }
  }

  /** What the far end hears while nothing else speaks; null is silence. */
  setMicrophone(source: FrameSource | null): void {
    this.microphone = source
  }

  /** The calls have changed, or who listens: starts or stops the audio clock. */
  update(): void {
    const legs = this.module.legs().filter(isEstablished)
    for (const leg of this.calls.keys()) if (!legs.includes(leg)) this.calls.delete(leg)
    for (const leg of legs) if (!this.calls.has(leg)) this.calls.set(leg, new CallSound(leg, this.counted))
    this.pcm.callsChanged(legs.length > 0)
    const wanted = legs.length > 0 || this.taps.size > 0 || this.playing !== undefined
    if (wanted && !this.stopClock) this.startClock()
    if (!wanted) {
      this.stopClock?.()
      this.stopClock = undefined
    }
  }

  /** A call is over: whatever was played into it ends with the last one. */
  callEnded(): void {
    this.update()
    if (this.calls.size === 0) this.endPlaying('call ended')
  }

  /** The power is gone: nothing is played, and the sound is no longer sent to a port. Who taps goes on. */
  restart(): void {
    this.pcm.choose(undefined)
    this.endPlaying('stopped')
  }

  /** 20 ms from the far end of a call, on its clock. */
  hears(leg: Leg, frame: Int16Array): void {
    this.calls.get(leg)?.put(frame)
  }

  private startClock(): void {
    const { metronome, audioClockPpm } = this.module
    this.stopClock = metronome.start(
      FRAME_MS / (1 + audioClockPpm / 1e6),
      () => this.tick(),
      ticks => {
        this.counted.skipped += ticks
      },
    )
  }

  private tick(): void {
    const { uplink, downlink, sum } = this
    const finished = this.speak()
    sum.fill(0)
    for (const call of this.calls.values()) call.hear(sum)
    // The loop stays within the frames, all of which are of one length.
    for (let index = 0; index < FRAME_SAMPLES; index++) downlink[index] = saturate(sum[index] as number)
    const alone = this.calls.size === 1
    for (const call of this.calls.values()) call.tell(uplink, sum, alone)
    this.pcm.stream?.give(downlink)
    for (const tap of this.taps) tap(downlink, uplink)
    // Whoever listens may have ended it meanwhile, or have played something else.
    if (finished && finished === this.playing) this.endPlaying(this.calls.size === 0 ? 'call ended' : 'finished')
  }

  /** Makes the uplink. @returns what has been played to its end. */
  private speak(): Playing | undefined {
    const { playing, uplink, pcm } = this
    if (playing && this.calls.size > 0 && playing.source(uplink)) return undefined
    const source = pcm.port === undefined ? this.microphone?.(uplink) : pcm.stream?.take(uplink)
    if (!source || this.module.muted()) uplink.fill(0)
    return playing
  }

  private endPlaying(end: PlayEnd): void {
    const { playing } = this
    this.playing = undefined
    if (!playing) return
    this.update()
    playing.ended(end)
  }
}
