import type { FrameListener, FrameSource } from '../audio/media-session.ts'
import { CellvoiceError } from '../base/error.ts'
import type { Transport } from '../transport/index.ts'
import { HostPort } from './at/host-port.ts'
import type { AudioCounters } from './audio/audio-counters.ts'
import type { PcmStream } from './audio/pcm-stream.ts'
import type { Fault } from './faults/fault.ts'
import { FaultyWire } from './faults/faulty-wire.ts'
import { type InjectedFaults, ModuleFaults } from './faults/module-faults.ts'
import type { Module } from './module/module.ts'
import type { Registration } from './module/radio.ts'
import type { HoldFault, HoldService } from './module/voice.ts'
import type { LegState } from './network/leg.ts'
import { memoryPort } from './serve/memory-port.ts'
import { servePty } from './serve/serve-pty.ts'
import { serveTcp } from './serve/serve-tcp.ts'
import type { AttachedPort, AttachPort, ServedPort } from './serve/served-port.ts'

/** A call of a module as the network knows it. */
export interface TrueCall {
  /** The index of +CLCC and AT+CHLD. */
  readonly index: number
  readonly direction: 'outgoing' | 'incoming'
  readonly state: Exclude<LegState, 'released'>
  /** As dialled, or the caller's; empty when withheld. */
  readonly number: string
  readonly multiparty: boolean
  readonly heldByFarEnd: boolean
}

/** One simulated module: the ways to its AT ports, and what a test can do to it. */
export class SimulatedModule {
  readonly name: string
  private readonly module: Module
  private readonly served = new Set<ServedPort>()
  private readonly cuts = new Set<() => void>()
  private readonly soundCuts = new Set<() => void>()
  private readonly faults = new ModuleFaults()

  constructor(name: string, module: Module) {
    this.name = name
    this.module = module
  }

  /** The module's own number. */
  get number(): string {
    return this.module.number
  }

  /**
   * A new AT port of the module, in memory: the host's end, to be given to the driver. `chunkBytes` cuts what
   * either side receives to at most that many bytes at a time.
   */
  transport({ chunkBytes }: { chunkBytes?: number } = {}): Transport {
    return memoryPort(`simulated ${this.name}`, chunkBytes, this.attachLines)
  }

  /**
   * Serves AT ports of the module on TCP, on the loopback interface: each connection is a port.
   * @returns the path for the driver, `tcp://127.0.0.1:PORT`.
   * @throws CellvoiceError PORT_BUSY when the TCP port is taken.
   */
  async serveTcp({ port = 0 }: { port?: number } = {}): Promise<ServedPort> {
    return this.keep(await serveTcp(port, this.attachLines, 'lines'))
  }

  /**
   * Serves an AT port of the module on a pseudo terminal. `link` is where a symbolic link to it is made.
   * @returns the path for the driver: the link, or `/dev/pts/N`.
   * @throws CellvoiceError NOT_SUPPORTED where there is no @lydell/node-pty: TCP serves everywhere.
   */
  async servePty({ link }: { link?: string } = {}): Promise<ServedPort> {
    return this.keep(await servePty(link, this.attachLines, 'lines'))
  }

  /** Whether the module has AT+QPCMV, and so a PCM port. */
  get hasPcm(): boolean {
    return this.module.commands.has('+QPCMV')
  }

  /**
   * The PCM port in memory, the host's end: while AT+QPCMV=1,0 is set and a call is connected, it carries 320 bytes of
   * 16-bit little-endian samples each 20 ms, both ways. Every host of the port hears the same.
   * @throws CellvoiceError NOT_SUPPORTED when the module has no AT+QPCMV.
   */
  pcmTransport({ chunkBytes }: { chunkBytes?: number } = {}): Transport {
    const { serial } = this.pcm()
    return memoryPort(`the PCM port of simulated ${this.name}`, chunkBytes, this.attachSound(serial))
  }

  /**
   * The module as a USB sound card (AT+QPCMV=1,2), in memory: the same bytes as on the PCM port.
   * @throws CellvoiceError NOT_SUPPORTED without the option `usbAudio`.
   */
  uacTransport({ chunkBytes }: { chunkBytes?: number } = {}): Transport {
    const { uac } = this.pcm()
    if (!this.module.usbAudio) throw notSupported(`${this.name} has no USB audio`)
    return memoryPort(`the USB audio of simulated ${this.name}`, chunkBytes, this.attachSound(uac))
  }

  /**
   * Serves the PCM port on TCP, on the loopback interface. A host that does not read loses sound.
   * @throws CellvoiceError NOT_SUPPORTED when the module has no AT+QPCMV, PORT_BUSY when the TCP port is taken.
   */
  async servePcmTcp({ port = 0 }: { port?: number } = {}): Promise<ServedPort> {
    const { serial } = this.pcm()
    return this.keep(await serveTcp(port, this.attachSound(serial), 'sound'))
  }

  /**
   * Serves the PCM port on a pseudo terminal, with a symbolic link to it at `link`. A host that does not read loses sound.
   * @throws CellvoiceError NOT_SUPPORTED when the module has no AT+QPCMV, or where there is no @lydell/node-pty.
   */
  async servePcmPty({ link }: { link?: string } = {}): Promise<ServedPort> {
    const { serial } = this.pcm()
    return this.keep(await servePty(link, this.attachSound(serial), 'sound'))
  }

