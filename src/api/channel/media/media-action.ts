import { CellvoiceError } from '../../../base/error.ts'
import type { ErrorCode } from '../../../base/error-codes.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { refusal } from '../refuse.ts'
import { isOver } from './enter-media.ts'

/** What may end an action before it is done. */
export interface Interruptions {
  /** Whether a key of the far end ends it; keys pressed before do not. Default false. */
  readonly bargeIn?: boolean | undefined
  /** Ends it: the promise rejects with its reason, and what was done until then stays. */
  readonly signal?: AbortSignal | undefined
}

/** Something that is done in an answered call: whether it goes on, and how it ended the latest time. */
export abstract class MediaAction<Cause extends string, State extends string> {
  abstract readonly Cause: { readonly [Key in 'NONE' | 'HANGUP' | 'ERROR']: Cause } & {
    readonly [Key in 'BARGEIN' | 'ABORTED']?: Cause
  }
  abstract readonly State: { readonly [Key in 'IDLE' | 'ERROR']: State }
  /** The state while it goes on. */
  protected abstract readonly busy: State
  protected abstract readonly method: string
  /** Errors that the line or this host is to blame for, and not what was asked: the UASError says it in these words. */
  protected readonly refusals: Partial<Record<ErrorCode, string>> = {}
  protected readonly parts: ChannelParts
  private latestCause: Cause | undefined
  private latestError: CellvoiceError | null = null
  private end: ((cause: Cause) => void) | null = null

  constructor(parts: ChannelParts) {
    this.parts = parts
  }

  /** How it ended the latest time. */
  cause(): Cause {
    return this.latestCause ?? this.Cause.NONE
  }

  state(): State {
    if (this.end) return this.busy
    return this.cause() === this.Cause.ERROR ? this.State.ERROR : this.State.IDLE
  }

  /** What was wrong when the latest cause was ERROR; else null. */
  get lastError(): CellvoiceError | null {
    return this.latestError
  }

  /** Harmless when it does not go on. */
  protected interrupt(cause: Cause | undefined): void {
    if (cause !== undefined) this.end?.(cause)
  }

  /**
   * Does it, to its end.
   * @param work Resolves with how it ended by itself or by `interrupted`; an error is the cause ERROR.
   * @throws UASError for {@link refusals}; the reason of an aborted signal.
   */
  protected async run(
    leg: Leg,
    { bargeIn = false, signal }: Interruptions,
    work: (interrupted: Promise<Cause>) => Promise<Cause | CellvoiceError>,
  ): Promise<Cause> {
    this.finish(this.Cause.NONE)
    const interrupted = new Promise<Cause>(resolve => {
      this.end = resolve
    })
    const stopKeys = bargeIn ? leg.onDigit(() => this.interrupt(this.Cause.BARGEIN)) : () => {}
    const onAbort = () => this.interrupt(this.Cause.ABORTED)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      this.finish(await work(interrupted))
    } catch (error) {
      this.fail(error, leg)
    } finally {
      stopKeys()
      signal?.removeEventListener('abort', onAbort)
      this.end = null
    }
    signal?.throwIfAborted()
    return this.cause()
  }

  private finish(how: Cause | CellvoiceError): void {
    this.latestError = CellvoiceError.is(how) ? how : null
    this.latestCause = CellvoiceError.is(how) ? this.Cause.ERROR : how
  }

  private fail(error: unknown, leg: Leg): void {
    const isOurs = CellvoiceError.is(error)
    if (isOurs && isOver(this.parts, leg)) {
      this.finish(this.Cause.HANGUP)
      return
    }
    this.finish(isOurs ? error : this.Cause.ERROR)
    if (!isOurs) throw error
    const why = this.refusals[error.code]
    if (why !== undefined) throw refusal(this.parts.life, this.method, why, error)
  }
}
