import type { WavEncoding } from '../../../audio/files/wav-header.ts'
import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { checkedSeconds } from '../limits.ts'
import { refusal } from '../refuse.ts'
import { within } from '../wait.ts'
import { FileRecorderCause, FileRecorderState } from '../words/player-causes.ts'
import { answeredLeg, isOver } from './enter-media.ts'
import { mediaPath } from './media-folder.ts'
import { type FarEndRecording, type RecordedFarEnd, type RunningRecording, recordFarEnd } from './record-far-end.ts'

const method = 'fileRecorder.record'

/** How the far end is recorded, and what ends it. */
export interface FileRecorderOptions {
  /** Default `alaw`. */
  readonly fileFormat?: WavEncoding | 'mulaw' | undefined
  /** Null is without limit. Default null. */
  readonly secondsTimeout?: number | null | undefined
  /** Bytes of sound; 0 is any number. Default 0. */
  readonly maxBytes?: number | undefined
  /** Silence after speech; 0 is any. Default 0. */
  readonly millisecondsMaxSilence?: number | undefined
  /** Silence before the first speech; 0 is any. Default 0. */
  readonly millisecondsInitialSilence?: number | undefined
  /** Whether a key of the far end ends it; keys pressed before do not. Default false. */
  readonly bargeIn?: boolean | undefined
  /** Ends it: the promise rejects with its reason, and what was recorded is kept. */
  readonly signal?: AbortSignal | undefined
}

/** Records what the far end of a call says. */
export class FileRecorder {
  readonly Cause = FileRecorderCause
  readonly State = FileRecorderState
  private readonly parts: ChannelParts
  private currentState: FileRecorderState = FileRecorderState.IDLE
  private latestCause: FileRecorderCause = FileRecorderCause.NONE
  private latestError: CellvoiceError | null = null
  private latest: RecordedFarEnd | null = null
  private interrupt: ((cause: FileRecorderCause) => void) | null = null

  constructor(parts: ChannelParts) {
    this.parts = parts
  }

  /** How the latest recording ended. */
  cause(): FileRecorderCause {
    return this.latestCause
  }

  state(): FileRecorderState {
    return this.currentState
  }

  /** What was wrong when the latest cause was ERROR; else null. */
  get lastError(): CellvoiceError | null {
    return this.latestError
  }

  /** The latest file; null before its end, and where there is none. */
  get recorded(): RecordedFarEnd | null {
    return this.latest
  }

  /** Whether somebody spoke; null before the end of a recording. */
  audioDetectedInRecording(): boolean | null {
    return this.latest?.hasSpeech ?? null
  }

  /**
   * Records and resolves when it is over; what was recorded by then is in the file.
   * @param filename In the media folder; `.wav` where it has no ending. One that exists is replaced.
   * @returns SILENCE, SIZE, TIMEOUT, BARGEIN, ABORTED, HANGUP, or ERROR: then {@link lastError} says why.
   * @throws Hangup when the call is over; UASError when it is not answered or recorded already, for options that are out of
   *   range, and where no sound of the call reaches the host (`no-audio-path`).
   */
  async record(filename: string, options: FileRecorderOptions = {}): Promise<FileRecorderCause> {
    const { parts } = this
    const { secondsTimeout = null, bargeIn = false, signal } = options
    const leg = answeredLeg(parts, method)
    if (this.currentState === FileRecorderState.RECORDING) throw refusal(parts.life, method, 'is recording already')
    const what = this.checked(filename, options)
    const ms = secondsTimeout === null ? null : 1000 * checkedSeconds(parts.life, method, secondsTimeout)
    signal?.throwIfAborted()
    this.currentState = FileRecorderState.RECORDING
    this.latestCause = FileRecorderCause.NONE
    this.latestError = null
    this.latest = null
    const interrupted = new Promise<FileRecorderCause>(resolve => {
      this.interrupt = resolve
    })
    const stopKeys = bargeIn ? leg.onDigit(() => this.interrupt?.(FileRecorderCause.BARGEIN)) : () => {}
    const onAbort = () => this.interrupt?.(FileRecorderCause.ABORTED)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const running = await recordFarEnd(await leg.session(), what)
      const waited = await within({ clock: parts.clock, ms }, Promise.race([this.endOf(running, leg), interrupted]))
      this.latest = await running.finish()
      this.finish(waited.kind === 'timeout' ? FileRecorderCause.TIMEOUT : waited.value)
    } catch (error) {
      this.fail(error, leg)
    } finally {
      stopKeys()
      signal?.removeEventListener('abort', onAbort)
      this.interrupt = null
    }
    signal?.throwIfAborted()
    return this.latestCause
  }

  /** Ends the recording; harmless when there is none. */
  stop(): void {
    this.interrupt?.(FileRecorderCause.ABORTED)
  }

  private async endOf(running: RunningRecording, leg: Leg): Promise<FileRecorderCause> {
    const how = await running.over
    if (how === 'silence') return FileRecorderCause.SILENCE
    if (how === 'size') return FileRecorderCause.SIZE
    if (how === 'session' || isOver(this.parts, leg)) return FileRecorderCause.HANGUP
    this.latestError = how
    return FileRecorderCause.ERROR
  }

  private checked(filename: string, options: FileRecorderOptions): FarEndRecording {
    const { parts } = this
    const { fileFormat = 'alaw', maxBytes = 0, millisecondsMaxSilence = 0, millisecondsInitialSilence = 0 } = options
    const numbers = [maxBytes, millisecondsMaxSilence, millisecondsInitialSilence]
    if (!numbers.every(value => value >= 0)) throw refusal(parts.life, method, 'takes sizes and silences of 0 or more')
    const encoding = fileFormat === 'mulaw' ? 'ulaw' : fileFormat
    if (!['alaw', 'ulaw', 'pcm16', 'pcm8'].includes(encoding)) {
      throw refusal(parts.life, method, `takes alaw, ulaw, pcm16 or pcm8, not ${String(fileFormat)}`)
    }
    try {
      const silence = { initialMs: millisecondsInitialSilence, maxMs: millisecondsMaxSilence }
      const voice = parts.detectors.voice()
      return { path: mediaPath(parts.media, filename), encoding, silence, voice, maxBytes }
    } catch (error) {
      throw refusal(parts.life, method, error instanceof Error ? error.message : String(error), error)
    }
  }

  private finish(cause: FileRecorderCause): void {
    this.latestCause = cause
    this.currentState = cause === FileRecorderCause.ERROR ? FileRecorderState.ERROR : FileRecorderState.IDLE
  }

  /** @throws UASError where it is the line that cannot do it. */
  private fail(error: unknown, leg: Leg): void {
    const { parts } = this
    if (!CellvoiceError.is(error)) {
      this.finish(FileRecorderCause.ERROR)
      throw error
    }
    if (isOver(parts, leg)) {
      this.finish(FileRecorderCause.HANGUP)
      return
    }
    this.latestError = error
    this.finish(FileRecorderCause.ERROR)
    if (error.code === 'NOT_SUPPORTED') throw refusal(parts.life, method, 'has no-audio-path', error)
  }
}
