import { ChildProgram } from '../support/child-program.ts'
import type { Benchmark } from './benchmark.ts'
import { medianFigure } from './figure.ts'
import type { ConferenceCost } from './scale-conference-process.ts'
import { measureSizes } from './scale-sizes.ts'

const program = new URL('./scale-conference-process.ts', import.meta.url)
const FRAME_MICROS = 20_000

export const partyCounts = [2, 4, 8, 16, 32, 64, 128, 256] as const
export const partiesVariant = (parties: number) => `${parties} parties`

/** What a conference costs as it grows. */
export const scaleConference: Benchmark = {
  name: 'scale-conference',
  what: 'Processor time of the Mixer for 20 ms of a conference (200 µs are 1 % of a core): all parties speak, or three of them.',
  async run(settings) {
    const measured = await measureSizes('scale-conference', partyCounts, settings, async (parties, round) => {
      const [child] = await ChildProgram.start(program, String(parties), String(settings.seed + round))
      const cost = await child.ask<ConferenceCost>({})
      await child.kill()
      return cost
    })
    return measured.flatMap(({ size, reports }) => {
      const figure = (metric: string, unit: string, of: (cost: ConferenceCost) => number) =>
        medianFigure(partiesVariant(size), metric, unit, reports.map(of))
      return [
        figure('all speak', 'µs', cost => cost.allSpeakMicros),
        figure('three speak', 'µs', cost => cost.threeSpeakMicros),
        figure('a party, all speak', 'µs', cost => cost.allSpeakMicros / size),
        figure('of a core, all speak', '%', cost => (100 * cost.allSpeakMicros) / FRAME_MICROS),
      ]
    })
  },
}
