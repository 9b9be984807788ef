/** A call as the module numbers its states; 27.007 7.18. `ended` is what indications add to the list. */
export type WireCallState = 'active' | 'held' | 'dialing' | 'alerting' | 'incoming' | 'waiting' | 'ended'

/** Who set the call up: mobile originated (outgoing) or mobile terminated (incoming). */
export type Direction = 'outgoing' | 'incoming'

/** 27.007 7.18 `<stat>` 0-5. */
const listStates = ['active', 'held', 'dialing', 'alerting', 'incoming', 'waiting'] as const

/** The state behind a `<stat>` of AT+CLCC, or null for a number that names none. */
export function listStateOf(stat: number | null): Exclude<WireCallState, 'ended'> | null {
  return stat === null ? null : (listStates[stat] ?? null)
}

/** `<dir>`: 0 mobile originated, 1 mobile terminated; null for anything else. */
export function directionOf(dir: number | null): Direction | null {
  if (dir === 0) return 'outgoing'
  return dir === 1 ? 'incoming' : null
}

/** A call id as the wire may carry it, 1-7 in 22.030, up to 15 seen with data contexts; null where it means nothing. */
export function indexOf(id: number | null): number | null {
  return id !== null && id >= 1 && id <= 15 ? id : null
}
