import { CellvoiceError } from '../../index.ts'
import { exitCodes } from '../exit-codes.ts'
import { missingPort } from '../missing-port.ts'
import type { Run } from '../run.ts'
import { checks } from './checks.ts'
import { type DoctorSystem, systemOfDoctor } from './doctor-system.ts'
import { type DoctorOptions, examine } from './examine.ts'
import { atPortsOf } from './look-at-port.ts'
import { showResults } from './show-results.ts'
import { assertTestNumber } from './test-call.ts'

/** Looks at machine, port, module, network and sound, and shows what is wrong and what helps. */
export async function doctor(run: Run, options: DoctorOptions, system: DoctorSystem = systemOfDoctor): Promise<number> {
  const { printer } = run
  // Refused before anything is opened.
  if (options.call !== undefined) assertTestNumber({ number: options.call, country: options.country })
  const port = options.port ?? run.io.env.CELLVOICE_PORT ?? (await onlyAtPort(system))
  const facts = await examine(run, system, { ...options, port }, what => printer.live(`looking at ${what} …`))
  printer.live(undefined)
  const results = checks.map(check => ({ check, result: check.run(facts) }))
  showResults(printer, results)
  const isUnhealthy = results.some(({ result }) => result.kind === 'found' && result.severity === 'fault')
  return (isUnhealthy ? exitCodes.unhealthy : exitCodes.success).code
}

/** The AT port of the one module that is plugged in. @throws CellvoiceError INVALID_ARGUMENT where there is none, or a choice. */
async function onlyAtPort(system: DoctorSystem): Promise<string> {
  const ports = await system.listPorts()
  const [first, second] = atPortsOf(ports)
  if (first !== undefined && second === undefined) return first
  const { remedy } = await missingPort(Promise.resolve(ports))
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: first === undefined ? 'no port was given, and no known module is on USB' : 'no port was given',
    remedy,
  })
}
