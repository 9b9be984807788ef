import type { MediaSession } from '../../../audio/media-session.ts'
import { CellvoiceError } from '../../../base/error.ts'
import type { CallLine } from '../../../exchange/call-line.ts'
import { directionListener } from '../../../exchange/recording/direction-listener.ts'
import { CallbackQueue } from '../callback-queue.ts'
import { RecordRing } from './record-ring.ts'
import { type RecordingKind, recordingKind } from './recording-arguments.ts'
import { assertStreamable, type StreamEncoder, streamEncoder } from './stream-encoder.ts'

/** What happened to a record stream: -1 error, 0 started, 1 data (length bytes), 3 finished (length in all). */
export type RecordStreamArguments = readonly ['stream', length: number, state: -1 | 0 | 1 | 3]

/** A user's callback of {@link VoiceCall.startRecordStream}. */
export type RecordStreamCallback = (args: RecordStreamArguments) => unknown

/** What a stream that runs is made of. */
interface Running {
  readonly kind: RecordingKind
  readonly tell: (length: number, state: RecordStreamArguments[2]) => void
  readonly ring: RecordRing
  /** Ends the waiting for the sound of the call, or the recording of it. */
  end: () => void
  total: number
}

/** The record stream of a voiceCall: what is recorded goes through a ring of 10 KiB, which the user reads. */
export class RecordStream {
  private readonly line: CallLine
  private readonly onError: (error: unknown) => void
  private running: Running | undefined
  /** Of the last stream: what is left in it can still be read. */
  private ring: RecordRing | undefined

  constructor(line: CallLine, onError: (error: unknown) => void) {
    this.line = line
    this.onError = onError
  }

  get active(): boolean {
    return this.running !== undefined
  }

  /**
   * Begins when the sound of the call is there: that may be later, when the call is answered.
   * @throws CellvoiceError INVALID_ARGUMENT; NOT_SUPPORTED without live sound; NO_SUCH_CALL; WRONG_CALL_STATE when running.
   */
  async start(recordType: unknown, recordMode: unknown, callback: unknown): Promise<void> {
    const kind = recordingKind(recordType, recordMode)
    if (typeof callback !== 'function') {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'the callback is not a function' })
    }
    const { audio, modem } = this.line
    if (audio === null) {
      throw new CellvoiceError('NOT_SUPPORTED', { detail: 'the sound of calls does not reach the host' })
    }
    await assertStreamable(kind.format)
    if (modem.calls.length === 0) throw new CellvoiceError('NO_SUCH_CALL', { detail: 'there is no call to record' })
    if (this.running) throw new CellvoiceError('WRONG_CALL_STATE', { detail: 'a stream is being recorded already' })
    const queue = new CallbackQueue(this.onError)
    const tell: Running['tell'] = (length, state) => queue.push(null, () => callback(['stream', length, state]))
    this.ring = new RecordRing()
    const running: Running = { kind, tell, ring: this.ring, end: () => {}, total: 0 }
    this.running = running
    const look = () => {
      if (audio.state.kind === 'open') {
        stopWaiting()
        void this.record(running, audio.state.session).catch(error => this.fail(running, error))
      } else if (audio.state.kind === 'failed') {
        this.fail(running, audio.state.reason)
      }
    }
    const stopWaiting = audio.onState(look)
    running.end = () => {
      stopWaiting()
      if (this.running === running) this.running = undefined
    }
    look()
  }

  /** Ends the stream; what is in the ring stays. Harmless when there is none. */
  stop(): void {
    this.running?.end()
  }

  /** Copies at most `length` bytes into `target`; 0 when there are none now. @throws CellvoiceError INVALID_ARGUMENT, NO_SUCH_CALL. */
  read(target: unknown, length: unknown): number {
    if (!(target instanceof Uint8Array)) throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'no Uint8Array' })
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 1 || length > target.length) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `the length is not from 1 to ${target.length}` })
    }
    if (!this.ring) throw new CellvoiceError('WRONG_CALL_STATE', { detail: 'no stream was ever started' })
    return this.ring.read(target, length)
  }

  private async record(running: Running, session: MediaSession): Promise<void> {
    running.tell(0, 0)
    const encoder = await streamEncoder(running.kind.format, bytes => {
      const taken = running.ring.write(bytes)
      running.total += taken
      running.tell(taken, 1)
    })
    // It may have been stopped while the encoder began.
    if (this.running !== running) return this.finish(running, encoder)
    const stopListening = session.listen(directionListener(running.kind.direction, frame => encoder.write(frame)))
    const finish = () => {
      stopListening()
      if (this.running === running) this.running = undefined
      void this.finish(running, encoder)
    }
    running.end = finish
    const reason = await Promise.race([session.ended, encoder.failed])
    if (this.running !== running) return
    if (reason) running.tell(0, -1)
    finish()
  }

  private async finish(running: Running, encoder: StreamEncoder): Promise<void> {
    await encoder.end()
    running.tell(running.total, 3)
  }

  private fail(running: Running, error: unknown): void {
    running.end()
    running.tell(0, -1)
    this.onError(error)
  }
}
