import type { CallOps, Exchange, ManagementServer } from '../../index.ts'
import { endsWithin } from '../ends-within.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Run } from '../run.ts'
import { hangUpAll, type RunningApplications, tellWhatMayBeUp } from '../running-applications.ts'

/** What a service consists of when it ends. */
export interface StoppingService {
  readonly exchange: Exchange
  readonly callOps: CallOps
  readonly management: ManagementServer
  readonly running: RunningApplications
  /** The `main` of its application. */
  readonly mainDone: Promise<unknown>
}

/** How long applications may take to end once their calls are over, ms. */
const APPLICATIONS_LIMIT_MS = 10_000
/** How long all of it may take, ms: systemd kills after 45 s. */
const LIMIT_MS = 40_000

/**
 * Takes no more commands, hangs up, lets the applications end, and closes the lines. What takes too long is left behind.
 * @returns the exit code.
 */
export async function stopService(run: Run, service: StoppingService): Promise<number> {
  const { exchange, callOps, management, running, mainDone } = service
  run.printer.say({ event: 'stopping', calls: callOps.dialogs.length }, 'no more calls are taken')
  let isInDoubt = false
  const stopping = async () => {
    await management.close()
    // A transfer that is under way goes no further, and the call it has placed is given up.
    callOps.close()
    const hungUp = await hangUpAll(run, exchange, running)
    await endsWithin(run, APPLICATIONS_LIMIT_MS, Promise.all([running.settled(), mainDone]))
    await exchange.close()
    isInDoubt = await tellWhatMayBeUp(run, hungUp)
  }
  if (await endsWithin(run, LIMIT_MS, stopping())) {
    return isInDoubt ? exitCodes.refused.code : exitCodes.success.code
  }
  run.printer.note(`not all has ended within ${LIMIT_MS / 1000} s; a call may still be up on a module`)
  run.io.exitNow(exitCodes.internal.code)
  return exitCodes.internal.code
}
