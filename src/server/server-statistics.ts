import type { EventDeliveries } from './events/event-deliveries.ts'
import type { Subscriptions } from './events/subscriptions.ts'
import type { ManagedCalls, ManagedExchange } from './managed-calls.ts'
import type { Statistic } from './mi/statistic.ts'

/** Where the figures come from. */
export interface StatisticsSource {
  readonly exchange: ManagedExchange
  readonly callOps: ManagedCalls
  readonly subscriptions: Subscriptions
  readonly deliveries: EventDeliveries
  readonly uptimeMs: () => number
  readonly counters: ServerCounters
}

/** What the server counts itself, from its start on. */
export interface ServerCounters {
  requests: number
  refused: number
  calls: number
}

/** The figures of `get_statistics`; those that OpenSIPS has too have its names. */
export function serverStatistics(source: StatisticsSource): readonly Statistic[] {
  const { exchange, callOps, subscriptions, deliveries, uptimeMs, counters } = source
  const inState = (state: 'early' | 'confirmed') => () => callOps.dialogs.filter(each => each.state === state).length
  return [
    now('core', 'timestamp', () => Math.floor(uptimeMs() / 1000)),
    now('dialog', 'active_dialogs', inState('confirmed')),
    now('dialog', 'early_dialogs', inState('early')),
    since('dialog', 'processed_dialogs', () => counters.calls),
    now('exchange', 'lines', () => exchange.lines.length),
    now('exchange', 'ready_lines', () => exchange.lines.filter(line => line.state.kind === 'ready').length),
    now('exchange', 'legs', () => exchange.legs.length),
    since('mi', 'requests', () => counters.requests),
    since('mi', 'refused_requests', () => counters.refused),
    now('evi', 'subscribers', () => subscriptions.size),
    since('evi', 'sent_events', () => deliveries.handedOver),
    since('evi', 'dropped_events', () => deliveries.dropped),
  ]
}

const now = (group: string, name: string, read: () => number): Statistic => ({
  group,
  name,
  kind: 'non-incremental',
  read,
})

const since = (group: string, name: string, read: () => number): Statistic => ({
  group,
  name,
  kind: 'incremental',
  read,
})
