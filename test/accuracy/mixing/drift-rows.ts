import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { continuousTone, distortionDb } from '../../support/tone-purity.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { TARGET_MS, watch } from './watched-crossing.ts'

/** The tone is looked at in pieces of 200 ms, so that noise counts and the slow turn of the pitch does not. */
const WINDOW_FRAMES = 10

/** Goal X3, for clocks that differ as those of two modules do, and as those of the worst sound cards. */
export function* driftRows({ size, progress }: Measurement): Generator<AccuracyRow> {
  const seconds = size === 'full' ? 3600 : 600
  for (const [place, writerPpm] of [500, -500, 137, -20].entries()) {
    progress(`mixing: ${writerPpm} ppm`)
    const { worstDb, tone } = purityOfTone()
    const { lowestMs, highestMs, statistics } = watch({ seconds, writerPpm, phaseMs: 5 * place, ...tone })
    const slips = statistics.silentFrames + statistics.droppedFrames + statistics.underruns
    yield {
      id: 'X3',
      stimulus: `clocks ${writerPpm} ppm apart for ${seconds / 60} min, 1 kHz`,
      goal: 'delay within 20 ms of its target, no slip, THD+N <= -50 dB',
      figure: `${signed(lowestMs - TARGET_MS)} to ${signed(highestMs - TARGET_MS)} ms, ${slips} slips, ${worstDb().toFixed(1)} dB in the worst 200 ms`,
      met: lowestMs >= TARGET_MS - 20 && highestMs <= TARGET_MS + 20 && slips === 0 && worstDb() <= -50,
    }
  }
  for (const writerPpm of [2000, -2000]) {
    progress(`mixing: ${writerPpm} ppm`)
    const { lowestMs, highestMs, statistics } = watch({ seconds, writerPpm })
    const corrections = statistics.underruns + statistics.droppedFrames
    yield {
      id: 'X3',
      stimulus: `clocks ${writerPpm} ppm apart for ${seconds / 60} min`,
      goal: '<= 1 correction in 10 s',
      figure: `${corrections} corrections, delay ${signed(lowestMs - TARGET_MS)} to ${signed(highestMs - TARGET_MS)} ms`,
      met: corrections <= seconds / 10,
    }
  }
}

const signed = (ms: number) => `${ms < 0 ? '-' : '+'}${Math.abs(ms).toFixed(1)}`

/** A tone for a crossing, and how pure the worst piece of it was that came out. */
function purityOfTone() {
  const piece = new Int16Array(WINDOW_FRAMES * FRAME_SAMPLES)
  let frames = 0
  let worst = Number.NEGATIVE_INFINITY
  const onPull = (frame: Int16Array, hasSound: boolean, _delayMs: number, nowMs: number) => {
    // The first sound fades in.
    if (!hasSound || nowMs < 200) return
    piece.set(frame, (frames++ % WINDOW_FRAMES) * FRAME_SAMPLES)
    if (frames % WINDOW_FRAMES === 0) worst = Math.max(worst, distortionDb(piece, 1000))
  }
  return { tone: { fill: continuousTone(1000, 16_000), onPull }, worstDb: () => worst }
}
