import { expect, type TestContext, vi } from 'vitest'
import { type Call, type CallbackArguments, type CallEvent, type Modem, openModem, VoiceCall } from '../../src/index.ts'
import { type Transport, traceTransport, transportFor } from '../../src/transport/index.ts'

type Cause = Extract<CallEvent, { kind: 'cause' }>
type End = readonly [endedBy: Cause['endedBy'], cause: Cause['cause']['name']]

/** How long anything that is waited for may take, however busy the machine is. */
const patience = { timeout: 20_000, interval: 10 }

/** An opened modem with a VoiceCall on it, and all that the two have told. It is closed when its test ends. */
export class Telephone {
  readonly modem: Modem
  readonly voiceCall: VoiceCall
  /** What the callback was given, in order. */
  readonly callbacks: CallbackArguments[] = []
  /** How each call ended. */
  readonly ends: End[] = []

  private constructor(modem: Modem) {
    this.modem = modem
    this.voiceCall = new VoiceCall(modem, { family: 'volte' })
    this.voiceCall.setCallback(args => void this.callbacks.push(args))
    modem.events$.subscribe(told => {
      if (told.kind !== 'call' || told.event.kind !== 'cause') return
      this.ends.push([told.event.endedBy, told.event.cause.name])
    })
  }

  /** Opens the modem at `path`, its bytes delivered by `delivery`. When the test fails, what went over the line is printed. */
  static async open(
    path: string,
    { onTestFinished, onTestFailed }: Pick<TestContext, 'onTestFinished' | 'onTestFailed'>,
    delivery: (line: Transport) => Transport = line => line,
  ): Promise<Telephone> {
    const wire: string[] = []
    const startedMs = performance.now()
    onTestFailed(() => console.error(wire.join('\n')))
    const traced = traceTransport(transportFor(path), line =>
      wire.push(`${(performance.now() - startedMs).toFixed(0).padStart(6)} ${line}`),
    )
    const modem = await openModem({ transport: delivery(traced) })
    onTestFinished(() => modem.close())
    return new Telephone(modem)
  }

  /** Waits until the callback was given exactly this, in this order. */
  async tells(...callbacks: readonly CallbackArguments[]): Promise<void> {
    await vi.waitFor(() => expect(this.callbacks).toEqual(callbacks), patience)
  }

  /** Waits until these callbacks came after the first `before` ones, in any order. */
  async tellsInAnyOrder(before: number, ...callbacks: readonly CallbackArguments[]): Promise<void> {
    const sorted = (list: readonly CallbackArguments[]) => list.map(args => args.join()).sort()
    await vi.waitFor(() => expect(sorted(this.callbacks.slice(before))).toEqual(sorted(callbacks)), patience)
  }

  /** Waits until these calls have ended, in this order, and no other is left. */
  async ended(...ends: readonly End[]): Promise<void> {
    await vi.waitFor(() => expect(this.ends).toEqual(ends), patience)
    expect(this.modem.calls).toEqual([])
  }

  /** The call with this number. */
  call(number: string): Call {
    const call = this.modem.calls.find(one => one.number === number)
    if (!call) throw new Error(`no call with ${number}`)
    return call
  }
}
