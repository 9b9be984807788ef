import type { DeviceStatistics } from '../../src/audio/media/media-counters.ts'
import type { MediaSession } from '../../src/audio/media-session.ts'
import type { Exchange } from '../../src/exchange/exchange.ts'
import { VirtualLeg } from '../../src/exchange/legs/virtual-leg.ts'

/** Frames that went through the sessions that are over. */
export interface FrameAccounts {
  readonly sessions: number
  readonly received: number
  readonly sent: number
  readonly dropped: number
  readonly silent: number
  readonly filled: number
  readonly late: number
  /** Frames of rooms and services, either way. */
  readonly virtualFrames: number
  /** Sessions whose frames do not add up, and how. */
  readonly unaccounted: readonly string[]
  /** Sessions that were opened and are not over. */
  readonly open: number
}

/** Silence that a session sends ahead, once: 60 ms. */
const CUSHION_FRAMES = 3

/** Keeps account of the frames of every session of these exchanges. */
export function frameAccounts(
  exchanges: readonly Exchange[],
  onSession: (session: object) => void,
): () => FrameAccounts {
  const sums = { sessions: 0, received: 0, sent: 0, dropped: 0, silent: 0, filled: 0, late: 0, virtualFrames: 0 }
  const unaccounted: string[] = []
  let open = 0
  const settle = (session: MediaSession) => {
    open--
    sums.sessions++
    const counts = session.statistics as DeviceStatistics
    const { received, sent, dropped, silent, filled, late } = counts
    sums.received += received
    sums.sent += sent
    sums.dropped += dropped
    sums.silent += silent
    sums.filled += filled
    sums.late += late
    // For each frame that came, or was put in its place, one was sent or counted as dropped, besides the cushion.
    const ahead = sent + dropped - (received - late + filled)
    if (ahead !== 0 && ahead !== CUSHION_FRAMES) unaccounted.push(`${session.name}: ${JSON.stringify(counts)}`)
  }
  const watch = (session: MediaSession) => {
    onSession(session)
    open++
    // What was handed to the port is settled a moment after the end.
    void session.ended.then(() => setImmediate(() => setImmediate(() => settle(session))))
  }
  for (const exchange of exchanges) {
    for (const { audio } of exchange.lines) {
      audio?.onState(state => state.kind === 'open' && watch(state.session))
    }
    exchange.onLeg(leg => {
      if (!(leg instanceof VirtualLeg)) return
      void leg.ended.then(() => {
        const { sent, received } = leg.sound.statistics
        sums.virtualFrames += sent + received
        if (Math.abs(sent - received) > 1) unaccounted.push(`${leg.id}: ${sent} taken, ${received} delivered`)
      })
    })
  }
  return () => ({ ...sums, unaccounted, open })
}
