import type { Clearing, Leg } from './leg.ts'

/**
 * What the network tells a party besides the state of its calls; the codes are those of +CSSI and +CSSU in
 * 3GPP TS 27.007 7.17.
 */
export type Notification =
  | { readonly kind: 'mo'; readonly code: 2 | 3 | 5 }
  | { readonly kind: 'mt'; readonly code: 2 | 3 | 4 | 8 }

/** What is connected to a line of the network: a module, or a subscriber of the test plan. */
export interface Terminal {
  /** Whether the network can reach it now. */
  readonly reachable: boolean
  /** A call comes in; `leg.state` is `incoming` or `waiting`. The terminal alerts the caller by `network.alert`. */
  incoming(leg: Leg): void
  /** The far party is being alerted. */
  alerting(leg: Leg): void
  /** The call is through, answered by either side. */
  connected(leg: Leg): void
  /** The call is over. Called once for each leg, whoever ended it. */
  released(leg: Leg, clearing: Clearing): void
  /** The terminal's own hold of the call has begun (`leg.state` is `held`) or ended (`active`). */
  holdChanged(leg: Leg): void
  notified(leg: Leg, notification: Notification): void
  /** The far party sent a DTMF key. */
  heard(leg: Leg, key: string): void
  /** 20 ms of what the far end says; the frame is reused after the call returns. */
  hears(leg: Leg, frame: Int16Array): void
  /**
   * Fills `frame` with the next 20 ms for the far end, whose audio clock asks; false is silence. A terminal that has an
   * audio clock of its own always says false, and lets the far end hear on that clock.
   */
  says(leg: Leg, frame: Int16Array): boolean
}
