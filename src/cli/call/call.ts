import { CellvoiceError } from '../../index.ts'
import { exitCodes } from '../exit-codes.ts'
import type { OutputOptions, Run } from '../run.ts'
import { awaitOutcome } from './await-outcome.ts'
import { holdOutcome, type Outcome, transferOutcome } from './outcome.ts'
import { type ServiceClient, type ServiceOptions, ServiceRefusal, serviceClient } from './service-client.ts'
import { serviceEvents } from './service-events.ts'
import { showDialogs } from './show-dialogs.ts'

/** What every `cellvoice call` takes. */
export interface CallOptions extends OutputOptions, ServiceOptions {}

/** Of those that wait for an outcome. */
export interface WaitOptions extends CallOptions {
  readonly wait: boolean
  readonly limit: number
}

export interface HoldOptions extends WaitOptions {
  readonly leg?: 'caller' | 'callee' | 'both'
}

export interface TransferOptions extends WaitOptions {
  readonly leg: 'caller' | 'callee'
  readonly to?: string
  readonly with?: string
  readonly withLeg?: 'caller' | 'callee'
}

/** Shows the calls of a service. */
export function listCalls(run: Run, options: CallOptions): Promise<number> {
  return withService(run, options, async service => {
    showDialogs(run, await service.request('dlg_list_ctx'))
    return exitCodes.success.code
  })
}

/** Puts a call on hold, or takes it back. */
export function holdCall(run: Run, action: 'hold' | 'unhold', callid: string, options: HoldOptions): Promise<number> {
  const { leg } = options
  return withService(run, options, service =>
    operate(run, service, options, {
      method: `call_${action}`,
      params: { callid, ...(leg !== undefined && { leg }) },
      event: 'E_CALL_HOLD',
      outcome: holdOutcome(callid, action),
    }),
  )
}

/** Transfers a party of a call. */
export async function transferCall(run: Run, callid: string, options: TransferOptions): Promise<number> {
  const target = targetOf(options)
  return withService(run, options, service =>
    operate(run, service, options, {
      method: 'call_transfer',
      params: { callid, leg: options.leg, ...target },
      event: 'E_CALL_TRANSFER',
      outcome: transferOutcome(callid),
    }),
  )
}

/** Ends a call. */
export function hangUpCall(run: Run, callid: string, options: CallOptions): Promise<number> {
  return withService(run, options, async service => {
    await service.request('dlg_end_dlg', { dialog_id: callid })
    run.printer.say({ event: 'accepted', callid, method: 'dlg_end_dlg' }, `${callid}  is being ended`)
    return exitCodes.success.code
  })
}

/** A command whose outcome is told by events. */
interface Operation {
  readonly method: string
  readonly params: Readonly<Record<string, string>>
  readonly event: 'E_CALL_HOLD' | 'E_CALL_TRANSFER'
  readonly outcome: Outcome
}

async function operate(run: Run, service: ServiceClient, options: WaitOptions, operation: Operation): Promise<number> {
  const { method, params, event, outcome } = operation
  const { callid = '' } = params
  if (!options.wait) {
    await service.request(method, params)
    run.printer.say({ event: 'accepted', callid, method }, `${callid}  ${method} is accepted`)
    return exitCodes.success.code
  }
  const events = await serviceEvents(service, event, Math.ceil(options.limit) + 10)
  try {
    const begin = () => service.request(method, params)
    return await awaitOutcome(run, events, outcome, { limitSeconds: options.limit, begin })
  } finally {
    await events.close()
  }
}

function targetOf({ to, with: other, withLeg }: TransferOptions): Readonly<Record<string, string>> {
  if (to !== undefined && other === undefined && withLeg === undefined) return { destination: to }
  if (to === undefined && other !== undefined && withLeg !== undefined)
    return { transfer_callid: other, transfer_leg: withLeg }
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: 'it is not said to whom',
    remedy: 'Give --to DESTINATION, or --with CALLID and --with-leg caller or callee.',
  })
}

const remedies: Readonly<Record<number, string>> = {
  404: '`cellvoice call list` shows which calls there are.',
  410: 'Wait until the call is answered.',
  480: 'There is nothing to be done.',
  491: 'Wait for the end of what is under way with this call.',
}

async function withService(
  run: Run,
  options: ServiceOptions,
  use: (service: ServiceClient) => Promise<number>,
): Promise<number> {
  try {
    return await use(serviceClient(run, options))
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error
    const remedy = remedies[error.code] ?? 'See the log of the service.'
    run.printer.error({ code: String(error.code), message: `${error.message}.`, remedy })
    return exitCodes.refused.code
  }
}
