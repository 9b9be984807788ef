import { eventIds } from '../../events/event-ids.ts'
import { readRaisedParams } from '../../events/raised-params.ts'
import type { Subscriber } from '../../events/subscriptions.ts'
import { invalidParams, RpcError } from '../../json-rpc/rpc-error.ts'
import type { MiCommand } from '../mi-command.ts'
import type { MiContext } from '../mi-context.ts'
import { anything, integer, type Param, text } from '../param.ts'

const event = text('event')
const socket = text('socket')
const seconds = integer('expire')
const expire: Param<number> = {
  name: 'expire',
  read(given) {
    const value = seconds.read(given)
    if (value < 0) throw invalidParams('Negative expire value')
    return value
  },
}
const raisedParams = anything('params')

/** As long as a subscription holds where nothing is said, in seconds. */
const DEFAULT_EXPIRE_S = 3600

/** Which events there are. */
export const eventsList: MiCommand = {
  name: 'events_list',
  module: 'evi',
  command: 'list',
  help: 'Lists the events that can be subscribed to.',
  sets: [{ params: [], run: () => ({ Events: [...eventIds].map(([name, id]) => ({ name, id })) }) }],
}

function subscribe({ subscriptions }: MiContext, name: string, address: string, expireS: number): 'OK' {
  switch (subscriptions.subscribe(name, address, expireS)) {
    case 'done':
      return 'OK'
    case 'refused':
      throw new RpcError(400, 'Bad parameter value')
    case 'full':
      throw new RpcError(480, 'Too many subscribers')
  }
}

/** Has events sent to a socket for some time. */
export const eventSubscribe: MiCommand = {
  name: 'event_subscribe',
  module: 'evi',
  command: 'subscribe',
  help:
    'Has an event sent to "socket" (udp:ip:port, or tcp:ip:port with an optional /method) for "expire" seconds, 3600 ' +
    'unless said; 0 ends it.',
  sets: [
    {
      params: [event, socket],
      run: (given, context) => subscribe(context, given.of(event), given.of(socket), DEFAULT_EXPIRE_S),
    },
    {
      params: [event, socket, expire],
      checks: [expire, event, socket],
      run: (given, context) => subscribe(context, given.of(event), given.of(socket), given.of(expire)),
    },
  ],
}

const shown = ({ socket: address, expireS, ttlS }: Subscriber) => ({ socket: address, expire: expireS, ttl: ttlS })

function eventItem({ subscriptions }: MiContext, name: string): Readonly<Record<string, unknown>> {
  const subscribers = subscriptions.of(name)
  return subscribers.length === 0 ? {} : { name, id: eventIds.get(name), Subscribers: subscribers.map(shown) }
}

function published(name: string): string {
  if (eventIds.has(name)) return name
  throw new RpcError(404, 'Event not published')
}

/** Who is told of what. */
export const subscribersList: MiCommand = {
  name: 'subscribers_list',
  module: 'evi',
  command: 'subscribers',
  help: 'Lists who has subscribed to events, to "event", or the subscription of "socket" to it.',
  sets: [
    {
      params: [],
      run(_given, context) {
        const told = [...eventIds.keys()].filter(name => context.subscriptions.of(name).length > 0)
        return { Events: told.map(name => eventItem(context, name)) }
      },
    },
    { params: [event], run: (given, context) => ({ Event: eventItem(context, published(given.of(event))) }) },
    {
      params: [event, socket],
      checks: [event],
      run(given, { subscriptions }) {
        const name = published(given.of(event))
        const subscriber = subscriptions.find(name, given.of(socket))
        if (!subscriber) throw new RpcError(404, 'Subscriber does not exist')
        return { Event: { name, id: eventIds.get(name), Subscriber: shown(subscriber) } }
      },
    },
  ],
}

function raisable({ subscriptions }: MiContext, name: string): string {
  if (!eventIds.has(name)) throw new RpcError(404, 'Event not registered')
  if (subscriptions.of(name).length === 0) throw new RpcError(480, 'Temporarily Unavailable')
  return name
}

/** Sends an event by hand, to try out who listens. */
export const raiseEvent: MiCommand = {
  name: 'raise_event',
  module: 'evi',
  command: 'raise',
  help: 'Sends an event to its subscribers by hand. "params" is a list of texts, or the text of a JSON object.',
  sets: [
    {
      params: [event],
      run(given, context) {
        context.subscriptions.raise(raisable(context, given.of(event)), [])
        return 'OK'
      },
    },
    {
      params: [event, raisedParams],
      run(given, context) {
        const name = raisable(context, given.of(event))
        context.subscriptions.raise(name, readRaisedParams(given.of(raisedParams)))
        return 'OK'
      },
    },
  ],
}
