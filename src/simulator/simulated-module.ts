import { memoryTransportPair, type Transport } from '../transport/index.ts'
import { HostPort } from './at/host-port.ts'
import type { Module } from './module/module.ts'
import type { Registration } from './module/radio.ts'
import type { LegState } from './network/leg.ts'
import { servePty } from './serve/serve-pty.ts'
import { serveTcp } from './serve/serve-tcp.ts'
import type { AttachedPort, ServedPort } from './serve/served-port.ts'

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
    const names = [`simulated ${this.name}`, `${this.name}, module side`] as const
    const [host, own] = memoryTransportPair(names, chunkBytes === undefined ? {} : { chunkBytes })
    // What the module says while no host listens is lost, as on a real line.
    const port = this.openPort(bytes => void own.write(bytes).catch(() => {}))
    const listener = { onData: (chunk: Uint8Array) => port.receive(chunk), onLost: () => void own.open(listener) }
    void own.open(listener)
    this.cuts.add(() => own.cut())
    return host
  }

  /**
   * Serves AT ports of the module on TCP, on the loopback interface: each connection is a port.
   * @returns the path for the driver, `tcp://127.0.0.1:PORT`.
   * @throws CellvoiceError PORT_BUSY when the TCP port is taken.
   */
  async serveTcp({ port = 0 }: { port?: number } = {}): Promise<ServedPort> {
    return this.keep(await serveTcp(port, (write, cut) => this.attach(write, cut)))
  }

  /**
   * Serves an AT port of the module on a pseudo terminal. `link` is where a symbolic link to it is made.
   * @returns the path for the driver: the link, or `/dev/pts/N`.
   * @throws CellvoiceError NOT_SUPPORTED where there is no @lydell/node-pty: TCP serves everywhere.
   */
  async servePty({ link }: { link?: string } = {}): Promise<ServedPort> {
    return this.keep(await servePty(link, (write, cut) => this.attach(write, cut)))
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

  private keep(served: ServedPort): ServedPort {
    this.served.add(served)
    return served
  }

  private openPort(write: (bytes: Uint8Array) => void): HostPort {
    const port = new HostPort(this.module, write)
    this.module.ports.add(port)
    return port
  }

  private attach(write: (bytes: Uint8Array) => void, cut: () => void): AttachedPort {
    const port = this.openPort(write)
    this.cuts.add(cut)
    return {
      receive: bytes => port.receive(bytes),
      detach: () => {
        this.cuts.delete(cut)
        this.module.ports.remove(port)
      },
    }
  }
}
