import type { DtmfDetectorOptions } from '../../audio/dtmf/dtmf-detector.ts'
import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import type { Call } from '../../calls/call.ts'
import type { Modem } from '../../calls/modem.ts'
import type { ModemEvent } from '../../calls/modem-event.ts'
import type { LinkState } from '../../modem/link-state.ts'
import { type Message, ServiceWatch } from '../../modem/service-watch.ts'
import type { CellularLeg } from '../legs/cellular-leg.ts'
import type { LegLine } from '../legs/leg-line.ts'
import type { LineAudio } from '../line-audio.ts'
import { HoldServices } from './hold-services.ts'
import { LineKeeper } from './keep-line.ts'
import type { Line, LineState } from './line.ts'
import { allowsEmergencyCall } from './line-conditions.ts'
import type { LineDialOptions } from './line-dial-options.ts'
import { LineFitness } from './line-fitness.ts'
import { type LineHealth, lacksSim, notReady } from './line-health.ts'
import { LineKeys } from './line-keys.ts'
import { LineLegs } from './line-legs.ts'
import { LinePort } from './line-port.ts'
import { LineSound, type LineSoundOptions } from './line-sound.ts'
import { noLineFree } from './no-line-free.ts'
import { ownNumber } from './own-number.ts'

/** How long the module may take to be left as it was found. */
const CLOSE_LIMIT_MS = 5_000

/** What a {@link CellularLine} is made of. */
export interface CellularLineOptions {
  readonly name: string
  /** As given; else the SIM is asked. */
  readonly number: string | null
  /** Where its module is; or a modem that was handed in, which is neither opened nor closed here. */
  readonly from: LinePort | Modem
  /** Whether a line that failed is opened again. */
  readonly reopen: boolean
  readonly sound: Omit<LineSoundOptions, 'modem' | 'clock' | 'logger'>
  readonly clock: Clock
  readonly logger: Logger
  readonly dtmf: DtmfDetectorOptions & { readonly detector?: 'auto' | 'software' }
  readonly newId: () => string
  /** Hears of every leg once, when it begins. */
  readonly onLeg: (leg: CellularLeg, line: CellularLine) => void
}

/** A module as a line of the exchange: its calls are legs. It lives on while the module is lost and found again. */
export class CellularLine implements Line, LegLine {
  readonly name: string
  readonly modem: Modem
  readonly clock: Clock
  readonly logger: Logger
  readonly detectorOptions: DtmfDetectorOptions
  readonly holdServices: HoldServices
  /** For who hands calls on. */
  readonly byCall: LineLegs
  private readonly options: CellularLineOptions
  private readonly keeper: LineKeeper | null
  private readonly service: ServiceWatch
  private readonly fitness: LineFitness
  private readonly sound: LineSound
  private readonly keys: LineKeys
  private readonly subscription: { unsubscribe(): void }
  private ownNumber: string | null
  /** Settles when the module was asked what is to be known of it each time it is ready. */
  private asked: Promise<void> = Promise.resolve()
  private isOpen = false
  private isStarted = false
  private isDialling = false
  private isClosed = false

  constructor(options: CellularLineOptions) {
    const { name, number, from, clock, logger, reopen } = options
    this.options = options
    this.name = name
    this.ownNumber = number
    this.modem = from instanceof LinePort ? from.modem : from
    this.clock = clock
    this.logger = logger
    this.detectorOptions = options.dtmf
    this.keys = new LineKeys(this.modem, options.dtmf.detector ?? 'auto', logger)
    this.holdServices = new HoldServices(this.modem, logger)
    this.byCall = new LineLegs(this, options.newId)
    this.sound = new LineSound({ ...options.sound, modem: this.modem, clock, logger })
    const execute: Modem['execute'] = (command, args) => this.modem.execute(command, args)
    const onChange = () => this.judge()
    this.service = new ServiceWatch({ execute, clock, logger, onChange })
    this.fitness = new LineFitness(name, clock, logger)
    const keep = { clock, reopen, onChange, onOpening: () => this.pause(), onOpen: () => this.takeOver() }
    this.keeper = from instanceof LinePort ? new LineKeeper({ ...keep, port: from }) : null
    this.subscription = this.modem.events$.subscribe(event => this.take(event))
  }

  /** Opens the module, or asks the one that is open; on failure it goes on by itself. Never rejects. */
  async open(): Promise<void> {
    if (this.keeper) return this.keeper.open()
    if (this.modem.state.kind === 'ready') this.askModule()
    await this.takeOver()
    this.judge()
  }

  /** To be called once, when the exchange is ready to hear of legs: calls that are up become legs. */
  start(): void {
    this.isStarted = true
    this.findCalls()
  }

  get state(): LineState {
    if (this.isClosed) return { kind: 'closed' }
    if (this.health.kind === 'ready') return { kind: 'ready' }
    const { state } = this.modem
    const reason = this.keeper?.reason ?? (state.kind === 'lost' ? state.reason : null)
    if (reason) return { kind: 'failed', reason }
    return state.kind === 'closed' && !this.keeper ? { kind: 'closed' } : { kind: 'waiting' }
  }

  get health(): LineHealth {
    return this.fitness.health.now
  }

  onHealth(listener: (health: LineHealth) => void): () => void {
    return this.fitness.health.onChange(listener)
  }

  get number(): string | null {
    return this.ownNumber
  }

  get audio(): LineAudio | null {
    return this.sound.audio
  }

  get legs(): readonly CellularLeg[] {
    return this.byCall.live
  }

  get keySource(): 'module' | 'software' {
    return this.keys.source
  }

