import type { MediaStatistics } from '../media-session.ts'

/** {@link MediaStatistics}, and what only a session with a device has. The silence sent ahead is among `sent`. */
export interface DeviceStatistics extends MediaStatistics {
  /** Frames of silence told as downlink because the device gave none for 100 ms. */
  readonly filled: number
  /** Frames that came after silence had been told in their place: they are told too, with no uplink of their own. */
  readonly late: number
}

/** {@link DeviceStatistics} while they are being counted. */
export type MediaCounters = { -readonly [Name in keyof DeviceStatistics]: number }

/** All at 0. */
export function mediaCounters(): MediaCounters {
  return { received: 0, sent: 0, silent: 0, dropped: 0, interruptions: 0, filled: 0, late: 0 }
}
