import { random } from '../../support/random.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { mean, watch } from './watched-crossing.ts'

/** What comes of frames that share a clock but not a way. */
const fates: readonly { readonly what: string; copiesOf(chance: number): number }[] = [
  { what: '2 % lost', copiesOf: chance => (chance < 0.02 ? 0 : 1) },
  { what: '2 % doubled', copiesOf: chance => (chance < 0.02 ? 2 : 1) },
  { what: '1 % lost and 1 % doubled', copiesOf: chance => (chance < 0.01 ? 0 : chance < 0.02 ? 2 : 1) },
  { what: 'none lost', copiesOf: () => 1 },
]

/** Goal X4: the delay of the second half beside that of the first, less the minute in which the cushion finds its size. */
export function* jitterRows({ seed, size }: Measurement): Generator<AccuracyRow> {
  const minutes = size === 'full' ? 60 : 30
  for (const { what, copiesOf } of fates) {
    const uniform = random(seed)
    const { minutesMs, statistics } = watch({
      seconds: 60 * minutes,
      writerPpm: 100,
      lateMs: () => 120 * uniform(),
      copies: () => copiesOf(uniform()),
    })
    const early = mean(minutesMs.slice(1, minutes / 2))
    const late = mean(minutesMs.slice(minutes / 2))
    yield {
      id: 'X4',
      stimulus: `frames 0-120 ms late, ${what}, ${minutes} min, cushion 60 ms`,
      goal: 'delay grows by no more than a frame',
      figure: `mean ${early.toFixed(0)} ms in the first half, ${late.toFixed(0)} ms in the second, ${Math.max(...minutesMs).toFixed(0)} ms in the worst minute; ${(statistics.underruns / minutes).toFixed(1)} gaps a minute`,
      met: late - early <= 20,
    }
  }
}
