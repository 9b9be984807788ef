import type { Call } from '../../calls/call.ts'
import type { CallEvent } from '../../calls/call-event.ts'
import type { Modem } from '../../calls/modem.ts'
import { callBearer } from './call-bearer.ts'
import { type CallbackForm, type CallFamily, callbackArguments } from './callback-arguments.ts'
import type { CallbackArguments } from './callback-codes.ts'
import { CallbackQueue } from './callback-queue.ts'

/** A user's callback. One that returns a promise is waited for before the next event. */
export type VoiceCallCallback = (args: CallbackArguments) => unknown

/** How the codes are chosen and written. */
export interface CallCallbacksOptions extends CallbackForm {
  readonly family: 'auto' | CallFamily
  onError(error: unknown): void
}

/** Turns what happens to calls into the codes of the contract, and delivers them in order. */
export class CallCallbacks {
  private readonly modem: Modem
  private readonly options: CallCallbacksOptions
  private readonly queue: CallbackQueue
  private callback: VoiceCallCallback | null = null
  /** The family of each call, settled at its first event: a call never mixes codes. */
  private readonly families = new Map<number, CallFamily>()
  private bearer: CallFamily = 'volte'
  private asked: Promise<void> = Promise.resolve()

  constructor(modem: Modem, options: CallCallbacksOptions) {
    this.modem = modem
    this.options = options
    this.queue = new CallbackQueue(options.onError)
  }

  /** Resolves when it is known what carries the next call. */
  get bearerKnown(): Promise<void> {
    return this.asked
  }

  /** The last registration wins; null takes it away. */
  register(callback: VoiceCallCallback | null): void {
    this.callback = callback
  }

  /** Asks the module anew what carries calls: it was set up, or its registration changed. */
  askBearer(): void {
    if (this.options.family !== 'auto') return
    this.asked = callBearer(this.modem).then(bearer => {
      this.bearer = bearer
    })
  }

  /** Tells the callback what happened to a call, if the contract has a code for it. */
  take(event: CallEvent, call: Call): void {
    const { family: wanted } = this.options
    const family = this.families.get(call.key) ?? (wanted === 'auto' ? this.bearer : wanted)
    this.families.set(call.key, family)
    const args = callbackArguments(event, family, this.options)
    if (args) this.tell(call.key, args)
    if (event.kind === 'cause') this.families.delete(call.key)
  }

  /** Events before the first registration are lost; a callback that was taken away gets nothing more. */
  tell(key: number | null, args: CallbackArguments): void {
    if (this.callback) this.queue.push(key, () => this.callback?.(args))
  }

  /** Delivers something else in its turn among the callbacks. */
  deliver(delivery: () => unknown): void {
    this.queue.push(null, delivery)
  }
}
