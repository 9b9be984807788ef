import { CellvoiceError } from '../base/error.ts'
import { families } from './families/families.ts'
import { emergencyNumbers } from './network/emergency-numbers.ts'
import { behaviourOf } from './network/plan.ts'
import type { CompleteModuleOptions } from './simulator.ts'

/** How many modules one simulator has at most. */
export const maxModules = 16
const maxDataContexts = 4
const maxPpm = 5000
const maxStorageBytes = 67_108_864

/** @throws CellvoiceError INVALID_ARGUMENT naming the first module that cannot be made. */
export function checkModules(modules: readonly CompleteModuleOptions[]): void {
  if (modules.length < 1 || modules.length > maxModules)
    throw invalid(`the number of modules is not 1 to ${maxModules}`)
  for (const [index, module] of modules.entries()) {
    const wrong = fault(module) ?? (sharesNumber(module, modules) ? `the number ${module.number} twice` : undefined)
    if (wrong) throw invalid(`module ${index + 1} has ${wrong}`)
  }
}

function fault(module: CompleteModuleOptions): string | undefined {
  const { family, number, imei, pin, dataContexts, audioClockPpm, storageBytes, transferBytesPerSecond } = module
  if (!Object.hasOwn(families, family)) {
    return `the unknown family ${JSON.stringify(family)}: there are ${Object.keys(families).join(', ')}`
  }
  if (!/^\+?\d{4,15}$/.test(number)) return `the number ${JSON.stringify(number)}, which is not 4 to 15 digits`
  if (emergencyNumbers.has(number) || behaviourOf(number)) return `the number ${number}, which has another subscriber`
  if (!/^\d{15}$/.test(imei)) return `the IMEI ${JSON.stringify(imei)}, which is not 15 digits`
  if (!/^\d{4,8}$/.test(pin)) return `the PIN ${JSON.stringify(pin)}, which is not 4 to 8 digits`
  if (!(Number.isInteger(dataContexts) && dataContexts >= 0 && dataContexts <= maxDataContexts)) {
    return `${dataContexts} data contexts: 0 to ${maxDataContexts}`
  }
  if (!(Math.abs(audioClockPpm) <= maxPpm)) return `an audio clock of ${audioClockPpm} ppm: -${maxPpm} to ${maxPpm}`
  if (!(Number.isInteger(storageBytes) && storageBytes >= 0 && storageBytes <= maxStorageBytes)) {
    return `storage of ${storageBytes} bytes: 0 to ${maxStorageBytes}`
  }
  if (!(transferBytesPerSecond >= 1)) return `transfers of ${transferBytesPerSecond} bytes a second: 1 or more`
  return undefined
}

function sharesNumber({ number }: CompleteModuleOptions, modules: readonly CompleteModuleOptions[]): boolean {
  return modules.filter(other => other.number.replace('+', '') === number.replace('+', '')).length > 1
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
