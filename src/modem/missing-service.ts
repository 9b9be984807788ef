import type { SimState } from '../commands/sim.ts'
import { carriesCalls, type ServiceFacts, type SimFact } from './service-facts.ts'

/** Why a module that answers can place no call; the nearer to the module, the earlier it stands here. */
export const missingServices = [
  'radio-off',
  'sim-missing',
  'sim-busy',
  'sim-pin',
  'sim-puk',
  'sim-failure',
  'registration-denied',
  'emergency-only',
  'not-registered',
  'no-voice',
] as const

export type MissingService = (typeof missingServices)[number]

/** 27.007 9.2.1: what the question for the SIM is refused with. */
const simFaults: Readonly<Record<number, MissingService>> = {
  10: 'sim-missing',
  11: 'sim-pin',
  12: 'sim-puk',
  13: 'sim-failure',
  14: 'sim-busy',
  15: 'sim-failure',
}

/** What a SIM that is there waits for; PIN2 and PUK2 stand in the way of no call. */
const simWaits: Readonly<Partial<Record<SimState, MissingService>>> = {
  'SIM PIN': 'sim-pin',
  'SIM PUK': 'sim-puk',
  'NOT READY': 'sim-busy',
  'NOT INSERTED': 'sim-missing',
  'PH-SIM PIN': 'sim-failure',
  'PH-FSIM PIN': 'sim-failure',
  'PH-FSIM PUK': 'sim-failure',
  'PH-NET PIN': 'sim-failure',
  'PH-NET PUK': 'sim-failure',
  'PH-NETSUB PIN': 'sim-failure',
  'PH-NETSUB PUK': 'sim-failure',
  'PH-SP PIN': 'sim-failure',
  'PH-SP PUK': 'sim-failure',
  'PH-CORP PIN': 'sim-failure',
  'PH-CORP PUK': 'sim-failure',
}

const FULL = 1
/** 27.007 7.2 `<stat>`. */
const DENIED = 3
const SMS_ONLY: readonly number[] = [6, 7]
const EMERGENCY: readonly number[] = [8, 11]

/**
 * What stands in the way of a call, the nearest first: a module that is switched off finds no SIM either. What the module
 * does not tell stands in the way of nothing.
 */
export function missingService({ level, sim, circuit, eps, ims }: ServiceFacts): MissingService | null {
  if (level !== null && level !== FULL) return 'radio-off'
  const card = sim === null ? null : missingOfSim(sim)
  if (card) return card
  if (circuit === null || carriesCalls(circuit)) return null
  // Calls over LTE need no circuit-switched registration; a module that does not tell of IMS may have it.
  if (eps?.registered) return ims === null || (ims.ims !== 'off' && ims.volteReady) ? null : 'no-voice'
  if (circuit.stat === DENIED || eps?.stat === DENIED) return 'registration-denied'
  if (EMERGENCY.includes(circuit.stat)) return 'emergency-only'
  return SMS_ONLY.includes(circuit.stat) ? 'no-voice' : 'not-registered'
}

function missingOfSim(sim: SimFact): MissingService | null {
  return (typeof sim === 'object' ? simFaults[sim.cme] : simWaits[sim]) ?? null
}
