import { mkdir } from 'node:fs/promises'
import { type CallChannelOptions, CellvoiceError, type Exchange, Hangup, type Leg } from '../index.ts'
import { ApplicationErrors } from './application-errors.ts'
import { type ApplicationFile, loadApplication, type RunContext } from './application-file.ts'
import {
  type ApplicationLines,
  applicationLines,
  isSimulated,
  type LinesOptions,
  portsOf,
} from './application-lines.ts'
import { applicationLog } from './application-log.ts'
import { endsWithin } from './ends-within.ts'
import { showCalls, showLines } from './exchange-report.ts'
import { exitCodeOfError, exitCodes } from './exit-codes.ts'
import { openExchange } from './open-exchange.ts'
import { orInterrupted, type Run } from './run.ts'
import { hangUpAll, RunningApplications, tellWhatMayBeUp } from './running-applications.ts'
import { type ScriptOptions, scriptsOf } from './scripts-of.ts'
import { showHealth } from './show-health.ts'
import { type PartyScripts, simulatedParties } from './simulated-parties.ts'
import { troubleLog } from './trouble-log.ts'

/** What `cellvoice run` takes besides the file and its arguments. */
export interface RunOptions extends LinesOptions, ScriptOptions {
  readonly mediaFolder: string
  readonly profile?: NonNullable<CallChannelOptions['profile']>
  readonly callFromPolicy?: NonNullable<CallChannelOptions['callFromPolicy']>
}

/** How long applications may take to end once their calls are over, ms. */
const ENDING_LIMIT_MS = 10_000

/** Runs an application on its lines until it is over, or the run is interrupted. */
export async function runApplication(
  ofCommand: Run,
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<number> {
  const run: Run = { ...ofCommand, logger: troubleLog(ofCommand) }
  const ports = await portsOf(run, options)
  const application = await loadApplication(file)
  const scripts = scriptsOf(application, ports, options)
  const { mediaFolder } = options
  await mkdir(mediaFolder, { recursive: true }).catch(cause => {
    throw new CellvoiceError('FILE_FAILED', { detail: `the media folder ${mediaFolder} cannot be made`, cause })
  })
  const { args: simulatedArgs = [] } = ports.some(isSimulated) ? application.simulation : {}
  const told: RunContext = {
    args: args.length > 0 ? args : simulatedArgs,
    mediaFolder,
    signal: run.interruption.signal,
    log: applicationLog(run, 'main'),
  }
  const lines = await applicationLines(run, ports, options)
  const errors = new ApplicationErrors(run)
  try {
    const exchange = await openExchange(run, lines, errors, {
      ...application.channelDefaults,
      mediaFolder,
      ...(options.profile && { profile: options.profile }),
      ...(options.callFromPolicy && { callFromPolicy: options.callFromPolicy }),
    })
    try {
      return await serve(run, exchange, lines, application, { told, scripts, errors })
    } finally {
      await exchange.close()
    }
  } finally {
    await lines.close()
    errors.stop()
  }
}

/** What an application is run with. */
interface Setting {
  readonly told: RunContext
  readonly scripts: PartyScripts
  readonly errors: ApplicationErrors
}

async function serve(
  run: Run,
  exchange: Exchange,
  lines: ApplicationLines,
  { inbound, main }: ApplicationFile,
  { told, scripts, errors }: Setting,
): Promise<number> {
  showLines(run, exchange.lines, lines.ports)
  const failed = exchange.lines.flatMap(({ state }) => (state.kind === 'failed' ? [state.reason] : []))
  const [first] = failed
  if (first && failed.length === exchange.lines.length) return exitCodeOfError(first)
  const stopShowing = [showHealth(run, exchange.lines), showCalls({ ...run, clock: lines.clock }, exchange)]
  const running = new RunningApplications()
  let hungUp: readonly Leg[] = []
  const { simulator } = lines
  const parties = simulator && (await simulatedParties(run, simulator, lines.clock, scripts))
  // It is called first, so that it may make ready what incoming calls need.
  const mainDone = Promise.resolve(main && callMain(run, () => main(exchange, told), errors))
  const stopServing = inbound ? exchange.serve({}, running.serving(run, inbound, told)) : () => {}
  const callsDone = parties?.()
  const forever = new Promise<never>(() => {})
  const inboundDone = inbound && !(lines.isSimulation && callsDone) ? forever : callsDone
  run.printer.note(run.printer.paint.dim(inbound ? 'waiting for calls; Ctrl-C ends' : 'running; Ctrl-C ends'))
  try {
    await orInterrupted(run, Promise.all([mainDone, inbound && inboundDone]))
  } catch (error) {
    if (!run.interruption.signal.aborted) throw error
    stopServing()
    hungUp = await hangUpAll(run, exchange, running)
  } finally {
    stopServing()
    await endsWithin(run, ENDING_LIMIT_MS, Promise.all([running.settled(), mainDone]))
    await exchange.close()
    await tellWhatMayBeUp(run, hungUp)
    for (const stop of stopShowing) stop()
  }
  return errors.count > 0 ? exitCodes.internal.code : exitCodes.success.code
}

/** Calls `main` of a file, and tells what it threw. Never rejects. */
export async function callMain({ interruption }: Run, main: () => unknown, errors: ApplicationErrors): Promise<void> {
  try {
    await main()
  } catch (error) {
    // What the end of the run broke off is no news.
    const wasBrokenOff = error instanceof Hangup || error === interruption.signal.reason
    if (!(interruption.signal.aborted && wasBrokenOff)) errors.tell('main', error)
  }
}
