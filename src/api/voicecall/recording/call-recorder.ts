import { CellvoiceError } from '../../../base/error.ts'
import type { Call } from '../../../calls/call.ts'
import type { CallEvent } from '../../../calls/call-event.ts'
import type { CallLine } from '../../../exchange/call-line.ts'
import type { RecordedFile, Recording } from '../../../exchange/recording/recording.ts'
import { assertRecordable, startRecording } from '../../../exchange/recording/start-recording.ts'
import { assertEnding, type RecordingKind, recordingKind } from './recording-arguments.ts'
import { type RecordingFolder, recordingPath } from './recording-path.ts'

/** What the recorder of a voiceCall works with. */
export interface CallRecorderOptions extends RecordingFolder {
  readonly line: CallLine
  /** Whether a file that exists is replaced, as the contract has it. */
  readonly overwrite: boolean
  readonly onProgress?: ((bytes: number, of: number) => void) | undefined
  /** Hears how a recording ended that nobody waited for, and why one did not begin. */
  onEnded(result: RecordedFile | CellvoiceError): void
}

interface AutoRecord extends RecordingKind {
  readonly name: string
}

/** Records calls into files: when asked, or every call by itself. One recording at a time. */
export class CallRecorder {
  private readonly options: CallRecorderOptions
  private current: Promise<Recording> | undefined
  /** Why the last recording ended by itself too early, until somebody is told. */
  private trouble: CellvoiceError | null = null
  private auto: AutoRecord | null = null
  /** What was asked for when each call began: a change is for the next call. */
  private readonly autoOfCalls = new Map<number, AutoRecord | null>()

  constructor(options: CallRecorderOptions) {
    this.options = options
  }

  /** @throws CellvoiceError INVALID_ARGUMENT, WRONG_CALL_STATE when already recording; as {@link startRecording}. */
  async start(recordType: unknown, recordMode: unknown, filename: unknown): Promise<void> {
    const kind = recordingKind(recordType, recordMode)
    const path = await this.pathFor(filename, kind)
    await this.begin(kind, path)
  }

  /** Whether there is a recording to stop, one that is still being fetched included. */
  get active(): boolean {
    return this.current !== undefined
  }

  /** Ends the recording; resolves when the file is on the host. @throws CellvoiceError why it is not whole. */
  async stop(): Promise<void> {
    const { trouble: earlier } = this
    this.trouble = null
    if (!this.current) {
      throw earlier ?? new CellvoiceError('WRONG_CALL_STATE', { detail: 'nothing is being recorded' })
    }
    const recording = await this.current
    const { trouble } = await recording.stop()
    this.trouble = null
    if (trouble) throw trouble
  }

  /** @throws CellvoiceError INVALID_ARGUMENT; NOT_SUPPORTED where the line cannot record this. */
  async setAuto(enable: unknown, recordType: unknown, recordMode: unknown, filename: unknown): Promise<void> {
    if (enable !== 0 && enable !== 1) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'enable is neither 0 nor 1' })
    }
    const kind = recordingKind(recordType, recordMode)
    await this.pathFor(filename, kind)
    if (enable === 1) await assertRecordable(this.options.line, kind)
    // The path was made from it, so it is text.
    this.auto = enable === 1 ? { ...kind, name: filename as string } : null
  }

  /** Begins to record a call that gets through, if that was asked for before it began. */
  take(event: CallEvent, call: Call): void {
    if (event.kind === 'ended') this.autoOfCalls.delete(call.key)
    if (event.kind !== 'state') return
    if (!this.autoOfCalls.has(call.key)) this.autoOfCalls.set(call.key, this.auto)
    const auto = this.autoOfCalls.get(call.key)
    if (call.state !== 'active' || !auto) return
    this.autoOfCalls.set(call.key, null)
    void this.pathFor(auto.name, auto)
      .then(path => this.begin(auto, path))
      .catch(error => this.options.onEnded(asCellvoiceError(error)))
  }

  private async pathFor(filename: unknown, { format }: RecordingKind): Promise<string> {
    const path = await recordingPath(filename, this.options)
    assertEnding(path, format)
    return path
  }

  private async begin({ format, direction }: RecordingKind, path: string): Promise<void> {
    if (this.current) throw new CellvoiceError('WRONG_CALL_STATE', { detail: 'a call is being recorded already' })
    const { line, overwrite, onProgress } = this.options
    const request = { format, direction, path, overwrite, ...(onProgress && { onFetched: onProgress }) }
    const starting = startRecording(line, request)
    this.current = starting
    this.trouble = null
    try {
      const recording = await starting
      void recording.ended
        .then(
          file => this.noteEnd(file, file.trouble),
          error => this.noteEnd(asCellvoiceError(error), asCellvoiceError(error)),
        )
        .finally(() => this.forget(starting))
    } catch (error) {
      this.forget(starting)
      throw error
    }
  }

  private noteEnd(result: RecordedFile | CellvoiceError, trouble: CellvoiceError | null): void {
    this.trouble = trouble
    this.options.onEnded(result)
  }

  private forget(recording: Promise<Recording>): void {
    if (this.current === recording) this.current = undefined
  }
}

function asCellvoiceError(error: unknown): CellvoiceError {
  return CellvoiceError.is(error) ? error : new CellvoiceError('RECORDING_FAILED', { cause: error })
}
