import type { CallOps, Exchange, ManagementServer } from '../../index.ts'
import type { ApplicationErrors } from '../application-errors.ts'
import type { ApplicationFile, RunContext } from '../application-file.ts'
import type { ApplicationLines } from '../application-lines.ts'
import { applicationLog } from '../application-log.ts'
import type { ServiceConfig } from '../config/read-service-config.ts'
import { exitCodes } from '../exit-codes.ts'
import { parsePartyScript } from '../party-script.ts'
import { orInterrupted, type Run } from '../run.ts'
import { callMain } from '../run-application.ts'
import { RunningApplications } from '../running-applications.ts'
import { readyText } from '../show-health.ts'
import { simulatedParties } from '../simulated-parties.ts'
import { stopService } from './stop-service.ts'
import { SystemdNotes } from './systemd-notes.ts'

/** What is served. */
export interface ServiceSetting {
  readonly config: ServiceConfig
  readonly application: ApplicationFile | null
  readonly errors: ApplicationErrors
  readonly mediaFolder: string
}

/** What an application of a service is told. */
interface ServiceContext extends RunContext {
  readonly callOps: CallOps
}

/** Serves calls until the run is interrupted, and then ends in good order. */
export async function serveCalls(
  run: Run,
  exchange: Exchange,
  lines: ApplicationLines,
  setting: ServiceSetting & { readonly callOps: CallOps; readonly management: ManagementServer },
): Promise<number> {
  const { config, application, errors, callOps, management, mediaFolder } = setting
  const told: ServiceContext = {
    args: config.arguments ?? [],
    mediaFolder,
    signal: run.interruption.signal,
    log: applicationLog(run, 'main'),
    callOps,
  }
  const { main, inbound } = application ?? {}
  const running = new RunningApplications()
  const { calls = [], answers = [] } = config.simulation ?? {}
  const parties =
    lines.simulator &&
    (await simulatedParties(run, lines.simulator, lines.clock, {
      calls: calls.map(parsePartyScript),
      answers: answers.map(parsePartyScript),
    }))
  const mainDone = Promise.resolve(main && callMain(run, () => main(exchange, told), errors))
  const stopServing = inbound ? exchange.serve({}, running.serving(run, inbound, told)) : () => {}
  void parties?.()
  const notes = new SystemdNotes(run)
  let exitCode: number = exitCodes.success.code
  let stopStatus: readonly (() => void)[] = []
  try {
    await notes.ready(readyText(exchange.lines))
    stopStatus = exchange.lines.map(line => line.onHealth(() => void notes.status(readyText(exchange.lines))))
    run.printer.say({ event: 'serving', ...management.addresses }, `serving; ${readyText(exchange.lines)}`)
    await orInterrupted(run, new Promise<never>(() => {}))
  } catch (error) {
    if (!run.interruption.signal.aborted) throw error
  } finally {
    stopServing()
    for (const stop of stopStatus) stop()
    await notes.stopping()
    exitCode = await stopService(run, { exchange, callOps, management, running, mainDone })
    notes.close()
  }
  return exitCode
}
