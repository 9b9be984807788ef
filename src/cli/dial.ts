import { type Call, type CallFamily, dialString, type Modem } from '../index.ts'
import { assertPermitted } from './assert-permitted.ts'
import { CallMedia, checkMedia } from './call-media.ts'
import { CallReport } from './call-report.ts'
import type { DialPermit } from './dial-permit.ts'
import { exitCodeOfCall, exitCodes } from './exit-codes.ts'
import { followCall } from './follow-call.ts'
import { showError } from './launch.ts'
import type { MediaOptions } from './media-options.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import { sendKeys } from './send-keys.ts'
import { withSession } from './session.ts'

/** What `cellvoice dial` takes besides the number. */
export interface DialOptions extends PortOptions, MediaOptions {
  /** Kinds of numbers that are not dialled unless named. */
  readonly allow?: readonly DialPermit[]
  /** Country code of the SIM. */
  readonly country?: string
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
export async function dial(run: Run, number: string, options: DialOptions): Promise<number> {
  // Refused before the port is opened.
  dialString(number)
  assertPermitted(number, options)
  const prompts = await checkMedia(options)
  return withSession(run, options, async session => {
    const { modem } = session
    const report = await CallReport.start(run, session, options.family)
    const media = await CallMedia.prepare(run, session, options, prompts)
    try {
      run.interruption.signal.throwIfAborted()
      const emergency = options.allow?.includes('emergency') ? 'allowed' : 'denied'
      const call = await modem.dial(number, { ...callerIdentity(options), emergency })
      const { dtmf } = options
      if (dtmf !== undefined) whenAnswered(run, modem, call, () => sendKeys(run, modem, dtmf, TONE_MS))
      const inCall = media.attach(call)
      const limits = { noAnswerMs: options.answer * 1000, answeredMs: inMs(options.max) }
      const end = await followCall(run, modem, call, limits)
      await inCall.settled()
      await report.settled()
      if (modem.state.kind === 'lost') throw modem.state.reason
      if (end.endedBy === 'module') return exitCodes.lineLost.code
      const answered = call.snapshot.connectedAtMs !== null
      if (answered && media.failed) return exitCodes.audio.code
      return exitCodeOfCall({ answered, cause: end.cause.name })
    } finally {
      report.stop()
      await media.close()
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

/** Does something once the far end has answered; what goes wrong with it is shown, and the call goes on. */
function whenAnswered(run: Run, modem: Modem, call: Call, act: () => Promise<void>): void {
  const subscription = modem.events$.subscribe(happened => {
    if (happened.kind !== 'call' || happened.call !== call || call.state !== 'active') return
    subscription.unsubscribe()
    act().catch(error => void showError(run.printer, error))
  })
}
