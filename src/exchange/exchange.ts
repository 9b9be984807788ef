import { systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { type Logger, silentLogger } from '../base/logger.ts'
import { systemPorts } from '../modem/port-system.ts'
import type { Bridge } from './bridges/bridge.ts'
import { bridgeLegs } from './bridges/bridge-legs.ts'
import { transferOnModule } from './bridges/transfer-on-module.ts'
import { CallKeeping } from './call-keeping.ts'
import { endLegs } from './end-legs.ts'
import type { DialOptions, ExchangeOptions } from './exchange-options.ts'
import type { Leg } from './leg.ts'
import { assertLegLimit } from './leg-limit.ts'
import { CellularLeg } from './legs/cellular-leg.ts'
import { FrameTicker } from './legs/frame-ticker.ts'
import { CellularLine } from './lines/cellular-line.ts'
import { moveToCall, takeOverCall } from './lines/hand-over-call.ts'
import type { Line } from './lines/line.ts'
import { freeLine, linesThatFit } from './lines/line-wish.ts'
import { nameLines } from './lines/name-lines.ts'
import { openLine } from './lines/open-line.ts'
import { Listeners } from './listeners.ts'
import type { CallRecords } from './records/call-records.ts'
import type { Room } from './rooms/room.ts'
import type { RoomCallOptions } from './rooms/room-options.ts'
import { Rooms } from './rooms/rooms.ts'
import type { IncomingRoute, LegHandler } from './services/incoming-route.ts'
import { IncomingRoutes } from './services/incoming-routes.ts'
import { Services } from './services/services.ts'

/**
 * A telephone exchange: several cellular modules as lines, conference rooms, and services that are reachable by name. All
 * parties are legs, which can be bridged with one another.
 */
export class Exchange {
  private readonly options: Required<Pick<ExchangeOptions, 'clock' | 'logger' | 'dtmf'>>
  private readonly logger: Logger
  private readonly rooms: Rooms
  private readonly services: Services
  private readonly routes: IncomingRoutes
  private readonly listeners: Listeners<[Leg]>
  private readonly live = new Set<Leg>()
  private readonly keeping: CallKeeping
  private opened: readonly Line[] = []
  private lastId = 0
  private closing: Promise<void> | undefined

  protected constructor({ clock = systemClock, logger = silentLogger, dtmf = {}, ...kept }: ExchangeOptions) {
    this.options = { clock, logger, dtmf }
    this.logger = logger
    const ticker = new FrameTicker(clock, logger)
    this.rooms = new Rooms(ticker, logger)
    this.services = new Services(ticker, logger)
    this.routes = new IncomingRoutes(logger)
    this.listeners = new Listeners('new legs', logger)
    this.keeping = new CallKeeping({ ...kept, clock, logger })
  }

  /**
   * Opens all lines at once and resolves when each is ready or has failed: see {@link lines} for which. One whose module is slow
   * is waited for 15 s and its `answerLimitMs`, and is `waiting` then.
   * @throws CellvoiceError INVALID_ARGUMENT for more than 64 lines, two of one name, or a dial policy that cannot be; FILE_FAILED
   *   or DISK_FULL for the file of records or of what was dialled. Nothing was opened then.
   */
  static async open(options: ExchangeOptions): Promise<Exchange> {
    return new Exchange(options).openLines(options)
  }

  /** As {@link open}, for who extends this class. */
  protected async openLines({ lines, reopen = true, ports = systemPorts }: ExchangeOptions): Promise<this> {
    const named = nameLines(lines)
    await this.keeping.open()
    const context = {
      ...this.options,
      reopen,
      system: ports,
      inUse: new Set<string>(),
      newId: this.newId,
      onLeg: (leg: Leg, line: Line) => this.noteCellular(leg, line),
    }
    this.opened = await Promise.all(named.map(([name, line]) => openLine(name, line, context)))
    for (const line of this.cellular) line.start()
    await this.keeping.orphansEnded()
    return this
  }

  /** In the order in which they were given, with those that failed. */
  get lines(): readonly Line[] {
    return this.opened
  }

  /** For who adds to the records of its calls. */
  get records(): CallRecords {
    return this.keeping
  }

  /** The legs that have not ended, oldest first. */
  get legs(): readonly Leg[] {
    return [...this.live].filter(leg => leg.state !== 'ended')
  }

  /** Hears of every new leg: incoming, dialled, of rooms and services. @returns how to stop. */
  onLeg(listener: (leg: Leg) => void): () => void {
    return this.listeners.add(listener)
  }

  /**
   * Dials on a line and resolves when its module has accepted: the leg is `dialing`.
   * @param number an optional leading +, then digits, which {@link ExchangeOptions.dialPolicy} must allow.
   * @throws CellvoiceError INVALID_NUMBER; NOT_SUPPORTED when no line fits the wish; MODEM_NOT_READY when none that fits is
   *   ready; DIAL_REFUSED with `context.cause`, which is NOCHANNELS when every line that fits is in use, and BARRED with
   *   `context.rule` when the policy refuses; NO_SUCH_CALL where `beside` has ended; MODEM_CLOSED; AT_TIMEOUT where
   *   the module did not answer and lists no such call; PORT_LOST.
   */
  async dial(number: string, { line = { kind: 'any' }, beside, callerIdentity }: DialOptions = {}): Promise<Leg> {
    this.assertOpen()
    const kind = this.keeping.kindOf(number)
    assertLegLimit(this.live.size)
    const fitting = beside ? [this.lineBeside(beside)] : await linesThatFit(this.opened, line, this.options.clock)
    // Asking who serves a line takes its time.
    this.assertOpen()
    const within = this.keeping.linesWithinCaps(fitting, { number, kind })
    // Found and taken in one turn, so that nobody else finds the same line free.
    const taken = beside ? this.lineBeside(beside) : freeLine(within, line, kind)
    return this.keeping.dial(taken, number, { kind, callerIdentity, beside }, () => this.assertOpen())
  }

  /**
   * Lets two legs hear each other. Both are active, or one is a room that is still waited for; of two calls on one module one
   * is active and the other held.
   * @throws CellvoiceError WRONG_CALL_STATE when they are not, or something is played to either of them; NOT_SUPPORTED where
   *   no sound of a line reaches the host; AUDIO_DEVICE_FAILED; AT_ERROR where the network cannot join calls; AT_TIMEOUT, PORT_LOST.
   */
  bridge(one: Leg, other: Leg): Promise<Bridge> {
    return bridgeLegs(one, other, leg => this.lineOf(leg), this.logger)
  }

  /**
   * The call of a leg goes on under a new leg, which {@link onLeg} tells of. For whoever had `leg` the far end hung up
   * (NORMAL, `transferred`): its bridge, what is played to it and its session end.
   * @param leg A cellular leg, active or held.
   * @throws CellvoiceError INVALID_ARGUMENT for another kind of leg or one of another exchange; WRONG_CALL_STATE in other states,
   *   while it is being held, retrieved or hung up, and while the network joins it to another call.
   */
  takeOver(leg: Leg): Leg {
    this.assertOpen()
    return takeOverCall(leg, this.lineWithLeg)
  }

  /**
   * `leg` goes on with the call of `other`, which may be on another line: for whoever has it, another far end is in the place
   * of the former. It is the same object with the same direction, listeners, gate, session (its listeners and its source) and
   * bridge; {@link Leg.line}, `from` and `to` follow. `other` ends as one that was taken over, and the former call of `leg` is
   * hung up. Where no sound of the new line reaches the host, the session ends with NOT_SUPPORTED, and the gate is open.
   * @param leg A cellular leg, active or held; `other` likewise. Its state is that of the other afterwards.
   * @throws CellvoiceError as {@link takeOver}, with nothing changed; AT_ERROR, AT_TIMEOUT, PORT_LOST where the former call could
   *   not be hung up: it is a leg of its own then, which {@link onLeg} tells of, and `leg` has gone on all the same.
   */
  async moveTo(leg: Leg, other: Leg): Promise<void> {
    this.assertOpen()
    await moveToCall(leg, other, this.lineWithLeg)
  }

  /**
   * Explicit call transfer (3GPP TS 22.091, AT+CHLD=4): the network joins the far ends of two calls of one module, one held and
   * the other active or alerting, and leaves them to themselves. Resolves when both legs have ended; refused, both stay as they were.
   * @throws CellvoiceError INVALID_ARGUMENT unless they are two cellular legs of one line; NOT_SUPPORTED unless
   *   {@link canTransferOnModule}; WRONG_CALL_STATE; NO_SUCH_CALL when one of them ended before; AT_ERROR with `context.result`;
   *   AT_TIMEOUT, PORT_LOST.
   */
  async transferOnModule(one: Leg, other: Leg): Promise<void> {
    this.assertOpen()
    const line = this.lineOf(one)
    const areCellular = one instanceof CellularLeg && other instanceof CellularLeg
    if (!areCellular || one === other || !line || line !== this.lineOf(other)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${one.id} and ${other.id} are no two calls of one line` })
    }
    await transferOnModule(one, other, line)
  }

  /**
   * Whether {@link transferOnModule} can be tried on the line of a leg: the module lists it (AT+CHLD=?), and it was not refused
   * as not supported since the module started.
   */
  canTransferOnModule(leg: Leg): boolean {
    return this.lineOf(leg)?.holdServices.canTransfer ?? false
  }

  /** The conference room of that name, as long as somebody is in it. */
  room(name: string): Room | undefined {
    return this.rooms.get(name)
  }

  /**
   * Calls a conference room, which is made by its first caller. The leg is alerting until the room starts; from then on it
   * has sound, the ring-back tone or what the party is to hear instead. A room that is full is BUSY.
   * @param name 1 to 47 letters and digits.
   * @throws CellvoiceError INVALID_ARGUMENT for the name or an option.
   */
  callRoom(name: string, options: RoomCallOptions = {}): Leg {
    this.assertOpen()
    assertLegLimit(this.live.size)
    return this.note(this.rooms.call(this.newId, name, options))
  }

  /**
   * Makes an application reachable by name. Its handler gets a leg that is `incoming`.
   * @param name 1 to 64 printable characters without blanks.
   * @returns how to take it away; calls that are up go on.
   * @throws CellvoiceError INVALID_ARGUMENT for a name that is no name or taken.
   */
  registerService(name: string, handler: LegHandler): () => void {
    this.assertOpen()
    return this.services.register(name, handler)
  }

  /** Calls a service. A leg to a name that nobody registered ends in a moment with UNOBTAINABLE. */
  callService(name: string, { from = '' }: { readonly from?: string } = {}): Leg {
    this.assertOpen()
    assertLegLimit(this.live.size)
    return this.note(this.services.call(this.newId, name, from, callee => this.note(callee)))
  }

  /**
   * Gives incoming cellular calls to a handler, also those that ring already; the route that says most wins, then the latest.
   * Calls without a route are left alone.
   * @returns how to take it away; calls that were given stay with their handler.
   */
  routeIncoming(route: IncomingRoute, handler: LegHandler): () => void {
    this.assertOpen()
    return this.routes.add(route, handler)
  }

  /** Hangs up what is up or being dialled, but not what rings and belongs to nobody, and closes the lines. Harmless when closed. */
  close(): Promise<void> {
    this.closing ??= this.shut()
    return this.closing
  }

  private async shut(): Promise<void> {
    this.services.clear()
    const dialsDecided = this.keeping.dialsDecided()
    await this.endLegs()
    // A number that was being dialled may have become a call.
    if (await dialsDecided) await this.endLegs()
    this.routes.clear()
    this.rooms.close()
    await Promise.all(this.cellular.map(line => line.close()))
    await this.keeping.close()
    this.listeners.clear()
  }

  private endLegs(): Promise<void> {
    const legs = this.legs.filter(leg => !this.routes.isUnrouted(leg) && this.keeping.endsAtClose(leg))
    return endLegs(legs, this.options.clock, this.logger)
  }

  private get cellular(): readonly CellularLine[] {
    return this.opened.filter(line => line instanceof CellularLine)
  }

  private lineOf(leg: Leg): CellularLine | undefined {
    return this.cellular.find(line => line.name === leg.line)
  }

  private readonly lineWithLeg = (leg: CellularLeg): CellularLine | undefined =>
    this.cellular.find(line => line.legs.includes(leg))

  private lineBeside(leg: Leg): CellularLine {
    if (leg.state === 'ended') throw new CellvoiceError('NO_SUCH_CALL', { detail: `${leg.id} has ended` })
    const line = this.lineOf(leg)
    if (line) return line
    throw new CellvoiceError('NOT_SUPPORTED', { detail: `${leg.id} is on no line` })
  }

  private readonly newId = (): string => `leg-${++this.lastId}`

  private noteCellular(leg: Leg, line: Line): void {
    this.keeping.note(leg, line)
    this.note(leg)
    if (leg.state === 'incoming') this.routes.offer(leg, line)
  }

  private note<Kind extends Leg>(leg: Kind): Kind {
    this.live.add(leg)
    void leg.ended.then(() => this.live.delete(leg))
    this.listeners.tell(leg)
    return leg
  }

  private assertOpen(): void {
    if (!this.closing) return
    throw new CellvoiceError('MODEM_CLOSED', { detail: 'the exchange was closed', remedy: 'Open another exchange.' })
  }
}
