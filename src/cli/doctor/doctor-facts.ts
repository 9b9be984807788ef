import type { LineCondition, ModemIdentity, PortInfo, ServiceFacts } from '../../index.ts'
import type { PortFacts } from '../../transport/index.ts'

/** All that the checks look at. What was not looked at, or could not be, is null. */
export interface DoctorFacts {
  readonly machine: MachineFacts
  readonly port: PortFindings
  readonly module: ModuleFacts | null
  readonly sound: SoundFacts | null
  readonly call: TestCallFacts | null
}

/** What the machine says of itself. */
export interface MachineFacts {
  /** `20.19.1` */
  readonly nodeVersion: string
  /** Of the programs that sound needs, those that are not installed. */
  readonly missingPrograms: readonly string[]
  /** Where media goes, and how much room is left there, bytes. */
  readonly mediaFolder: { readonly path: string; readonly freeBytes: number | null }
  /** What `vcgencmd get_throttled` gives on a Raspberry Pi. */
  readonly throttled: number | null
}

/** What is at a port, as the file system has it. */
export type PathKind = 'absent' | 'terminal' | 'directory' | 'other'

/** What became of the port. */
export interface PortFindings {
  /** As it was typed, or `simulated …`. */
  readonly name: string
  /** Null where the port is no device of this machine. */
  readonly device: DeviceFacts | null
  /** What opening the port or waking its module failed with; null where it is open and answers. */
  readonly failure: PortFailure | null
}

/** A port that is a device file of this machine. */
export interface DeviceFacts {
  readonly kind: PathKind
  /** The port as the system lists it. */
  readonly info: PortInfo | null
  /** What the USB interface is for by the profiles; empty where nobody knows. */
  readonly roles: readonly string[]
  /** The AT interfaces of the same USB device. */
  readonly atPorts: readonly string[]
  /** Every serial port that is there. */
  readonly present: readonly string[]
  /** Who had it open before we came, and whether ModemManager runs. */
  readonly use: PortFacts
  /** The group of the device file. */
  readonly group: PortFacts['group'] | null
  /** Whether this process is of that group, or root. */
  readonly isMember: boolean
}

/** What happened, and what helps. */
export interface Failure {
  readonly message: string
  readonly remedy: string
}

/** Why nobody was reached at the port. */
export interface PortFailure extends Failure {
  /** What it amounts to. */
  readonly condition: LineCondition
  /** At another rate somebody answers, bits a second. */
  readonly answersAtRate: number | null
}

/** What a module that answers told. */
export interface ModuleFacts {
  readonly identity: ModemIdentity
  /** The profile that fits; `generic` where none does. */
  readonly profile: string
  /** The IMEI that was asked for. */
  readonly wantedImei: string | null
  /** ATS0 as the module had it before it was set up: after so many rings it answers by itself. */
  readonly storedAutoAnswer: number | null
  readonly service: ServiceFacts | null
  readonly signal: { readonly rssi: number | null } | null
  /** Where AT+QURCCFG sends unsolicited lines. */
  readonly urcPort: string | null
  /** Settings that calls need which the module took and has not any more. */
  readonly lostSettings: readonly string[]
  /** Those it refused. */
  readonly refusedSettings: readonly string[]
  /** Where all calls go, by classes of service (27.007 7.11). */
  readonly forwarding: readonly (ServiceFact & { readonly number: string | null })[] | null
  readonly waiting: readonly ServiceFact[] | null
  /** How long the slowest of the short questions took, ms. */
  readonly slowestMs: number
  /** How many questions were not answered in time. */
  readonly timeouts: number
  /** Start-up lines that came while we looked. */
  readonly boots: number
}

/** A service of the network for some classes of calls; null for all. */
interface ServiceFact {
  readonly active: boolean
  readonly serviceClass: number | null
}

/** How the sound of calls reaches this machine. */
export interface SoundFacts {
  /** Asked for with `--audio none`. */
  readonly isUnwanted: boolean
  /** `pcm-port`, `usb-audio`, `external-card`; null where there is none. */
  readonly kind: string | null
  readonly name: string | null
  readonly reason: string
  readonly offersPcmPort: boolean
  /** What opening the device failed with. */
  readonly openFailure: Failure | null
  /** Whether positioning runs, and on which port it speaks. */
  readonly positioning: { readonly on: boolean; readonly outport: string | null } | null
}

/** What was heard in a test call. */
export interface TestCallFacts {
  readonly number: string
  /** Why it did not come to an answer. */
  readonly failure: Failure | null
  /** What setting up the sound failed with. */
  readonly soundFailure: Failure | null
  /** Frames of 20 ms that came from the far end, and went to it. */
  readonly received: number
  readonly sent: number
  readonly dropped: number
  /** How long was listened, ms. */
  readonly listenedMs: number
  /** The loudest sample from the far end, 0 to 32767. */
  readonly downlinkPeak: number
  /** How much faster the device ran than the clock of this machine, millionths. */
  readonly driftPpm: number | null
}
