import { CellvoiceError, Modem } from '../../index.ts'
import type { Simulator } from '../../simulator/index.ts'
import type { Transport } from '../../transport/index.ts'
import type { AudioOptions } from '../audio-option.ts'
import { type PortOptions, portLine } from '../port-line.ts'
import { orInterrupted, type Run } from '../run.ts'
import type { DeviceFacts, DoctorFacts, ModuleFacts, PortFailure, PortFindings } from './doctor-facts.ts'
import type { DoctorSystem } from './doctor-system.ts'
import { lookAtMachine } from './look-at-machine.ts'
import { ModuleExamination } from './look-at-module.ts'
import { failureOf, findRate, lookAtDevice, refusalOf } from './look-at-port.ts'
import { lookAtSound } from './look-at-sound.ts'
import { storedAutoAnswer } from './stored-settings.ts'
import { testCall } from './test-call.ts'

/** What `cellvoice doctor` takes. */
export interface DoctorOptions extends PortOptions, AudioOptions {
  /** The IMEI that is expected. */
  readonly imei?: string
  /** The folder of recordings. */
  readonly media: string
  /** Seconds that start-up lines are waited for. */
  readonly watch: number
  /** A number for a test call. */
  readonly call?: string
  /** The country code of the SIM. */
  readonly country?: string
}

type Answers = Pick<DoctorFacts, 'module' | 'sound' | 'call'>

const nobody: Answers = { module: null, sound: null, call: null }

/**
 * Collects the facts: of the machine, of the port, then of the module where one answers. Nothing stays changed but the usual
 * settings of an opening; a call is made only where one is asked for.
 * @param tell Hears what is being looked at.
 * @throws CellvoiceError INVALID_ARGUMENT for no port, or none that can be.
 */
export async function examine(
  run: Run,
  system: DoctorSystem,
  options: DoctorOptions & { readonly port: string },
  tell: (what: string) => void,
): Promise<DoctorFacts> {
  const { port } = options
  const line = await portLine(run, options)
  try {
    tell('the machine')
    const machine = await lookAtMachine(system, options.media)
    const path = isDevice(port) ? port : null
    const device = path === null ? null : await lookAtDevice(system, path)
    // What the system hands out; a simulated module, a network port and a traced line are ways of their own.
    const transport =
      path !== null && options.trace === undefined ? system.transport(path, options.baud) : line.transport
    const found = (failure: PortFailure | null): PortFindings => ({ name: transport.name, device, failure })
    const refusal = device && path !== null ? refusalOf(device, path) : null
    if (refusal) return { machine, port: found(refusal), ...nobody }
    tell(transport.name)
    const visit = new Visit(run, system, options, { transport, path, simulator: line.simulator, tell })
    try {
      return { machine, port: found(null), ...(await visit.make()) }
    } catch (error) {
      if (!CellvoiceError.is(error)) throw error
      const rate = path !== null && device ? await visit.rateInstead(error, device) : null
      return { machine, port: found(failureOf(error, rate)), ...nobody }
    }
  } finally {
    await line.close()
  }
}

/** A device file of this machine, not `tcp://host:port` and not the simulator. */
function isDevice(port: string): boolean {
  return !/^(tcp:|sim(:|$))/i.test(port)
}

/** One visit to a module: opened, looked at, closed. */
class Visit {
  private readonly run: Run
  private readonly system: DoctorSystem
  private readonly options: DoctorOptions
  private readonly way: Way

  constructor(run: Run, system: DoctorSystem, options: DoctorOptions, way: Way) {
    this.run = run
    this.system = system
    this.options = options
    this.way = way
  }

  /** @throws CellvoiceError why nobody was reached, or was lost. */
  async make(): Promise<Answers> {
    const { run, way } = this
    const { clock, logger } = run
    const autoAnswer = await orInterrupted(run, storedAutoAnswer(way.transport, clock))
    const modem = new Modem({ transport: way.transport, clock, logger })
    try {
      await orInterrupted(run, modem.open())
      return await this.askAll(modem, autoAnswer)
    } finally {
      await modem.close()
    }
  }

  /** At which rate the module answers, where nobody answered and the port has one. */
  async rateInstead({ code }: CellvoiceError, { roles, atPorts }: DeviceFacts): Promise<number | null> {
    const { run, system, options, way } = this
    const isUnheard = code === 'PORT_SILENT' || code === 'PORT_GARBAGE'
    if (!isUnheard || way.path === null || roles.length > 0 || atPorts.length > 0) return null
    const onTry = (rate: number) => way.tell(`${way.path} at ${rate} bits a second`)
    return orInterrupted(run, findRate(system, way.path, run.clock, onTry, options.baud))
  }

  private async askAll(modem: Modem, autoAnswer: number | null): Promise<Answers> {
    const { run, options, way } = this
    const examination = new ModuleExamination(modem, run.clock)
    try {
      way.tell('the module')
      const first = await orInterrupted(run, examination.first())
      way.tell('its sound')
      const sound = await orInterrupted(run, this.soundOf(modem, examination))
      if (options.call !== undefined) way.tell(`a call to ${options.call}`)
      // It hangs up before it ends, so it is not left alone when the run is interrupted.
      const called = options.call === undefined ? null : { number: options.call, country: options.country }
      const call = called && (await testCall(run, modem, sound?.path ?? null, called))
      way.tell('the services of the network')
      const services = await orInterrupted(run, examination.services(first.service))
      way.tell('its power')
      await orInterrupted(run, new Promise<void>(resolve => run.clock.setTimer(options.watch * 1000, resolve)))
      const module: ModuleFacts = {
        ...first,
        ...services,
        ...examination.seen(),
        wantedImei: options.imei ?? null,
        storedAutoAnswer: autoAnswer,
      }
      return { module, sound: sound?.facts ?? null, call }
    } finally {
      examination.stop()
    }
  }

  /** Null where the module did not say how its sound can be had. */
  private async soundOf(
    modem: Modem,
    examination: ModuleExamination,
  ): Promise<Awaited<ReturnType<typeof lookAtSound>> | null> {
    const { system, options, way } = this
    const wish = { audio: options.audio, device: way.path, simulator: way.simulator }
    return examination.told(() => lookAtSound(system, modem, line => examination.ask(line), wish))
  }
}

/** How the module is reached. */
interface Way {
  readonly transport: Transport
  readonly path: string | null
  readonly simulator: Simulator | undefined
  readonly tell: (what: string) => void
}
