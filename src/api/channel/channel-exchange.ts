import { Exchange } from '../../exchange/exchange.ts'
import type { ExchangeOptions } from '../../exchange/exchange-options.ts'
import type { CallChannel } from './call-channel.ts'
import type { CallChannelOptions } from './channel-setup.ts'
import { Channels, type ChannelsOptions } from './channels.ts'
import type { InboundApplication, InboundPlace } from './inbound-application.ts'

/** What a {@link ChannelExchange} is made of. */
export type ChannelExchangeOptions = ExchangeOptions & Pick<ChannelsOptions, 'channelDefaults' | 'onApplicationError'>

/** A telephone exchange that has call channels: all that an {@link Exchange} does, and applications for its incoming calls. */
export class ChannelExchange implements Pick<Exchange, keyof Exchange> {
  /** The exchange underneath, for what asks for one. */
  readonly exchange: Exchange
  private readonly channels: Channels

  private constructor(exchange: Exchange, options: ChannelsOptions) {
    this.exchange = exchange
    this.channels = new Channels(exchange, options)
  }

  /**
   * Opens all lines at once and resolves when each is ready or has failed: see {@link lines} for which.
   * @throws CellvoiceError as {@link Exchange.open}.
   */
  static async open(options: ChannelExchangeOptions): Promise<ChannelExchange> {
    return new ChannelExchange(await Exchange.open(options), options)
  }

  /** A channel without a call; it takes a free line when it makes one. */
  channel(options: CallChannelOptions = {}): CallChannel {
    return this.channels.channel(options)
  }

  /**
   * Runs an application on each incoming call: of a line, of the line with a number, of all lines, or of a service.
   *
   *     exchange.serve({ line: 'line-1' }, async channel => {
   *       await channel.answer()
   *       await channel.filePlayer.play('greeting')
   *     })
   *
   * @returns how to take it away; calls that it serves go on.
   * @throws CellvoiceError INVALID_ARGUMENT for the name of a service that is no name or taken.
   */
  serve(place: InboundPlace, application: InboundApplication, options: CallChannelOptions = {}): () => void {
    return this.channels.serve(place, application, options)
  }

  /** As {@link Exchange.lines}; the rest likewise. */
  get lines(): Exchange['lines'] {
    return this.exchange.lines
  }

  get legs(): Exchange['legs'] {
    return this.exchange.legs
  }

  onLeg(...args: Parameters<Exchange['onLeg']>): ReturnType<Exchange['onLeg']> {
    return this.exchange.onLeg(...args)
  }

  dial(...args: Parameters<Exchange['dial']>): ReturnType<Exchange['dial']> {
    return this.exchange.dial(...args)
  }

  bridge(...args: Parameters<Exchange['bridge']>): ReturnType<Exchange['bridge']> {
    return this.exchange.bridge(...args)
  }

  room(...args: Parameters<Exchange['room']>): ReturnType<Exchange['room']> {
    return this.exchange.room(...args)
  }

  callRoom(...args: Parameters<Exchange['callRoom']>): ReturnType<Exchange['callRoom']> {
    return this.exchange.callRoom(...args)
  }

  registerService(...args: Parameters<Exchange['registerService']>): ReturnType<Exchange['registerService']> {
    return this.exchange.registerService(...args)
  }

  callService(...args: Parameters<Exchange['callService']>): ReturnType<Exchange['callService']> {
    return this.exchange.callService(...args)
  }

  routeIncoming(...args: Parameters<Exchange['routeIncoming']>): ReturnType<Exchange['routeIncoming']> {
    return this.exchange.routeIncoming(...args)
  }

  close(): Promise<void> {
    return this.exchange.close()
  }
}
