import type { WavEncoding } from '../../../audio/files/wav-header.ts'
import type { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import { nullOn } from '../../../exchange/null-on.ts'
import { checkedSeconds } from '../limits.ts'
import { refusal } from '../refuse.ts'
import { within } from '../wait.ts'
import { FileRecorderCause, FileRecorderState } from '../words/media-words.ts'
import { answeredLeg, isOver } from './enter-media.ts'
import { type Interruptions, MediaAction } from './media-action.ts'
import { mediaPath } from './media-folder.ts'
import { moduleOfLeg } from './module-of-leg.ts'
import { type FarEndRecording, type RecordedFarEnd, type RunningRecording, recordFarEnd } from './record-far-end.ts'
import { recordFarEndOnModule } from './record-far-end-on-module.ts'

const method = 'fileRecorder.record'

/** How the far end is recorded, and what ends it. */
export interface FileRecorderOptions extends Interruptions {
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
}

/** Records what the far end of a call says. */
export class FileRecorder extends MediaAction<FileRecorderCause, FileRecorderState> {
  readonly Cause = FileRecorderCause
  readonly State = FileRecorderState
  protected readonly busy = FileRecorderState.RECORDING
  protected readonly method = method
  protected override readonly refusals = { NOT_SUPPORTED: 'has no-audio-path' }
  private latest: RecordedFarEnd | null = null

  /** The latest file; null before its end, and where there is none. */
  get recorded(): RecordedFarEnd | null {
    return this.latest
  }

  /** Whether somebody spoke; null before the end of a recording. */
  audioDetectedInRecording(): boolean | null {
    return this.latest?.hasSpeech ?? null
  }

  /**
   * Records and resolves when it is over; what was recorded by then is in the file. Where no sound of the call reaches the
   * host, the module records, and it is over when the file has been fetched.
   * @param filename In the media folder; `.wav` where it has no ending. One that exists is replaced.
   * @returns SILENCE, SIZE, TIMEOUT, BARGEIN, ABORTED, HANGUP, or ERROR: then {@link lastError} says why.
   * @throws Hangup when the call is over; UASError when it is not answered or recorded already, for options that are out of
   *   range, and where neither the host nor the module can record (`no-audio-path`).
   */
  async record(filename: string, options: FileRecorderOptions = {}): Promise<FileRecorderCause> {
    const { parts } = this
    const { secondsTimeout = null } = options
    const leg = answeredLeg(parts, method)
    if (this.state() === FileRecorderState.RECORDING) throw refusal(parts.life, method, 'is recording already')
    const what = this.checked(filename, options)
    const ms = secondsTimeout === null ? null : 1000 * checkedSeconds(parts.life, method, secondsTimeout)
    options.signal?.throwIfAborted()
    this.latest = null
    return this.run(leg, options, async interrupted => {
      const running = await this.begin(leg, what)
      const waited = await within({ clock: parts.clock, ms }, Promise.race([this.endOf(running, leg), interrupted]))
      this.latest = await running.finish()
      return waited.kind === 'timeout' ? FileRecorderCause.TIMEOUT : waited.value
    })
  }

  /** Ends the recording; harmless when there is none. */
  stop(): void {
    this.interrupt(FileRecorderCause.ABORTED)
  }

  private async begin(leg: Leg, what: FarEndRecording): Promise<RunningRecording> {
    const running = await this.beginWhereItCan(leg, what)
    this.parts.exchange.records.noteRecording(leg, what.path)
    return running
  }

  private async beginWhereItCan(leg: Leg, what: FarEndRecording): Promise<RunningRecording> {
    const { parts } = this
    const session = await leg.session().catch(nullOn('NOT_SUPPORTED'))
    if (session) return recordFarEnd(session, what)
    const { clock, diagnostics } = parts
    return recordFarEndOnModule({ modem: moduleOfLeg(parts, leg), clock, diagnostics }, method, what)
  }

  private async endOf(running: RunningRecording, leg: Leg): Promise<FileRecorderCause | CellvoiceError> {
    const how = await running.over
    if (how === 'silence') return FileRecorderCause.SILENCE
    if (how === 'size') return FileRecorderCause.SIZE
    return how === 'session' || isOver(this.parts, leg) ? FileRecorderCause.HANGUP : how
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
}
