import type { Figure } from '../figure.ts'
import { idleSizes, idleVariant } from '../idle.ts'
import { audioSizes, audioVariant } from '../scale-audio.ts'
import { callCounts, callsVariant, tableSizes, tableVariant } from '../scale-calls.ts'
import { partiesVariant, partyCounts } from '../scale-conference.ts'
import { moduleSizes, modulesVariant } from '../scale-modules.ts'
import { urcRates, urcVariant } from '../scale-urcs.ts'
import type { Axis } from './axis.ts'
import type { Plot } from './plot.ts'

/** A metric of several variants that differ in a size alone, as a line. */
interface Growth {
  readonly benchmark: string
  /** The name of its file. */
  readonly file: string
  readonly title: string
  readonly sizes: readonly number[]
  readonly variant: (size: number) => string
  /** The metrics, each with its name in the plot. */
  readonly metrics: Readonly<Record<string, string>>
  readonly x: Axis
  readonly y: Axis
  readonly goal?: NonNullable<Plot['goal']>
}

const linear = (label: string, unit = ''): Axis => ({ label, unit, scale: 'linear' })
const log = (label: string, unit = ''): Axis => ({ label, unit, scale: 'log' })

const modems = { benchmark: 'idle', sizes: idleSizes, variant: idleVariant, x: linear('modems in one process') }
const modules = { benchmark: 'scale-modules', sizes: moduleSizes, variant: modulesVariant, x: log('busy modules') }
const audio = { benchmark: 'scale-audio', sizes: audioSizes, variant: audioVariant, x: linear('calls with sound') }
const calls = { benchmark: 'scale-calls', sizes: callCounts, variant: callsVariant, x: linear('calls up') }
const urcs = { benchmark: 'scale-urcs', sizes: urcRates, variant: urcVariant, x: log('unsolicited lines a second') }

const growths: readonly Growth[] = [
  {
    ...modems,
    file: 'idle-memory',
    title: 'Memory of quiet modems',
    metrics: { 'RSS over bare': 'as it is', 'RSS over bare, collected': 'garbage collected' },
    y: linear('RSS over Node with serialport', 'MB'),
    goal: { value: 25, label: 'goal for 64: at most 25 MB' },
  },
  {
    ...modems,
    // Of the library without a modem nothing runs.
    sizes: idleSizes.filter(size => size > 0),
    file: 'idle-cpu',
    title: 'Processor time of quiet modems',
    metrics: { CPU: 'CPU' },
    y: linear('of a core', '%'),
    goal: { value: 0.1, label: 'goal for 64: at most 0.1 %' },
  },
  {
    ...modules,
    file: 'modules-throughput',
    title: 'Commands answered, all modules busy',
    metrics: { commands: 'commands' },
    y: linear('commands a second'),
  },
  {
    ...modules,
    file: 'modules-latency',
    title: 'From a command to its OK, all modules busy',
    metrics: { p50: 'p50', p99: 'p99', 'a timer late, p99': 'a timer late, p99' },
    y: log('round trip', 'ms'),
  },
  {
    ...audio,
    file: 'audio-cpu',
    title: 'Processor time of calls with sound both ways',
    metrics: { CPU: 'CPU' },
    y: linear('of a core', '%'),
    goal: { value: 25, label: 'goal for 16: at most 25 %' },
  },
  {
    ...calls,
    file: 'calls-cpu',
    title: 'Processor time of calls that are up',
    metrics: { CPU: 'CPU' },
    y: linear('of a core', '%'),
  },
  {
    ...calls,
    file: 'calls-latency',
    x: log('calls up'),
    title: 'One call more, one call less',
    metrics: { 'dial to active, p50': 'dial to active, p50', 'end told, p50': 'end told, p50' },
    y: linear('time', 'ms'),
  },
  {
    benchmark: 'scale-calls',
    sizes: tableSizes,
    variant: tableVariant,
    x: linear('calls of one module'),
    file: 'calls-table',
    title: 'Working a line into the call table',
    metrics: { 'a line': 'a line that changes a call', 'a list': 'a list that changes nothing' },
    y: linear('processor time', 'µs'),
  },
  {
    ...urcs,
    file: 'urcs-cpu',
    title: 'Processor time of unsolicited lines',
    metrics: { CPU: 'CPU' },
    y: log('of a core', '%'),
  },
  {
    ...urcs,
    file: 'urcs-latency',
    title: 'From an unsolicited line to the callback',
    metrics: { p50: 'p50', p99: 'p99' },
    y: log('time', 'ms'),
  },
  {
    benchmark: 'scale-conference',
    sizes: partyCounts,
    variant: partiesVariant,
    x: log('parties'),
    file: 'conference',
    title: 'Mixing 20 ms of a conference',
    metrics: { 'all speak': 'all speak', 'three speak': 'three speak' },
    y: log('processor time', 'µs'),
  },
]

/** The plots of a benchmark, by the name of their file without its ending; none where its figures are no growth. */
export function growthPlots(
  benchmark: string,
  figures: readonly Figure[],
  measuredOn: string,
): ReadonlyMap<string, Plot> {
  const plots = growths
    .filter(growth => growth.benchmark === benchmark)
    .map(growth => [growth.file, plotOf(growth, figures, measuredOn)] as const)
  return new Map(plots)
}

function plotOf(growth: Growth, figures: readonly Figure[], subtitle: string): Plot {
  const { title, x, y, goal } = growth
  const series = Object.entries(growth.metrics).map(([metric, name]) => ({
    name,
    points: growth.sizes.flatMap(size => pointsOf(growth, size, metric, figures)),
  }))
  return { title, subtitle, x, y, series, ...(goal && { goal }) }
}

function pointsOf({ variant, y }: Growth, size: number, metric: string, figures: readonly Figure[]) {
  const figure = figures.find(one => one.variant === variant(size) && one.metric === metric)
  if (!figure) return []
  const scale = figure.unit === 'µs' && y.unit === 'ms' ? 0.001 : 1
  // The difference of two memories may come out below nothing, which means nothing.
  const shown = (value: number) => Math.max(0, value * scale)
  const [lowest, highest] = figure.spread
  return [{ x: size, y: shown(figure.value), spread: [shown(lowest), shown(highest)] as const }]
}
