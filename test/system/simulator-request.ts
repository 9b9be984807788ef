import type { FamilyName, TrueCall } from '../../src/simulator/index.ts'

/** How the port of a module is served: on a pseudo-terminal or on TCP. */
export type Serving = 'pty' | 'tcp'

/** What the simulator in its own process is started with. */
export interface SimulatorSetup {
  /** One module each. */
  readonly families: readonly FamilyName[]
  readonly serving: Serving
  /** How much faster than the wall the simulated time runs. */
  readonly speed: number
  /** The TCP port of the first module, when it must be a certain one. */
  readonly tcpPort?: number
  /** A symbolic link to make to the pseudo-terminal of the first module. */
  readonly link?: string
  /** Serves the PCM port too, of the modules that have one. */
  readonly pcm?: boolean
}

/** Where a module is found. */
export interface ServedModule {
  /** What openModem takes: a device path or `tcp://host:port`. */
  readonly path: string
  /** Where its PCM port is, if that is served. */
  readonly pcmPath: string | null
  /** The module's own telephone number. */
  readonly number: string
}

/** What a test may have the network or a module do. */
export type SimulatorRequest =
  /** Subscriber `from` calls the telephone number `to`. */
  | { readonly do: 'call'; readonly from: string; readonly to: string }
  /** The subscriber hangs up its latest call. */
  | { readonly do: 'hang-up'; readonly subscriber: string }
  /** The module restarts: its calls and settings are gone. */
  | { readonly do: 'reset'; readonly module: number }
  /** The subscriber says this tone in its latest call. */
  | { readonly do: 'speak'; readonly subscriber: string; readonly tone: SpokenTone }
  /** What the microphone of the module picks up from now on: this tone, then silence. */
  | { readonly do: 'microphone'; readonly module: number; readonly tone: SpokenTone }
  /** Answers with the calls of the module, as the network knows them. */
  | { readonly do: 'truth'; readonly module: number }

/** A tone that begins with the next frame. */
export interface SpokenTone {
  readonly hertz: number
  readonly seconds: number
}

export type Truth = readonly TrueCall[]