  /** What the far end hears while nothing is played and AT+QPCMV is off; null, as at the start, is silence. */
  setMicrophone(source: FrameSource | null): void {
    this.module.audio.setMicrophone(source)
  }

  /** Hears what the module hears and says, each 20 ms of its audio clock, also outside calls. @returns how to stop. */
  listen(listener: FrameListener): () => void {
    return this.module.audio.tap(listener)
  }

  /** What happened to the module's sound so far. */
  get audioCounters(): AudioCounters {
    return this.module.audio.counters
  }

  /** Restarts the module, also from power-down: calls and volatile settings are lost, boot URCs follow. */
  reset(): void {
    this.module.restart()
  }

  /** Takes the power away. */
  powerDown(): void {
    this.module.powerOff()
  }

  /** The module answers nothing from now on, though the network goes on. */
  stall(): void {
    this.module.stall(true)
  }

  /** Ends {@link stall}. */
  resume(): void {
    this.module.stall(false)
  }

  /** Pulls the cable: every in-memory port and TCP connection is lost. They can be opened again at once. */
  unplug(): void {
    for (const cut of [...this.cuts]) cut()
  }

  /** Takes away the ports of the sound alone; they can be opened again at once. */
  unplugSound(): void {
    for (const cut of [...this.soundCuts]) cut()
  }

  ejectSim(): void {
    this.module.sim.eject()
    this.module.cardMoved(false)
  }

  insertSim(): void {
    this.module.sim.start()
    this.module.cardMoved(true)
  }

  /** What the network gives the module from now on; what is left out stays. */
  setRegistration(registration: Partial<Registration>): void {
    this.module.radio.offer(registration)
  }

  /**
   * What the network does from now on when AT+CHLD asks it for hold (2), to retrieve (2 with no call active) or for transfer (4):
   * refuses with that +CME ERROR, `ignored` accepts and does nothing, null does as asked. What is left out stays.
   */
  setHoldFaults(faults: Readonly<Partial<Record<HoldService, HoldFault | null>>>): void {
    const { holdFaults } = this.module.voice
    for (const service of ['hold', 'retrieve', 'transfer'] as const) {
      const fault = faults[service]
      if (fault === null) holdFaults.delete(service)
      else if (fault !== undefined) holdFaults.set(service, fault)
    }
  }

  /**
   * Lets things go wrong from now on, at all AT ports of the module, those to come included. A line that one fault strikes is
   * not seen by those after it, and those injected earlier come first.
   * @returns what passed and what was struck since, and how to stop.
   * @throws CellvoiceError INVALID_ARGUMENT for a number outside its documented range, and for more than 64 faults at a time.
   */
  inject(...faults: readonly Fault[]): InjectedFaults {
    return this.faults.inject(faults)
  }

  /** Sends a line of one's own as a URC, for what the simulator does not do by itself. */
  say(line: string): void {
    this.module.urc(line)
  }

  /** The module's calls as the network knows them, by index. */
  truth(): readonly TrueCall[] {
    return this.module.voice.calls.all().flatMap(({ index, leg }) => {
      const { direction, state, number, multiparty, heldByFarEnd } = leg
      return state === 'released' ? [] : [{ index, direction, state, number, multiparty, heldByFarEnd }]
    })
  }

  /** Ends everything that is served. */
  async close(): Promise<void> {
    await Promise.all([...this.served].map(served => served.close()))
    this.served.clear()
  }

  private pcm(): Module['audio']['pcm'] {
    if (!this.hasPcm) throw notSupported(`${this.name} has no AT+QPCMV`)
    return this.module.audio.pcm
  }

  private keep(served: ServedPort): ServedPort {
    this.served.add(served)
    return served
  }

  private readonly attachLines: AttachPort = (write, cut, unwritten) => {
    const wire: FaultyWire = new FaultyWire(this.module, this.faults, {
      write,
      receive: bytes => port.receive(bytes),
      cut,
      takesData: () => port.takesData,
    })
    const port: HostPort = new HostPort(this.module, wire.toHost, unwritten)
    this.module.ports.add(port)
    return this.attached(cut, {
      receive: bytes => wire.toModule(bytes),
      detach: () => {
        wire.clear()
        this.module.ports.remove(port)
        port.restart()
      },
    })
  }

  private attachSound(stream: PcmStream): AttachPort {
    return (write, cut) => {
      const leave = stream.attach(write)
      this.soundCuts.add(cut)
      const detach = () => {
        this.soundCuts.delete(cut)
        leave()
      }
      return this.attached(cut, { receive: bytes => stream.receive(bytes), detach })
    }
  }

  private attached(cut: () => void, port: AttachedPort): AttachedPort {
    this.cuts.add(cut)
    return {
      receive: port.receive,
      detach: () => {
        this.cuts.delete(cut)
        port.detach()
      },
    }
  }
}

function notSupported(detail: string): CellvoiceError {
  return new CellvoiceError('NOT_SUPPORTED', { detail })
}
