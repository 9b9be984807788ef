import { doctor } from '../../src/cli/doctor/doctor.ts'
import type { DoctorSystem } from '../../src/cli/doctor/doctor-system.ts'
import type { DoctorOptions } from '../../src/cli/doctor/examine.ts'
import { Interruption } from '../../src/cli/interruption.ts'
import { Printer } from '../../src/cli/printer.ts'
import { ManualClock, silentLogger } from '../../src/index.ts'
import { type ModuleOptions, type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { FakeIo } from '../cli/fake-io.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'
import { pluggedPort } from './plugged-port.ts'
import { ScriptedModule } from './scripted-module.ts'

/** The AT port of the module that is looked at, and the other ports of its USB device. */
export const AT_PORT = '/dev/ttyUSB2'
/** On an EC25 it carries the samples too. */
const NMEA_PORT = '/dev/ttyUSB1'
export const modulePorts = [0, 1, 2, 3].map(number => pluggedPort(`/dev/ttyUSB${number}`, '1-1', number))

/** A port that opens, and on which nobody speaks. */
const silentPort: Transport = { name: NMEA_PORT, open: async () => {}, write: async () => {}, close: async () => {} }

/** A machine on which all is well, but for what is given. */
export function healthySystem(atPort: () => Transport, differences: Partial<DoctorSystem> = {}): DoctorSystem {
  return {
    nodeVersion: '20.19.0',
    listPorts: async () => modulePorts,
    resolve: async path => path,
    pathKind: async () => 'terminal',
    portUse: async () => ({ holders: [], ownPid: 1 }),
    groupOf: async () => ({ group: { name: 'dialout', mayOpen: true }, isMember: true }),
    hasProgram: async () => true,
    freeBytes: async () => 5_000_000_000,
    throttled: async () => 'throttled=0x0\n',
    soundCards: async () => '',
    transport: path => (path === NMEA_PORT ? silentPort : atPort()),
    ...differences,
  }
}

/** What a healthy EC25 says. */
const healthyModule: Readonly<Record<string, readonly string[]>> = {
  ATI: ['Quectel', 'EC25', 'Revision: EC25EFAR06A06M4G', 'OK'],
  'AT+GSN': ['861123040000001', 'OK'],
  'AT+CGSN': ['861123040000001', 'OK'],
  'AT+CMEE?': ['+CMEE: 1', 'OK'],
  'AT+CRC?': ['+CRC: 1', 'OK'],
  'AT+CREG?': ['+CREG: 2,1', 'OK'],
  'AT+CEREG?': ['+CEREG: 2,1', 'OK'],
  'AT+CFUN?': ['+CFUN: 1', 'OK'],
  'AT+CPIN?': ['+CPIN: READY', 'OK'],
  'AT+CSQ': ['+CSQ: 24,99', 'OK'],
  'ATS0?': ['000', 'OK'],
  'AT+QURCCFG="urcport"': ['+QURCCFG: "urcport","all"', 'OK'],
  'AT+QCFG="ims"': ['+QCFG: "ims",1,1', 'OK'],
  'AT+CCFC=0,2': ['+CCFC: 0,1', 'OK'],
  'AT+CCWA=1,2': ['+CCWA: 1,1', 'OK'],
  'AT+QPCMV=?': ['+QPCMV: (0,1),(0,2)', 'OK'],
  'AT+QGPS?': ['+QGPS: 0', 'OK'],
}

/** A healthy module that says what `script` says instead. */
export async function scriptedPatient(script: Readonly<Record<string, readonly string[]>>): Promise<ScriptedModule> {
  const module = await ScriptedModule.start({ ...healthyModule, ...script })
  module.otherwise = ['OK']
  return module
}

/** A simulated module on a clock that {@link consult} moves. */
export async function simulatedPatient(
  options: ModuleOptions,
): Promise<{ readonly module: SimulatedModule; readonly clock: ManualClock }> {
  const clock = new ManualClock()
  const { modules } = await startSimulator({ modules: [{ family: 'ec25', ...options }], clock })
  const [module] = modules
  if (!module) throw new Error('the simulator has no module')
  return { module, clock }
}

/** One check as `--json` shows it. */
export interface ShownCheck {
  readonly id: string
  readonly result: 'fault' | 'hint' | 'ok' | 'skipped'
  readonly what?: string
  readonly remedy?: string
  readonly why?: string
}

/** What a visit came to. */
export interface Diagnosis {
  readonly code: number
  readonly checks: readonly ShownCheck[]
  /** What was found, as `fault id` or `hint id`. */
  readonly found: readonly string[]
  readonly the: (id: string) => ShownCheck
}

const STEP_MS = 50
const MAX_STEPS = 10_000

/** Has the doctor look at a module, and lets time pass until it is done; Ctrl-C is pressed once `isInterrupted` says so. */
export async function consult(
  system: DoctorSystem,
  options: Partial<DoctorOptions> = {},
  clock = new ManualClock(),
  isInterrupted = () => false,
): Promise<Diagnosis> {
  const io = new FakeIo({ clock })
  const interruption = new Interruption(io)
  const printer = new Printer(io, { json: true })
  const complete: DoctorOptions = { port: AT_PORT, audio: 'auto', media: '.', watch: 1, ...options }
  let ended: { readonly code: number } | { readonly error: unknown } | undefined
  doctor({ io, printer, clock, logger: silentLogger, interruption }, complete, system).then(
    code => {
      ended = { code }
    },
    error => {
      ended = { error }
    },
  )
  for (let steps = 0; ended === undefined; steps++) {
    if (steps > MAX_STEPS) throw new Error('the doctor does not come to an end')
    await clock.advance(STEP_MS)
    if (!interruption.signal.aborted && isInterrupted()) io.signal('SIGINT')
    // The system is asked for files by real input and output.
    await new Promise(resolve => setImmediate(resolve))
  }
  if ('error' in ended) throw ended.error
  const checks = io.stdout.objects as unknown as readonly ShownCheck[]
  const found = checks.flatMap(({ id, result }) => (result === 'fault' || result === 'hint' ? [`${result} ${id}`] : []))
  const the = (id: string) => {
    const check = checks.find(one => one.id === id)
    if (!check) throw new Error(`there is no check ${id}`)
    return check
  }
  return { code: ended.code, checks, found, the }
}

/** A line to `module` over which nothing can call for help. */
export function lineTo(module: SimulatedModule | ScriptedModule): Transport {
  return noEmergencyTransport(module instanceof ScriptedModule ? module.host : module.transport())
}
