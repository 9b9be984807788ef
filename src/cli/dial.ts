import { type Call, type CallFamily, dialString, type Modem } from '../index.ts'
import { CallReport } from './call-report.ts'
import { exitCodeOfCall, exitCodes } from './exit-codes.ts'
import { followCall } from './follow-call.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import { sendKeys } from './send-keys.ts'
import { withSession } from './session.ts'

/** What `cellvoice dial` takes besides the number. */
export interface DialOptions extends PortOptions {
  readonly family: 'auto' | CallFamily
  readonly hide?: boolean
  readonly show?: boolean
  /** Keys to send when the call is answered. */
  readonly dtmf?: string
  /** Seconds after the answer until we hang up. */
  readonly max?: number
  /** Seconds without an answer until we hang up: `--no-answer`. */
  readonly answer: number
}

/** Places a call and shows it until it is over. The exit code tells how it ended. */
export function dial(run: Run, number: string, options: DialOptions): Promise<number> {
  // Refused before the port is opened.
  dialString(number)
  return withSession(run, options, async session => {
    const { modem } = session
    const report = await CallReport.start(run, session, options.family)
    try {
      run.interruption.signal.throwIfAborted()
      const call = await modem.dial(number, callerIdentity(options))
      if (options.dtmf !== undefined) sendWhenAnswered(run, session.modem, call, options.dtmf)
      const limits = { noAnswerMs: options.answer * 1000, answeredMs: inMs(options.max) }
      const end = await followCall(run, modem, call, limits)
      await report.settled()
      if (modem.state.kind === 'lost') throw modem.state.reason
      if (end.endedBy === 'module') return exitCodes.lineLost.code
      return exitCodeOfCall({ answered: call.snapshot.connectedAtMs !== null, cause: end.cause.name })
    } finally {
      report.stop()
    }
  })
}

function callerIdentity({ hide, show }: DialOptions): { callerIdentity?: 'hide' | 'show' } {
  if (hide) return { callerIdentity: 'hide' }
  return show ? { callerIdentity: 'show' } : {}
}

/** Seconds as typed, in milliseconds. */
function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}

/** How long each tone sounds, ms. */
const TONE_MS = 200

/** Sends tones once the far end has answered; what goes wrong with them is shown, and the call goes on. */
function sendWhenAnswered(run: Run, modem: Modem, call: Call, keys: string): void {
  const subscription = modem.events$.subscribe(happened => {
    if (happened.kind !== 'call' || happened.call !== call || call.state !== 'active') return
    subscription.unsubscribe()
    sendKeys(run, modem, keys, TONE_MS).catch(error =>
      run.printer.note(`the tones were not sent: ${error instanceof Error ? error.message : error}`),
    )
  })
}
