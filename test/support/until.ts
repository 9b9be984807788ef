import type { ManualClock } from '../../src/base/manual-clock.ts'

/** Moves time in steps of a frame until `promise` is settled: for work that waits for files as well as for the clock. */
export async function until<T>(clock: ManualClock, promise: Promise<T>, limitMs = 60_000): Promise<T> {
  let settled = false
  const mark = () => {
    settled = true
  }
  promise.then(mark, mark)
  await untilTrue(clock, () => settled, limitMs)
  return promise
}

/** Moves time in steps of a frame until `holds` does. */
export async function untilTrue(clock: ManualClock, holds: () => boolean, limitMs = 60_000): Promise<void> {
  for (let passed = 0; !holds(); passed += 20) {
    if (passed >= limitMs) throw new Error(`still false after ${limitMs} ms`)
    await clock.advance(20)
    // Files answer in real time, of which a moved clock lets none pass.
    if (passed % 100 === 0) await new Promise(resolve => setTimeout(resolve, 1))
  }
}

/** Moves time by `ms` while files keep up: real time passes too, a millisecond for each 100. */
export async function pass(clock: ManualClock, ms: number): Promise<void> {
  const endMs = clock.now() + ms
  await untilTrue(clock, () => clock.now() >= endMs, ms + 20)
}
