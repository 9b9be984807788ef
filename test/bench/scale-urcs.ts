import { runBuiltProgram } from '../support/built-program.ts'
import type { Benchmark } from './benchmark.ts'
import { latencyFigures, medianFigure } from './figure.ts'
import { withFarm } from './scale-farm.ts'
import { countOf, measureSizes } from './scale-sizes.ts'
import type { UrcsReport } from './scale-urcs-host.ts'

const program = new URL('./scale-urcs-host.ts', import.meta.url)

/** Lines a second. 921 600 baud carry some 2000 such lines. */
export const urcRates = [1, 10, 100, 1000] as const
export const urcVariant = (perSecond: number) => countOf(perSecond, 'line a second', 'lines a second')

/** The slowest rate needs longer for as many lines as a median takes. */
const secondsFor = (perSecond: number) => (perSecond === 1 ? 10 : 5)

/** Unsolicited lines, from few to more than a module prints. */
export const scaleUrcs: Benchmark = {
  name: 'scale-urcs',
  what: 'Unsolicited lines at an even pace for 5 s (1 a second: 10 s): from just before a line is written by another process to the callback of events$.',
  budgets: [{ variant: urcVariant(1000), metric: 'lost', bound: 'at most', goal: 0, limit: 0 }],
  async run(settings) {
    const measured = await measureSizes('scale-urcs', urcRates, settings, perSecond =>
      withFarm({ modules: 1, pcm: false, seed: settings.seed }, ({ modules: [module] }) =>
        runBuiltProgram<UrcsReport>(program, { path: module?.path, perSecond, seconds: secondsFor(perSecond) }),
      ),
    )
    return measured.flatMap(({ size, reports }) => {
      const variant = urcVariant(size)
      const figure = (metric: string, unit: string, of: (report: UrcsReport) => number) =>
        medianFigure(variant, metric, unit, reports.map(of))
      return [
        figure('CPU', '%', report => report.cpuPercent),
        ...latencyFigures(
          variant,
          'µs',
          reports.map(({ micros }) => micros),
        ),
        figure('lost', '', report => report.lost),
      ]
    })
  },
}
