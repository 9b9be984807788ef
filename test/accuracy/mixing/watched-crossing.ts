import { DriftBuffer, type DriftStatistics } from '../../../src/audio/clocks/drift-buffer.ts'
import { type Crossing, cross } from '../../support/two-clocks.ts'

/** What waits, and half a frame: sound is that much older on average, since a frame is complete only after its 20 ms. */
export const TARGET_MS = 60 + 10

/** The first seconds are not looked at: the cushion fills. */
const FROM_MS = 2000

/** A crossing through a DriftBuffer with its default cushion, without what is added here. */
export type WatchedCrossing = Omit<Crossing, 'between' | 'onPull'> & Partial<Pick<Crossing, 'onPull'>>

/** How the delay went. */
export interface Watched {
  readonly lowestMs: number
  readonly highestMs: number
  /** Mean of each minute. */
  readonly minutesMs: readonly number[]
  /** The share of the pulls in which the delay was at most this: 0.01 of a ms fine. */
  delayOfShare(share: number): number
  readonly statistics: DriftStatistics
}

/** Runs a crossing and watches the delay: the age of the sound when it is read. */
export function watch(crossing: WatchedCrossing): Watched {
  const buffer = new DriftBuffer()
  const delays = new Float64Array(crossing.seconds * 50)
  let count = 0
  cross({
    ...crossing,
    between: buffer,
    onPull(frame, hasSound, delayMs, nowMs) {
      crossing.onPull?.(frame, hasSound, delayMs, nowMs)
      if (nowMs >= FROM_MS) delays[count++] = delayMs
    },
  })
  const seen = delays.subarray(0, count)
  const minutes = Array.from({ length: Math.floor(count / 3000) }, (_, minute) =>
    mean(seen.subarray(minute * 3000, (minute + 1) * 3000)),
  )
  const sorted = seen.slice().sort()
  const delayOfShare = (share: number) => sorted[Math.min(count - 1, Math.floor(share * count))] ?? Number.NaN
  return {
    lowestMs: delayOfShare(0),
    highestMs: delayOfShare(1),
    minutesMs: minutes,
    delayOfShare,
    statistics: buffer.statistics,
  }
}

/** The mean of some numbers, at least one. */
export function mean(values: Float64Array | readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
