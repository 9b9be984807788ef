import { setImmediate } from 'node:timers/promises'
import { type CallEvent, type CallFamily, type ClearingCause, callBearer, type EndedBy, VoiceCall } from '../index.ts'
import { CallClock } from './call-clock.ts'
import { callEventText, endText, numberText } from './call-text.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'

/** Shows the calls of a modem as they go: states, clocks, callback codes, ends. */
export class CallReport {
  private readonly run: Run
  private readonly callClock: CallClock
  private readonly endedAtMs = new Map<number, number>()
  private callbacks = 0
  private ends: Promise<void> = Promise.resolve()

  private constructor(run: Run, { modem }: Session, family: CallFamily) {
    this.run = run
    this.callClock = new CallClock(run, () => modem.calls.map(call => call.snapshot))
    modem.events$.subscribe(event => {
      if (event.kind === 'call') this.show(event.event)
    })
    // Calls that were up before have told nobody yet.
    for (const { snapshot } of modem.calls)
      this.show({ kind: 'state', call: snapshot, from: null, why: 'was up before' })
    const voiceCall = new VoiceCall(modem, { family, clock: run.clock, logger: run.logger })
    voiceCall.setCallback(args => {
      this.callbacks++
      run.printer.callback(args)
    })
  }

  /** Asks how calls are carried where `family` is `auto`, and shows calls from then on. */
  static async start(run: Run, session: Session, family: 'auto' | CallFamily): Promise<CallReport> {
    return new CallReport(run, session, family === 'auto' ? await callBearer(session.modem) : family)
  }

  /** Resolves when all that has happened has been shown. */
  async settled(): Promise<void> {
    await this.callbacksShown()
    await this.ends
  }

  /** Takes the running clock away. */
  stop(): void {
    this.callClock.stop()
  }

  /** Callbacks come one a turn of the event loop: a turn without one means that none is due. */
  private async callbacksShown(): Promise<void> {
    for (let before = -1; before !== this.callbacks; ) {
      before = this.callbacks
      await setImmediate()
    }
  }

  private show(event: CallEvent): void {
    const { clock } = this.run
    this.callClock.refresh()
    if (event.kind === 'ended') this.endedAtMs.set(event.call.key, clock.now())
    if (event.kind === 'cause') {
      // Callbacks of the end are still on their way, and belong above the line that sums the call up.
      this.ends = this.ends.then(() => this.callbacksShown()).then(() => this.showEnd(event))
    } else {
      this.run.printer.say(recordOf(event), this.paint(event))
    }
  }

  private paint(event: Exclude<CallEvent, { kind: 'cause' }>): string {
    const { paint } = this.run.printer
    const text = callEventText(event)
    return event.kind === 'state' && event.call.state === 'active' ? paint.good(text) : text
  }

  private showEnd({ call, endedBy, cause }: Extract<CallEvent, { kind: 'cause' }>): void {
    const { printer, clock } = this.run
    const endMs = this.endedAtMs.get(call.key) ?? clock.now()
    this.endedAtMs.delete(call.key)
    const answeredMs = call.connectedAtMs === null ? null : endMs - call.connectedAtMs
    const end: { endedBy: EndedBy; cause: ClearingCause; answeredMs: number | null } = { endedBy, cause, answeredMs }
    printer.say(
      {
        event: 'ended',
        call: call.key,
        direction: call.direction,
        number: call.number,
        endedBy,
        cause: cause.name,
        value: cause.value,
        text: cause.text,
        answered: answeredMs !== null,
        seconds: answeredMs === null ? null : Math.round(answeredMs / 100) / 10,
      },
      printer.paint.bold(`${numberText(call.number)}: ${endText(end)}`),
    )
  }
}

function recordOf(event: Exclude<CallEvent, { kind: 'cause' }>) {
  if (event.kind === 'notification') return { event: 'notification', prefix: event.prefix, code: event.code }
  const { key, index, state, direction, number, multiparty, heldByFarEnd } = event.call
  const facts = { call: key, index, state, direction, number, multiparty, heldByFarEnd }
  return event.kind === 'state' || event.kind === 'ended'
    ? { event: 'call', ...facts, from: event.from, why: event.why }
    : { event: 'call', ...facts, changed: event.kind }
}
