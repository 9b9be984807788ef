import { mkdir } from 'node:fs/promises'
import {
  type BoundManagementServer,
  bindManagementServer,
  CallOps,
  CellvoiceError,
  type Exchange,
} from '../../index.ts'
import { ApplicationErrors } from '../application-errors.ts'
import { loadApplication } from '../application-file.ts'
import type { ApplicationLines } from '../application-lines.ts'
import type { ServiceConfig } from '../config/read-service-config.ts'
import { readServiceConfig } from '../config/read-service-config.ts'
import { showCalls, showLines } from '../exchange-report.ts'
import { exitCodes } from '../exit-codes.ts'
import { openExchange } from '../open-exchange.ts'
import type { OutputOptions, Run } from '../run.ts'
import { showHealth } from '../show-health.ts'
import { troubleLog } from '../trouble-log.ts'
import { type ServiceSetting, serveCalls } from './serve-calls.ts'
import { serviceLines } from './service-lines.ts'
import { serviceLog } from './service-log.ts'
import { showCallOps } from './show-call-ops.ts'

/** What `cellvoice serve` takes. */
export interface ServeOptions extends OutputOptions {
  readonly config: string
  readonly check?: boolean
}

/** Serves lines until it is told to end. */
export async function serve(ofCommand: Run, { config: file, check = false }: ServeOptions): Promise<number> {
  const run: Run = { ...ofCommand, logger: troubleLog(ofCommand) }
  const { printer } = run
  const read = readServiceConfig(file)
  if (read.kind === 'wrong') {
    for (const { line, key, what } of read.faults) {
      const message = `${file}:${line}: ${key === '' ? what : `${key} ${what}`}.`
      printer.error({ code: 'INVALID_ARGUMENT', message, remedy: 'Correct the file.' })
    }
    return exitCodes.usage.code
  }
  const config = read.value
  const application = config.application === undefined ? null : await loadApplication(config.application)
  if (check) {
    // What the lines are made of is looked at, too; nothing of it is opened.
    await (await serviceLines(run, config)).close()
    printer.tell({ event: 'checked', config: file }, `${file} can be used`)
    return exitCodes.success.code
  }
  run.interruption.asService(() => printer.note('SIGHUP: the configuration is not read again; restart the service'))
  const { mediaFolder = '.' } = config
  await mkdir(mediaFolder, { recursive: true }).catch(cause => {
    throw new CellvoiceError('FILE_FAILED', { detail: `the media folder ${mediaFolder} cannot be made`, cause })
  })
  // A second service by mistake finds its places taken, before it touches lines and calls of the first.
  const bound = await bindManagementServer({
    logger: serviceLog(run),
    listen: config.listen,
    ...(config.access && { access: config.access }),
    ...(config.version !== undefined && { version: config.version }),
    ...(config.events && { events: config.events }),
  })
  try {
    return await serveBound(run, bound, { config, application, mediaFolder })
  } finally {
    await bound.close()
  }
}

async function serveBound(
  run: Run,
  bound: BoundManagementServer,
  setting: Omit<ServiceSetting, 'errors'>,
): Promise<number> {
  const { config, application, mediaFolder } = setting
  const lines = await serviceLines(run, config)
  const errors = new ApplicationErrors(run)
  try {
    const { dialPolicy, records, orphans = 'end' } = config
    const exchange = await openExchange(
      run,
      lines,
      errors,
      { ...application?.channelDefaults, mediaFolder },
      { orphans, ...(dialPolicy && { dialPolicy }), ...(records && { records }) },
    )
    try {
      return await serveLines(run, exchange, lines, bound, { ...setting, errors })
    } finally {
      await exchange.close()
    }
  } finally {
    await lines.close()
    errors.stop()
  }
}

async function serveLines(
  run: Run,
  exchange: Exchange,
  lines: ApplicationLines,
  bound: BoundManagementServer,
  setting: ServiceSetting,
): Promise<number> {
  const { config } = setting
  // Lines that are not open are opened by the exchange as soon as they can be: a service without any goes on.
  showLines(run, exchange.lines, lines.ports)
  const callOps = callOpsOf(run, exchange, lines, config)
  const stopShowing = [
    showHealth(run, exchange.lines),
    showCalls({ ...run, clock: lines.clock }, exchange),
    showCallOps(run, exchange, callOps),
  ]
  try {
    const management = bound.start({ exchange, callOps })
    return await serveCalls(run, exchange, lines, { ...setting, callOps, management })
  } finally {
    callOps.close()
    for (const stop of stopShowing) stop()
  }
}

function callOpsOf({ printer, logger }: Run, exchange: Exchange, { clock }: ApplicationLines, config: ServiceConfig) {
  return new CallOps({
    ...config.callops,
    exchange,
    clock,
    logger,
    onManualTransfer: request =>
      printer.say(
        { event: 'manual-transfer', ...request },
        `${request.callid}  the ${request.leg} is to be transferred to ${request.destination} by the application`,
      ),
  })
}
