import { random } from '../../support/random.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { watch } from './watched-crossing.ts'

/** A sample waits this long on average until its frame is complete; the frame is the module's doing, not the bridge's. */
const FRAMING_MS = 10

/** Goal X5: what a bridge adds between two modules, on a host that is late now and then. */
export function delayRow({ seed, size }: Measurement): AccuracyRow {
  const uniform = random(seed)
  // Mostly in time; one of a hundred is up to 30 ms late.
  const lateMs = () => (uniform() < 0.01 ? 30 * uniform() : 2 * uniform())
  const seconds = size === 'full' ? 3600 : 300
  const { delayOfShare, statistics } = watch({ seconds, writerPpm: 250, phaseMs: 11, lateMs, readerLateMs: lateMs })
  const [p50, p99, most] = [0.5, 0.99, 1].map(share => delayOfShare(share) - FRAMING_MS)
  return {
    id: 'X5',
    stimulus: `two modules 250 ppm apart, host up to 30 ms late, ${seconds / 60} min, cushion 60 ms`,
    goal: 'a bridge adds <= 80 ms',
    figure: `p50 ${p50?.toFixed(0)}, p99 ${p99?.toFixed(0)}, most ${most?.toFixed(0)} ms, ${statistics.underruns} gaps`,
    met: (p99 ?? Number.NaN) <= 80,
    note: 'from complete at one module to taken for the other; the buffers of devices are not in it',
  }
}
