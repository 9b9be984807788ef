import { runBuiltProgram } from '../support/built-program.ts'
import { ChildProgram } from '../support/child-program.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import { type Figure, latencyFigures, medianFigure } from './figure.ts'
import type { CallsReport } from './scale-calls-host.ts'
import { withFarm } from './scale-farm.ts'
import type { ReducerCost } from './scale-reducer-process.ts'
import { countOf, measureSizes } from './scale-sizes.ts'

const host = new URL('./scale-calls-host.ts', import.meta.url)
const reducer = new URL('./scale-reducer-process.ts', import.meta.url)
/** An exchange has at most as many. */
const MAX_LINES = 64
const WINDOW_MS = 5000
const CHANGES = 20

/** Calls in one exchange, one on each line; those over 64 are second calls. */
export const callCounts = [1, 4, 16, 64, 100] as const
export const callsVariant = (calls: number) => `${countOf(calls, 'call')} in an exchange`
/** Calls of one module, whose ids end at 15. */
export const tableSizes = [1, 2, 4, 7, 15] as const
export const tableVariant = (calls: number) => `${countOf(calls, 'call')} of one module`

/** Calls that are up at once: what one pays for the others. */
export const scaleCalls: Benchmark = {
  name: 'scale-calls',
  what: 'An exchange with calls up, and one of them ended by the far end and dialled anew; and what the call table takes for a line that changes a call, and for a list that changes nothing.',
  long: true,
  async run(settings) {
    return [...(await exchangeFigures(settings)), ...(await tableFigures(settings))]
  },
}

async function exchangeFigures(settings: RunSettings): Promise<readonly Figure[]> {
  const measured = await measureSizes('scale-calls', callCounts, settings, calls =>
    withFarm({ modules: Math.min(calls, MAX_LINES), pcm: false, seed: settings.seed }, ({ modules }) => {
      const paths = modules.map(({ path }) => path)
      return runBuiltProgram<CallsReport>(host, { paths, calls, windowMs: WINDOW_MS, changes: CHANGES })
    }),
  )
  return measured.flatMap(({ size, reports }) => {
    const variant = callsVariant(size)
    const figure = (metric: string, unit: string, part: 'cpuPercent' | 'rssMb') =>
      medianFigure(
        variant,
        metric,
        unit,
        reports.map(report => report[part]),
      )
    const latencies = (metric: string, part: 'setUpMicros' | 'endMicros') =>
      latencyFigures(
        variant,
        'µs',
        reports.map(report => report[part]),
      ).map(latency => ({ ...latency, metric: `${metric}, ${latency.metric}` }))
    return [
      figure('CPU', '%', 'cpuPercent'),
      ...latencies('dial to active', 'setUpMicros'),
      ...latencies('end told', 'endMicros'),
      figure('RSS', 'MB', 'rssMb'),
    ]
  })
}

async function tableFigures(settings: RunSettings): Promise<readonly Figure[]> {
  const measured = await measureSizes('scale-calls, table', tableSizes, settings, async calls => {
    const [child] = await ChildProgram.start(reducer, String(calls))
    const cost = await child.ask<ReducerCost>({})
    await child.kill()
    return cost
  })
  return measured.flatMap(({ size, reports }) => {
    const figure = (metric: string, part: keyof ReducerCost) =>
      medianFigure(
        tableVariant(size),
        metric,
        'µs',
        reports.map(report => report[part]),
      )
    return [figure('a line', 'lineMicros'), figure('a list', 'listMicros')]
  })
}
