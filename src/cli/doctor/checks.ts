import type { Check } from './check.ts'
import { machineChecks } from './machine-checks.ts'
import { moduleChecks } from './module-checks.ts'
import { networkChecks } from './network-checks.ts'
import { portChecks } from './port-checks.ts'
import { soundChecks } from './sound-checks.ts'

/** Every check of the doctor, from the machine outward. */
export const checks: readonly Check[] = [
  ...machineChecks,
  ...portChecks,
  ...moduleChecks,
  ...networkChecks,
  ...soundChecks,
]
