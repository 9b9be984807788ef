import { type Clock, systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { Metronome } from './audio/metronome.ts'
import { checkModules, maxModules } from './check-modules.ts'
import { commandSet } from './commands/command-set.ts'
import { families } from './families/families.ts'
import type { FamilyName } from './families/family.ts'
import type { AmrDecoder, AmrEncoder } from './files/amr-codec.ts'
import { Module } from './module/module.ts'
import type { Registration } from './module/radio.ts'
import type { SimState } from './module/sim-card.ts'
import { SimulatedNetwork } from './network/simulated-network.ts'
import { SimulatedModule } from './simulated-module.ts'
import { SimulatorClock } from './simulator-clock.ts'

/** How one module of the simulator is to be. */
export interface ModuleOptions {
  /** Default: the family of the simulator. */
  readonly family?: FamilyName
  /** Default: +15550100000 for the first module, +15550100001 for the second, and so on. */
  readonly number?: string
  /** Fifteen digits. */
  readonly imei?: string
  /** The state of the card at the start. Default `ready`. */
  readonly sim?: SimState
  /** Default `1234`. */
  readonly pin?: string
  /** Whether the factory setting is to echo, as it is on real modules. Default true. */
  readonly echo?: boolean
  /** What the network gives the module; a domain that is left out is at home (1). */
  readonly registration?: Partial<Registration>
  /** Whether voice over LTE is on while AT+QCFG="ims" is 0. Default true. */
  readonly ims?: boolean
  /** How many data contexts AT+CLCC lists as calls on LTE: 0 to 4. Default: that of the family. */
  readonly dataContexts?: number
  /** Whether AT+CEER takes a mode and gives numbers, as newer EC200U firmware does. Default false. */
  readonly ceerModes?: boolean
  /** How much faster than true the module's audio clock runs, in millionths: -5000 to 5000. Default 0. */
  readonly audioClockPpm?: number
  /** Whether AT+QPCMV is refused while a call is being set up or rings, as some firmware does. Default false. */
  readonly pcmRefusedWhileRinging?: boolean
  /** Whether the module can be a USB sound card (AT+QPCMV=1,2). Default false. */
  readonly usbAudio?: boolean
  /** How much the flash of the module holds (UFS), in bytes: 0 to 67108864. Default: that of the family. */
  readonly storageBytes?: number
  /** How fast files are moved over the module's port, in bytes a second: 1 or more. Default: as fast as it takes them. */
  readonly transferBytesPerSecond?: number
  /** What makes AMR files of recordings. Default `sox`, the program, if it is there; null refuses the format. */
  readonly amrEncoder?: AmrEncoder | 'sox' | null
  /** What makes sound of AMR files. Default `sox`, the program, if it is there; null refuses the format. */
  readonly amrDecoder?: AmrDecoder | 'sox' | null
}

/** {@link ModuleOptions} with nothing left out. */
export type CompleteModuleOptions = Omit<Required<ModuleOptions>, 'registration'> & {
  readonly registration: Registration
}

/** What {@link startSimulator} takes. */
export interface SimulatorOptions {
  /** How many modules, 1 to 16, or each by its options. Default 1. */
  readonly modules?: number | readonly ModuleOptions[]
  /** The family of modules that name none. Default `ec200u`. */
  readonly family?: FamilyName
  /** Default: the clock on the wall. */
  readonly clock?: Clock
  /** How much faster than `clock` the simulated time runs: 0.1 to 1000, default 1. */
  readonly speed?: number
}

/** A running simulator. */
export interface Simulator {
  readonly network: SimulatedNetwork
  readonly modules: readonly SimulatedModule[]
  /** Ends whatever is served; harmless when called again. */
  close(): Promise<void>
}

/**
 * Starts a cellular network with modules on it.
 * @throws CellvoiceError INVALID_ARGUMENT for an option outside its documented range.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { modules = 1, family = 'ec200u', clock = systemClock, speed = 1 } = options
  if (!(speed >= 0.1 && speed <= 1000)) throw invalid(`speed ${speed} is not from 0.1 to 1000`)
  const wanted =
    typeof modules === 'number' ? Array.from({ length: Math.min(modules, maxModules + 1) }, () => ({})) : modules
  const complete = wanted.map((module, index) => completed(module, family, index))
  checkModules(complete)
  const time = new SimulatorClock(clock, speed)
  const network = new SimulatedNetwork(time)
  const metronome = new Metronome(time)
  const made = complete.map((module, index) => makeModule(network, time, metronome, module, index))
  return {
    network,
    modules: made,
    close: async () => {
      time.stop()
      await Promise.all(made.map(module => module.close()))
    },
  }
}

function completed(options: ModuleOptions, family: FamilyName, index: number): CompleteModuleOptions {
  const twoDigits = String(index).padStart(2, '0')
  return {
    family,
    number: `+155501000${twoDigits}`,
    imei: `8611230400000${twoDigits}`,
    sim: 'ready',
    pin: '1234',
    echo: true,
    ims: true,
    ceerModes: false,
    audioClockPpm: 0,
    pcmRefusedWhileRinging: false,
    usbAudio: false,
    storageBytes: families[options.family ?? family]?.storageBytes ?? 0,
    transferBytesPerSecond: Number.POSITIVE_INFINITY,
    amrEncoder: 'sox',
    amrDecoder: 'sox',
    dataContexts: families[options.family ?? family]?.dataContexts ?? 0,
    ...options,
    registration: { circuit: 1, packet: 1, eps: 1, ...options.registration },
  }
}

function makeModule(
  network: SimulatedNetwork,
  clock: Clock,
  metronome: Metronome,
  options: CompleteModuleOptions,
  index: number,
): SimulatedModule {
  const family = families[options.family]
  const { switching } = network
  const module = new Module({ ...options, family, clock, metronome, switching, commands: commandSet(family) })
  network.attach(module.voice.line)
  return new SimulatedModule(`${family.identity.model} ${index + 1}`, module)
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
