import { startTicker } from '../../../src/audio/clocks/deadline-ticker.ts'
import { DriftBuffer } from '../../../src/audio/clocks/drift-buffer.ts'
import { FRAME_MS, FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { BusyClock, stall } from '../../support/busy-clock.ts'
import { cross } from '../../support/two-clocks.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { TARGET_MS } from './watched-crossing.ts'

/** Goals A2 and A3 as far as they need no device. */
export function* pacingRows(measurement: Measurement): Generator<AccuracyRow> {
  yield stallRow(measurement)
  yield pauseRow('the writer pauses', 1, 0, measurement)
  yield pauseRow('the host pauses: writer and reader', 1, 1, measurement)
}

/** Goal A2: one ticker writes, one reads, and the event loop is blocked all the time. */
function stallRow({ size }: Measurement): AccuracyRow {
  const minutes = size === 'full' ? 60 : 10
  const clock = new BusyClock()
  const buffer = new DriftBuffer()
  const frame = new Int16Array(FRAME_SAMPLES)
  let read = 0
  const writer = startTicker(clock, FRAME_MS, () => buffer.push(frame))
  const reader = startTicker(clock, FRAME_MS, () => {
    buffer.pull(frame)
    read++
  })
  stall(clock, FRAME_MS, 25)
  clock.run(minutes * 60_000)
  const share = read / ((minutes * 60_000) / FRAME_MS)
  const { underruns, droppedFrames } = buffer.statistics
  return {
    id: 'A2',
    stimulus: `event loop blocked for 25 ms each 20 ms, ${minutes} min, two tickers with a drift buffer between them`,
    goal: '0.999-1.001 of the frames',
    figure: `${share.toFixed(5)}, ${writer.skipped + reader.skipped} skipped, ${underruns} gaps, ${droppedFrames} dropped`,
    met: share >= 0.999 && share <= 1.001,
  }
}

const PAUSE_MS = 200
const EVERY_MS = 60_000
const MIDDLE_MS = 30_000

/** Goal A3: nothing moves for 200 ms once a minute; what did not come then comes at once afterwards. */
function pauseRow(what: string, writerPauses: 0 | 1, readerPauses: 0 | 1, { size }: Measurement): AccuracyRow {
  const minutes = size === 'full' ? 60 : 10
  const buffer = new DriftBuffer()
  const sinceEnd = (ms: number) => (ms % EVERY_MS) - MIDDLE_MS - PAUSE_MS
  const lateMs = (ms: number) => (sinceEnd(ms) < 0 && sinceEnd(ms) > -PAUSE_MS ? -sinceEnd(ms) : 0)
  let backMs = 0
  let soundMs = 0
  cross({
    between: buffer,
    seconds: minutes * 60,
    writerPpm: 200,
    lateMs: ms => writerPauses * lateMs(ms),
    readerLateMs: ms => readerPauses * lateMs(ms),
    onPull(_frame, hasSound, delayMs, nowMs) {
      const since = sinceEnd(nowMs)
      if (since < 0 || since > MIDDLE_MS - PAUSE_MS - FRAME_MS) return
      if (!hasSound) soundMs = Math.max(soundMs, since + FRAME_MS)
      if (Math.abs(delayMs - TARGET_MS) > 20) backMs = Math.max(backMs, since + FRAME_MS)
    },
  })
  const { underruns, droppedFrames } = buffer.statistics
  return {
    id: 'A3',
    stimulus: `${what}, 200 ms once a minute, ${minutes} min`,
    goal: '<= 1 gap each, sound again < 300 ms and delay within 20 ms of its target <= 5 s after the pause',
    figure: `${underruns} gaps in ${minutes} pauses, sound ${soundMs.toFixed(0)} ms, delay ${(backMs / 1000).toFixed(2)} s after the pause at the latest, ${droppedFrames} dropped`,
    met: underruns <= minutes && soundMs < 300 && backMs <= 5000,
  }
}