  /** Whether a call can be dialled on it without touching another. */
  get isFree(): boolean {
    return !this.isDialling && this.legs.length === 0 && this.modem.calls.length === 0
  }

  /** Whether a call of this kind could be placed now. */
  canPlace(kind: 'ordinary' | 'emergency'): boolean {
    const { health } = this
    return health.kind === 'ready' || (kind === 'emergency' && allowsEmergencyCall(health.condition))
  }

  /** The active call, or one on hold while none is active. */
  carries(leg: CellularLeg): boolean {
    if (leg.state === 'active') return true
    return leg.state === 'held' && !this.legs.some(other => other.state === 'active')
  }

  isOnlyCall(call: Call): boolean {
    return !this.isDialling && this.modem.calls.every(other => other === call)
  }

  /**
   * @throws CellvoiceError MODEM_NOT_READY with `context.condition`; DIAL_REFUSED with the cause NOCHANNELS for a line with calls;
   *   as {@link Modem.dial}; what `prepared` rejects with.
   */
  async dial(
    number: string,
    { kind = 'ordinary', callerIdentity, beside, prepared }: LineDialOptions = {},
  ): Promise<CellularLeg> {
    this.isDialling = true
    try {
      if (prepared) await prepared
      if (!this.canPlace(kind)) throw notReady([this])
      // Who called meanwhile and was answered would be put on hold.
      const isBeside = beside !== undefined && beside.state !== 'ended'
      if (!isBeside && this.modem.calls.length > 0) throw noLineFree([this.name])
      const how = callerIdentity === undefined ? {} : { callerIdentity }
      // The policy of the exchange has judged the number.
      return this.legFor(await this.modem.dial(number, { ...how, emergency: 'allowed' }))
    } finally {
      this.isDialling = false
    }
  }

  /** The exchange hears of a leg that {@link byCall} began. For who hands calls on. */
  announce(leg: CellularLeg): void {
    this.options.onLeg(leg, this)
    this.followCalls()
  }

  /** The line may carry another call than before. */
  followCalls(): void {
    const legs = this.legs
    for (const leg of legs) leg.followLine('leave')
    for (const leg of legs) leg.followLine('take')
  }

  /** The legs are ended first, by whoever closes the exchange. Never rejects. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    this.keeper?.close()
    this.service.stop()
    const tidied = Promise.all([this.sound.close(), this.keys.disable()])
    // A module that does not answer any more is left as it is.
    await settlesWithin(this.clock, CLOSE_LIMIT_MS, tidied)
    if (this.keeper) await this.modem.close().catch(() => {})
    this.subscription.unsubscribe()
    for (const leg of this.legs) leg.abandon('the exchange was closed')
    this.judge()
  }

  private take(event: ModemEvent): void {
    if (event.kind === 'link') this.takeLink(event.state)
    else if (event.kind === 'message') this.takeMessage(event.message)
    else if (event.kind === 'call' && event.call && (event.event.kind === 'state' || event.event.kind === 'ended')) {
      this.takeCall(event.call, event.event.why)
    }
  }

  private takeCall(call: Call, why: string): void {
    const known = this.byCall.of(call)
    // Before its sound and number are known, a line has no new legs; the calls that are up then are found later.
    if (!known && !(this.isOpen && this.isStarted)) return
    const leg = known ?? this.legToTell(call)
    leg?.update(why)
    this.followCalls()
  }

  private takeMessage(message: Message): void {
    this.service.note(message)
    this.fitness.noteMessage(message)
    if (message.kind !== 'tone' || this.keySource !== 'module') return
    // Which party of several the module heard cannot be told.
    for (const leg of this.legs) if (leg.state === 'active') leg.hearKey(message.tone)
  }

  private takeLink(state: LinkState): void {
    if (this.isClosed) return
    if (state.kind === 'ready') this.askModule()
    else this.service.stop()
    this.fitness.noteLink(state)
    this.keeper?.noteLink(state)
    this.judge()
  }

  private judge(): void {
    const { isClosed, keeper, modem, service, health: before } = this
    this.fitness.judge(
      { isClosed, failure: keeper?.reason ?? null, isKept: keeper !== null },
      modem.state,
      service.state,
    )
    // It may be another one.
    if (lacksSim(before) && !lacksSim(this.health) && service.state.kind !== 'unknown') void this.askSim()
  }

  /** The module is being opened: until it is, nothing of it is taken for a call of ours. */
  private pause(): void {
    this.isOpen = false
  }

  private async takeOver(): Promise<void> {
    const path = this.options.from instanceof LinePort ? this.options.from.path : undefined
    await Promise.all([this.asked, this.sound.find(path), this.askNumber()])
    this.isOpen = true
    if (this.isStarted) this.findCalls()
  }

  private async askNumber(): Promise<void> {
    if (this.options.number === null) this.ownNumber = (await ownNumber(this.modem)) ?? this.ownNumber
  }

  private async askSim(): Promise<void> {
    await Promise.all([this.askNumber(), this.holdServices.ask()])
  }

  private askModule(): void {
    this.asked = Promise.all([this.service.start(), this.keys.enable(), this.holdServices.ask()]).then(() => {})
  }

  private findCalls(): void {
    if (!this.isOpen) return
    for (const call of this.modem.calls) this.legToTell(call)
  }

  private legToTell(call: Call): CellularLeg | undefined {
    return this.byCall.isParted(call) ? undefined : this.legFor(call)
  }

  private legFor(call: Call): CellularLeg {
    const known = this.byCall.of(call)
    if (known) return known
    const leg = this.byCall.begin(call)
    this.options.onLeg(leg, this)
    return leg
  }
}
