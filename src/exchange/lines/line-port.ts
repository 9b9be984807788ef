import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import { Modem } from '../../calls/modem.ts'
import type { ModemIdentity } from '../../modem/identify.ts'
import { type ModemPort, type Transport, transportOf } from '../../modem/modem-port.ts'
import { MovableTransport } from '../../modem/movable-transport.ts'
import { isModuleOnUsb, isPort, type LineIdentity, portAt, portOfImei } from '../../modem/port-finder.ts'
import type { PortInfo, PortSystem } from '../../modem/port-system.ts'
import { RateSearch } from './rate-search.ts'

/** What a {@link LinePort} is made of. */
export interface LinePortOptions {
  readonly port: ModemPort
  readonly identity: LineIdentity
  readonly answerLimitMs: number | undefined
  readonly system: PortSystem
  /** Device files that lines of this exchange have open; shared by them all. */
  readonly inUse: Set<string>
  readonly clock: Clock
  readonly logger: Logger
}

/** Where the module of a line is: opened where it was last, else wherever it is found again. */
export class LinePort {
  readonly modem: Modem
  private readonly options: LinePortOptions
  private readonly line: MovableTransport
  private readonly rates: RateSearch
  private known: LineIdentity
  private device: string | null = null
  private isOpenAt: string | null = null
  private isClosed = false

  /** @throws CellvoiceError INVALID_ARGUMENT for what is no port. */
  constructor(options: LinePortOptions) {
    const { port, clock, logger, answerLimitMs } = options
    this.options = options
    this.known = options.identity
    this.line = new MovableTransport(transportOf(port).name)
    this.rates = new RateSearch('path' in port ? port.baudRate : undefined)
    this.modem = new Modem({
      transport: this.line,
      clock,
      logger,
      accept: identity => this.accept(identity),
      ...(answerLimitMs === undefined ? {} : { answerLimitMs }),
    })
  }

  /** The device file or address of the module, where it is open; null for a transport of one's own. */
  get path(): string | null {
    return this.isOpenAt
  }

  /** Whether the next opening tries another rate, and so need not be put off. */
  get searchesRate(): boolean {
    return this.rates.isUnderWay
  }

  /**
   * Opens the module where it was last, at the port that was given, or where its IMEI answers; each in turn.
   * @throws CellvoiceError as {@link Modem.open}, the most telling of what each place failed with; MODEM_NOT_READY with
   *   `context.condition` other-module.
   */
  async open(): Promise<void> {
    const { port } = this.options
    this.leave()
    if (!('path' in port)) {
      await this.openModem(transportOf(port))
      this.learn(null)
    } else if (/^tcp:/i.test(port.path)) await this.openAt(port.path)
    else await this.openFound(port.path)
  }

  /** The line is lost or closed: others may have its port. */
  leave(): void {
    if (this.device !== null) this.options.inUse.delete(this.device)
    this.device = null
  }

  /** Nothing is opened any more. */
  close(): void {
    this.isClosed = true
    this.leave()
  }

  private async openFound(given: string): Promise<void> {
    const { system, clock, inUse } = this.options
    const failures: CellvoiceError[] = []
    const tried: string[] = []
    const opens = async (path: string | null) => {
      const device = path === null ? null : await system.resolve(path)
      if (path === null || device === null || tried.includes(device)) return false
      tried.push(device)
      const failure = await this.openAt(path).then(() => null, asError)
      if (!failure) return true
      if (this.isClosed) throw failure
      failures.push(failure)
      return false
    }
    for (const path of await this.usualPlaces(given)) if (await opens(path)) return
    const { imei, interfaceNumber } = this.known
    // A module that is where it should be and does not answer is not looked for elsewhere.
    if (imei !== undefined && failures.every(isElsewhere)) {
      const search = { imei, interfaceNumber, system, clock, inUse, not: tried }
      if (await opens(await portOfImei(search).catch(() => null))) return
    }
    throw failures.find(failure => !isElsewhere(failure)) ?? failures.find(isOther) ?? failures.at(-1)
  }

  /** The socket where it was last comes before the name it was given: names go to whichever module comes first. */
  private async usualPlaces(given: string): Promise<readonly (string | null)[]> {
    if (this.known.usbLocation === undefined) return [given]
    const { system } = this.options
    const inSocket = portAt(await system.list().catch(() => []), this.known)
    return inSocket === (await system.resolve(given)) ? [given] : [inSocket, given]
  }

  private async openAt(path: string): Promise<void> {
    const { system, inUse } = this.options
    const device = await system.resolve(path)
    if (inUse.has(device)) {
      const detail = `another line of this program has ${path}`
      throw new CellvoiceError('PORT_BUSY', { detail, context: { path, heldByLine: true } })
    }
    this.device = device
    inUse.add(device)
    try {
      await this.openModem(system.transport(path, this.rates.current))
      this.rates.found()
      const usb = await this.usbOf(device)
      this.learn(path)
      if (usb?.location === undefined) return
      const { location: usbLocation, interfaceNumber } = usb
      this.known = { ...this.known, usbLocation, ...(interfaceNumber !== undefined && { interfaceNumber }) }
    } catch (error) {
      this.leave()
      // A module on USB, or behind a network port, has no rate.
      if (/^tcp:/i.test(path) || isModuleOnUsb(await this.usbOf(device))) throw error
      throw this.rates.failed(asError(error))
    }
  }

  private async openModem(transport: Transport): Promise<void> {
    // What was open before is given back first, so that it does not hold the port against us.
    await this.line.close()
    // It was closed while a place for it was looked for: nobody would close it again.
    if (this.isClosed) throw new CellvoiceError('PORT_CLOSED')
    this.line.moveTo(transport)
    await this.modem.open()
  }

  private async usbOf(device: string): Promise<PortInfo['usb']> {
    const ports = await this.options.system.list().catch(() => [])
    return ports.find(port => isPort(port, device))?.usb
  }

  private learn(path: string | null): void {
    this.isOpenAt = path
    const { imei } = this.modem.identity
    if (this.known.imei === undefined && imei !== '') this.known = { ...this.known, imei }
  }

  /** A module that does not tell its number cannot be told from the one that was there. */
  private accept({ imei, model }: ModemIdentity): void {
    const wanted = this.known.imei
    if (wanted === undefined || imei === '' || imei === wanted) return
    throw new CellvoiceError('MODEM_NOT_READY', {
      detail: `${this.line.name} leads to another module: ${model} with IMEI ${imei}, not ${wanted}`,
      remedy: 'Plug the right module in, or restart the program if the module was exchanged on purpose.',
      context: { condition: 'other-module', imei, wanted },
    })
  }
}

const isOther = (failure: CellvoiceError) => failure.context.condition === 'other-module'
/** Whether the module may be at another port: none is there, or that of another. */
const isElsewhere = (failure: CellvoiceError) =>
  failure.code === 'PORT_NOT_FOUND' || failure.context.heldByLine === true || isOther(failure)

function asError(error: unknown): CellvoiceError {
  return CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error })
}
