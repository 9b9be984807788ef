import type { CallOpsEvent } from '../../api/callops/call-ops-event.ts'

const names: readonly CallOpsEvent['name'][] = ['E_CALL_TRANSFER', 'E_CALL_HOLD']

/** The events that can be subscribed to, with the numbers under which `events_list` shows them. */
export const eventIds: ReadonlyMap<string, number> = new Map(names.map((name, id) => [name, id]))
