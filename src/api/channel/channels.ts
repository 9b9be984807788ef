import { type Clock, systemClock } from '../../base/clock.ts'
import { type Logger, silentLogger } from '../../base/logger.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import type { Leg } from '../../exchange/leg.ts'
import { CallChannel } from './call-channel.ts'
import { ChannelLife } from './channel-life.ts'
import type { Switchboard } from './channel-parts.ts'
import type { CallChannelOptions } from './channel-setup.ts'
import { contextOf, type InboundApplication, type InboundContext, type InboundPlace } from './inbound-application.ts'
import { profileNamed } from './profile.ts'
import { Hangup } from './words/exceptions.ts'
import { State } from './words/state.ts'

/** What {@link Channels} needs of an exchange. */
export type ChannelSource = Switchboard & Pick<Exchange, 'routeIncoming' | 'registerService'>

/** How channels are made. */
export interface ChannelsOptions {
  readonly clock?: Clock | undefined
  readonly logger?: Logger | undefined
  /** For every channel that is not told otherwise. */
  readonly channelDefaults?: CallChannelOptions | undefined
  /** Hears what an application threw, besides the log. */
  readonly onApplicationError?: ((error: unknown, context: InboundContext) => void) | undefined
}

/** Makes call channels on an exchange, and runs applications on its incoming calls. */
export class Channels {
  private readonly exchange: ChannelSource
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly options: ChannelsOptions
  private lastChannel = 0
  private lastApplication = 0

  constructor(exchange: ChannelSource, options: ChannelsOptions = {}) {
    this.exchange = exchange
    this.clock = options.clock ?? systemClock
    this.logger = options.logger ?? silentLogger
    this.options = options
  }

  /** A channel that is IDLE; it takes a free line when it calls. */
  channel(options: CallChannelOptions = {}): CallChannel {
    return this.newChannel(this.newLife(), options)
  }

  /**
   * Runs an application on each incoming call of a place.
   * @returns how to take it away; calls that it serves go on.
   * @throws CellvoiceError INVALID_ARGUMENT for the name of a service that is no name or taken, and a profile that is not known.
   */
  serve(place: InboundPlace, application: InboundApplication, options: CallChannelOptions = {}): () => void {
    // Found only when a call comes, it would leave that call to ring.
    profileNamed(options.profile ?? this.options.channelDefaults?.profile)
    const handler = (leg: Leg) => this.run(leg, application, options)
    if (place.service !== undefined) return this.exchange.registerService(place.service, handler)
    return this.exchange.routeIncoming(place, handler)
  }

  /** Never rejects: the caller of an application has no use for what it throws. */
  private async run(leg: Leg, application: InboundApplication, options: CallChannelOptions): Promise<void> {
    const life = this.newLife()
    life.begin(State.CALL_INCOMING, `from ${leg.from || 'a withheld number'}`)
    const channel = this.newChannel(life, options)
    life.attach(leg)
    const id = `application-${++this.lastApplication}`
    const context = contextOf(leg, id, this.logger, () => this.channel(options))
    try {
      await application(channel, context)
    } catch (error) {
      if (!(error instanceof Hangup)) this.report(error, context)
    }
    await channel.hangUp()
  }

  private report(error: unknown, context: InboundContext): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.logger.error(`${context.applicationInstanceId} threw: ${text}`)
    try {
      this.options.onApplicationError?.(error, context)
    } catch (failure) {
      this.logger.error(`onApplicationError threw: ${String(failure)}`)
    }
  }

  private newLife(): ChannelLife {
    return new ChannelLife(`channel-${++this.lastChannel}`, this.logger)
  }

  private newChannel(life: ChannelLife, options: CallChannelOptions): CallChannel {
    const { exchange, clock } = this
    return new CallChannel({ ...this.options.channelDefaults, ...options, exchange, clock, life })
  }
}
