import { Exchange } from '../../exchange/exchange.ts'
import type { ExchangeOptions } from '../../exchange/exchange-options.ts'
import type { CallChannel } from './call-channel.ts'
import type { CallChannelOptions } from './channel-setup.ts'
import { Channels, type ChannelsOptions } from './channels.ts'
import type { InboundApplication, InboundPlace } from './inbound-application.ts'

/** What a {@link ChannelExchange} is made of. */
export type ChannelExchangeOptions = ExchangeOptions & Pick<ChannelsOptions, 'channelDefaults' | 'onApplicationError'>

/** A telephone exchange that has call channels: all that an {@link Exchange} does, and applications for its incoming calls. */
export class ChannelExchange extends Exchange {
  private readonly channels: Channels

  protected constructor(options: ChannelExchangeOptions) {
    super(options)
    this.channels = new Channels(this, options)
  }

  /**
   * Opens all lines at once and resolves when each is ready or has failed: see {@link lines} for which.
   * @throws CellvoiceError as {@link Exchange.open}.
   */
  static override async open(options: ChannelExchangeOptions): Promise<ChannelExchange> {
    return new ChannelExchange(options).openLines(options)
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
}
