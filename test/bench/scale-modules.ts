import { runBuiltProgram } from '../support/built-program.ts'
import type { Benchmark } from './benchmark.ts'
import { medianFigure } from './figure.ts'
import { withFarm } from './scale-farm.ts'
import type { ModulesReport } from './scale-modules-host.ts'
import { countOf, measureSizes } from './scale-sizes.ts'

const program = new URL('./scale-modules-host.ts', import.meta.url)
const WINDOW_MS = 4000

/** Modules in one process. */
export const moduleSizes = [1, 4, 16, 32, 64] as const
export const modulesVariant = (modules: number) => countOf(modules, 'module')

/** Modules that are all busy: what one pays for the others. */
export const scaleModules: Benchmark = {
  name: 'scale-modules',
  what: `Modules in one process, each answering AT again and again for ${WINDOW_MS / 1000} s over its pty; all ptys are served by one other process.`,
  async run(settings) {
    const measured = await measureSizes('scale-modules', moduleSizes, settings, modules =>
      withFarm({ modules, pcm: false, seed: settings.seed }, farm =>
        runBuiltProgram<ModulesReport>(program, { paths: farm.modules.map(({ path }) => path), windowMs: WINDOW_MS }),
      ),
    )
    return measured.flatMap(({ size, reports }) => {
      const figure = (metric: string, unit: string, part: keyof ModulesReport) =>
        medianFigure(
          modulesVariant(size),
          metric,
          unit,
          reports.map(report => report[part]),
        )
      return [
        figure('commands', '/s', 'commandsPerSecond'),
        figure('p50', 'µs', 'p50'),
        figure('p99', 'µs', 'p99'),
        figure('a timer late, p99', 'ms', 'lateP99'),
        figure('CPU a command', 'µs', 'cpuMicrosPerCommand'),
        figure('RSS', 'MB', 'rssMb'),
      ]
    })
  },
}
