import { describe, expect, it } from 'vitest'
import { DriftBuffer } from '../../../src/audio/clocks/drift-buffer.ts'
import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { bytesPerCall } from '../../support/allocation.ts'
import { random } from '../../support/random.ts'
import { continuousTone, distortionDb } from '../../support/tone-purity.ts'
import { type Crossing, cross } from '../../support/two-clocks.ts'

/** A frame is complete only after its 20 ms, so sound is half a frame older on average than what waits. */
const TARGET_MS = 60 + 10

interface Outcome {
  readonly lowestMs: number
  readonly highestMs: number
  /** Mean delay in each minute. */
  readonly minutesMs: readonly number[]
  readonly buffer: DriftBuffer
}

/** Runs a crossing; the delays are those from its third second on. */
function outcomeOf(crossing: Omit<Crossing, 'between' | 'onPull'> & Partial<Pick<Crossing, 'onPull'>>): Outcome {
  const buffer = new DriftBuffer()
  const delays: number[] = []
  cross({
    ...crossing,
    between: buffer,
    onPull(frame, hasSound, delayMs, nowMs) {
      crossing.onPull?.(frame, hasSound, delayMs, nowMs)
      if (nowMs >= 2000) delays.push(delayMs)
    },
  })
  const minutesMs = Array.from({ length: Math.floor(crossing.seconds / 60) }, (_, minute) => {
    const ofMinute = delays.slice(minute * 3000, (minute + 1) * 3000)
    return ofMinute.reduce((sum, delay) => sum + delay, 0) / ofMinute.length
  })
  return { lowestMs: Math.min(...delays), highestMs: Math.max(...delays), minutesMs, buffer }
}

describe('a drift buffer between two clocks', { timeout: 30_000 }, () => {
  it.each([
    { writerPpm: 500, phaseMs: 0 },
    { writerPpm: -500, phaseMs: 7 },
    { writerPpm: 100, phaseMs: 13 },
  ])('keeps its delay within 20 ms for 5 min, and loses nothing, at $writerPpm ppm', ({ writerPpm, phaseMs }) => {
    const { lowestMs, highestMs, buffer } = outcomeOf({ seconds: 300, writerPpm, phaseMs })
    expect(lowestMs).toBeGreaterThan(TARGET_MS - 20)
    expect(highestMs).toBeLessThan(TARGET_MS + 20)
    expect(buffer.statistics).toMatchObject({ underruns: 0, silentFrames: 0, droppedFrames: 0 })
  })

  it.each([2000, -2000])('does not slip at %i ppm', writerPpm => {
    const { buffer } = outcomeOf({ seconds: 180, writerPpm })
    expect(buffer.statistics).toMatchObject({ underruns: 0, silentFrames: 0, droppedFrames: 0 })
    expect(Math.abs(buffer.statistics.driftPpm - writerPpm)).toBeLessThan(200)
  })

  it('keeps a tone pure while it steers: THD+N below -50 dB in each 200 ms', () => {
    const window = new Int16Array(10 * FRAME_SAMPLES)
    let frames = 0
    let worstDb = Number.NEGATIVE_INFINITY
    outcomeOf({
      seconds: 120,
      writerPpm: 500,
      fill: continuousTone(1000, 16_000),
      onPull(frame, hasSound, _delayMs, nowMs) {
        if (!hasSound || nowMs < 200) return
        window.set(frame, (frames++ % 10) * FRAME_SAMPLES)
        if (frames % 10 === 0) worstDb = Math.max(worstDb, distortionDb(window, 1000))
      },
    })
    expect(worstDb).toBeLessThan(-50)
  })

  it('finds its target again within 5 s after the writer pauses for 200 ms, with one gap', () => {
    const lateMs = (completeMs: number) => (completeMs > 30_000 && completeMs < 30_200 ? 30_200 - completeMs : 0)
    let lastOffMs = 0
    let highestMs = 0
    const { buffer } = outcomeOf({
      seconds: 60,
      writerPpm: 100,
      lateMs,
      onPull(_frame, _hasSound, delayMs, nowMs) {
        if (nowMs > 30_200) highestMs = Math.max(highestMs, delayMs)
        if (nowMs > 30_200 && Math.abs(delayMs - TARGET_MS) > 20) lastOffMs = nowMs
      },
    })
    expect(highestMs).toBeGreaterThan(TARGET_MS + 100)
    expect(lastOffMs).toBeLessThan(35_200)
    expect(buffer.statistics.underruns).toBe(1)
  })

  it('loses nothing when the reader pauses for 200 ms and catches up', () => {
    const readerLateMs = (dueMs: number) => (dueMs > 30_000 && dueMs < 30_200 ? 30_200 - dueMs : 0)
    const { buffer } = outcomeOf({ seconds: 60, writerPpm: 0, readerLateMs })
    expect(buffer.statistics).toMatchObject({ underruns: 0, silentFrames: 0, droppedFrames: 0 })
  })

  it.each([
    { what: 'lost', copiesOf: (chance: number) => (chance < 0.02 ? 0 : 1) },
    { what: 'doubled', copiesOf: (chance: number) => (chance < 0.02 ? 2 : 1) },
    { what: 'lost or doubled', copiesOf: (chance: number) => (chance < 0.01 ? 0 : chance < 0.02 ? 2 : 1) },
  ])('does not grow its delay over 10 min of jitter with 2 % of the frames $what', ({ copiesOf }) => {
    const uniform = random(4)
    const { minutesMs, buffer } = outcomeOf({
      seconds: 600,
      writerPpm: 100,
      lateMs: () => 120 * uniform(),
      copies: () => copiesOf(uniform()),
    })
    // In the first minute the cushion finds its size.
    const [early, late] = [minutesMs.slice(1, 5), minutesMs.slice(5)].map(
      half => half.reduce((sum, ms) => sum + ms) / half.length,
    )
    expect((late ?? 0) - (early ?? 0)).toBeLessThan(20)
    expect(buffer.statistics.underruns).toBeLessThan(40)
    expect(buffer.statistics.droppedFrames).toBe(0)
  })

  it('comes back from a writer that stops for good, and starts again', () => {
    const buffer = new DriftBuffer()
    const frame = new Int16Array(FRAME_SAMPLES)
    const run = (count: number, pushes: number) =>
      Array.from({ length: count }, () => {
        for (let pushed = 0; pushed < pushes; pushed++) buffer.push(frame)
        return buffer.pull(frame)
      }).filter(hasSound => hasSound).length
    expect(run(1000, 1)).toBe(998)
    // The second is filled up with silence: it lacks what the interpolation looks ahead.
    expect(run(1000, 0)).toBe(2)
    expect(run(1000, 1)).toBe(998)
    expect(buffer.statistics.underruns).toBe(1)
  })

  it('leaves nothing on the heap', () => {
    const buffer = new DriftBuffer()
    const frame = new Int16Array(FRAME_SAMPLES)
    const tick = () => {
      buffer.push(frame)
      buffer.pull(frame)
    }
    expect(bytesPerCall(tick, 2000)).toBe(0)
  })
})
