import type { CallChannelOptions } from '../../src/api/channel/channel-setup.ts'
import { Channels } from '../../src/api/channel/channels.ts'
import type { InboundContext } from '../../src/api/channel/inbound-application.ts'
import type { SubscriberCall } from '../../src/simulator/index.ts'
import {
  recentValue,
  type SimulatedExchange,
  type SimulatedExchangeOptions,
  simulatedExchange,
} from './simulated-exchange.ts'

/** A telephone that calls a module, and what it hears. */
export interface Telephone {
  readonly call: SubscriberCall
  /** What most of the last half second was. */
  readonly hears: () => number
  /** How many samples of a value it has heard in all. */
  readonly heard: (value: number) => number
  /** Says one value for ten minutes. */
  says(value: number): void
}

/** Channels on an exchange of simulated modules. */
export interface SimulatedChannels extends SimulatedExchange {
  readonly channels: Channels
  /** What applications threw. */
  readonly thrown: { readonly error: unknown; readonly context: InboundContext }[]
  /** The own number of a module, as callers write it. */
  numberOf(index: number): string
  /** A subscriber calls a module. */
  dialIn(subscriber: string, index: number): Telephone
  /** The telephone that a module has called. */
  telephone(subscriber: string): Telephone
}

export async function simulatedChannels(
  channelDefaults: CallChannelOptions = {},
  options: SimulatedExchangeOptions = {},
): Promise<SimulatedChannels> {
  const made = await simulatedExchange(options)
  const thrown: SimulatedChannels['thrown'] = []
  const channels = new Channels(made.exchange, {
    clock: made.timers,
    channelDefaults,
    onApplicationError: (error, context) => thrown.push({ error, context }),
  })
  const numberOf = (index: number) => (made.modules[index]?.number ?? '').replace('+', '')
  return {
    ...made,
    channels,
    thrown,
    numberOf,
    dialIn: (subscriber, index) => telephoneOf(made.network.subscriber(subscriber).dial(`+${numberOf(index)}`)),
    telephone: subscriber => {
      const { call } = made.network.subscriber(subscriber)
      if (!call) throw new Error(`${subscriber} was not called`)
      return telephoneOf(call)
    },
  }
}

function telephoneOf(call: SubscriberCall): Telephone {
  const { hear, value } = recentValue()
  const counts = new Map<number, number>()
  call.listen(frame => {
    hear(frame)
    for (const sample of frame) counts.set(sample, (counts.get(sample) ?? 0) + 1)
  })
  return {
    call,
    hears: value,
    heard: wanted => counts.get(wanted) ?? 0,
    says: said => call.speak(new Int16Array(8_000 * 600).fill(said)),
  }
}
