import { CellvoiceError } from '../base/error.ts'
import { functionalityLevel } from '../commands/cfun.ts'
import type { CommandDeclaration, FinalResult } from '../commands/conversation.ts'
import { type ImsState, imsState } from '../commands/qcfg-ims.ts'
import { circuitRegistration, epsRegistration, type Registration } from '../commands/registration.ts'
import { type SimState, simState } from '../commands/sim.ts'
import type { ModemExecute } from './modem-execute.ts'

/** What the SIM waits for, or the number of the +CME ERROR that the question for it brings. */
export type SimFact = SimState | { readonly cme: number }

/** What a call needs besides a module that answers; null for what the module does not tell. */
export interface ServiceFacts {
  /** 27.007 8.2: 0 minimum, 1 full, 4 transmitters off. */
  readonly level: number | null
  readonly sim: SimFact | null
  readonly circuit: Registration | null
  readonly eps: Registration | null
  /** Asked for only where the circuit-switched registration does not carry calls. */
  readonly ims: ImsState | null
}

/** 27.007 7.2: home, roaming, and the same where LTE is not to fall back for data. */
const CALL_STATES: readonly number[] = [1, 5, 9, 10]

/** Whether circuit-switched calls can be made. */
export function carriesCalls(registration: Registration | null): boolean {
  return registration !== null && CALL_STATES.includes(registration.stat)
}

/**
 * Asks the module what a call needs. Nothing is changed.
 * @throws CellvoiceError AT_TIMEOUT, AT_QUEUE_FULL, MODEM_RESTARTED, PORT_LOST.
 */
export async function askServiceFacts(execute: ModemExecute): Promise<ServiceFacts> {
  const level = await told(execute, functionalityLevel)
  const sim = await execute(simState, undefined).catch(simFault)
  const circuit = await told(execute, circuitRegistration.query)
  const eps = await told(execute, epsRegistration.query)
  const ims = carriesCalls(circuit) || !eps?.registered ? null : await told(execute, imsState)
  return { level, sim, circuit, eps, ims }
}

/** The answer, or null where the module refuses the question or answers in a form of its own. */
async function told<Result>(
  execute: ModemExecute,
  question: CommandDeclaration<void, Result | null>,
): Promise<Result | null> {
  try {
    return await execute(question, undefined)
  } catch (error) {
    if (CellvoiceError.is(error, 'AT_ERROR') || CellvoiceError.is(error, 'AT_MALFORMED')) return null
    throw error
  }
}

function simFault(error: unknown): SimFact | null {
  if (CellvoiceError.is(error, 'AT_MALFORMED')) return null
  if (!CellvoiceError.is(error, 'AT_ERROR')) throw error
  const result = error.context.result as FinalResult
  return result.kind === 'cme' && typeof result.code === 'number' ? { cme: result.code } : null
}
