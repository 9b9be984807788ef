import type { DtmfDetectorOptions } from '../../audio/dtmf/dtmf-detector.ts'
import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { Call } from '../../calls/call.ts'
import type { Modem } from '../../calls/modem.ts'
import type { ModemEvent } from '../../calls/modem-event.ts'
import type { LinkState } from '../../modem/link-state.ts'
import type { CellularLeg } from '../legs/cellular-leg.ts'
import type { LegLine } from '../legs/leg-line.ts'
import type { LineAudio } from '../line-audio.ts'
import { settlesWithin } from '../settles-within.ts'
import { HoldServices } from './hold-services.ts'
import type { Line, LineState } from './line.ts'
import { LineKeys } from './line-keys.ts'
import { LineLegs } from './line-legs.ts'

/** How long the module may take to be left as it was found. */
const CLOSE_LIMIT_MS = 5_000

/** What a {@link CellularLine} is made of. */
export interface CellularLineOptions {
  readonly name: string
  readonly number: string | null
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly clock: Clock
  readonly logger: Logger
  readonly dtmf: DtmfDetectorOptions & { readonly detector?: 'auto' | 'software' }
  /** Whether the modem is closed with the line. */
  readonly ownsModem: boolean
  readonly newId: () => string
  /** Hears of every leg once, when it begins. */
  readonly onLeg: (leg: CellularLeg, line: CellularLine) => void
}

/** A modem as a line of the exchange: its calls are legs. */
export class CellularLine implements Line, LegLine {
  readonly name: string
  readonly number: string | null
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly clock: Clock
  readonly logger: Logger
  readonly detectorOptions: DtmfDetectorOptions
  readonly holdServices: HoldServices
  /** For who hands calls on. */
  readonly byCall: LineLegs
  private readonly options: CellularLineOptions
  private readonly keys: LineKeys
  private readonly subscription: { unsubscribe(): void }
  private isDialling = false
  private isClosed = false

  constructor(options: CellularLineOptions) {
    this.options = options
    this.name = options.name
    this.number = options.number
    this.modem = options.modem
    this.audio = options.audio
    this.clock = options.clock
    this.logger = options.logger
    this.detectorOptions = options.dtmf
    this.keys = new LineKeys(options.modem, options.dtmf.detector ?? 'auto', options.logger)
    this.holdServices = new HoldServices(options.modem, options.logger)
    this.byCall = new LineLegs(this, options.newId)
    this.subscription = options.modem.events$.subscribe(event => this.take(event))
  }

  /** To be called once, when the exchange is ready to hear of legs: keys are asked for, and calls that are up become legs. */
  async start(): Promise<void> {
    for (const call of this.modem.calls) this.legFor(call)
    await this.askModule()
  }

  get state(): LineState {
    return this.isClosed ? { kind: 'closed' } : stateOf(this.modem.state)
  }

  get legs(): readonly CellularLeg[] {
    return this.byCall.live
  }

  get keySource(): 'module' | 'software' {
    return this.keys.source
  }

  /** Whether a call can be dialled on it without touching another. */
  get isFree(): boolean {
    return this.state.kind === 'ready' && !this.isDialling && this.legs.length === 0 && this.modem.calls.length === 0
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
   * @param prepared What must be done before anything is sent; the line is taken meanwhile.
   * @throws CellvoiceError as {@link Modem.dial}; what `prepared` rejects with.
   */
  async dial(number: string, callerIdentity?: 'hide' | 'show', prepared?: Promise<void>): Promise<CellularLeg> {
    this.isDialling = true
    try {
      if (prepared) await prepared
      return this.legFor(await this.modem.dial(number, callerIdentity === undefined ? {} : { callerIdentity }))
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
    const tidied = Promise.all([this.audio?.close(), this.keys.disable()])
    // A module that does not answer any more is left as it is.
    await settlesWithin(this.clock, CLOSE_LIMIT_MS, tidied)
    if (this.options.ownsModem) await this.modem.close().catch(() => {})
    this.subscription.unsubscribe()
    for (const leg of this.legs) leg.abandon('the exchange was closed')
  }

  private take(event: ModemEvent): void {
    if (event.kind === 'call' && event.call && (event.event.kind === 'state' || event.event.kind === 'ended')) {
      this.legToTell(event.call)?.update(event.event.why)
      this.followCalls()
    } else if (event.kind === 'message' && event.message.kind === 'tone' && this.keySource === 'module') {
      // Which party of several the module heard cannot be told.
      for (const leg of this.legs) if (leg.state === 'active') leg.hearKey(event.message.tone)
    } else if (event.kind === 'link' && event.state.kind === 'ready') void this.askModule()
  }

  private async askModule(): Promise<void> {
    await Promise.all([this.keys.enable(), this.holdServices.ask()])
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

function stateOf(state: LinkState): LineState {
  switch (state.kind) {
    case 'ready':
    case 'closed':
      return { kind: state.kind }
    case 'lost':
      return { kind: 'failed', reason: state.reason }
    case 'opening':
    case 'bringing-up':
    case 'restarting':
      return { kind: 'waiting' }
  }
}
