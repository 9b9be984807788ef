import { runBuiltProgram } from '../support/built-program.ts'
import type { Benchmark } from './benchmark.ts'
import { type Figure, medianFigure } from './figure.ts'
import type { IdleReport, IdleRequest } from './idle-host.ts'
import { withFarm } from './scale-farm.ts'
import { countOf } from './scale-sizes.ts'

const program = new URL('./idle-host.ts', import.meta.url)

/** Modems in one process. None at all is what the library itself takes. */
export const idleSizes = [0, 1, 16, 64] as const
export const idleVariant = (modems: number) => countOf(modems, 'modem')
const PORTS = 64

/** A quiet modem asks its module twice in 30 s. The window is as long. */
const WINDOW_MS = 30_000
const SETTLE_MS = 10_000
const COLLECT_MS = 25_000

/** Variants are measured at the same time: each counts its own time, and all of them together hardly use any. */
const variants: readonly {
  readonly title: string
  readonly variant: IdleRequest['variant']
  readonly ports: number
}[] = [
  { title: 'bare', variant: 'bare', ports: 0 },
  { title: `${PORTS} ports of serialport with parser-readline`, variant: 'serialport', ports: PORTS },
  ...idleSizes.map(ports => ({ title: idleVariant(ports), variant: 'cellvoice' as const, ports })),
]

/** What open modems cost while nothing happens. */
export const idle: Benchmark = {
  name: 'idle',
  what: `Modems open in one process of plain Node, quiet for ${WINDOW_MS / 1000} s: memory beside a process that has only loaded serialport, processor time, voluntary context switches.`,
  budgets: [
    { variant: idleVariant(64), metric: 'RSS over bare', bound: 'at most', goal: 25, limit: 40 },
    { variant: idleVariant(64), metric: 'RSS over bare, collected', bound: 'at most', goal: 25, limit: 35 },
    { variant: idleVariant(64), metric: 'CPU', bound: 'at most', goal: 0.1, limit: 0.5 },
  ],
  long: true,
  async run({ rounds, seed, progress }) {
    const measured: IdleReport[][] = []
    for (let round = 0; round < rounds; round++) {
      progress(`idle: round ${round + 1}, all variants at once`)
      measured.push(await Promise.all(variants.map(one => measure(one, seed))))
    }
    return variants.flatMap(({ title }, at) => figuresOf(title, measured, at))
  },
}

function measure({ variant, ports }: (typeof variants)[number], seed: number): Promise<IdleReport> {
  return withFarm({ modules: ports, pcm: false, seed }, ({ modules }) => {
    const paths = modules.map(({ path }) => path)
    return runBuiltProgram<IdleReport>(program, {
      variant,
      paths,
      settleMs: SETTLE_MS,
      collectMs: COLLECT_MS,
      windowMs: WINDOW_MS,
    })
  })
}

function figuresOf(title: string, rounds: readonly (readonly IdleReport[])[], at: number): Figure[] {
  const figure = (metric: string, unit: string, of: (one: IdleReport, bare: IdleReport) => number) => {
    // Each round has measured each variant; the first is the bare one.
    const values = rounds.map(round => of(round[at] as IdleReport, round[0] as IdleReport))
    return medianFigure(title, metric, unit, values)
  }
  return [
    figure('RSS', 'MB', one => one.rssMb),
    figure('RSS over bare', 'MB', (one, bare) => one.rssMb - bare.rssMb),
    figure('RSS, garbage collected', 'MB', one => one.collectedRssMb),
    figure('RSS over bare, collected', 'MB', (one, bare) => one.collectedRssMb - bare.collectedRssMb),
    figure('live', 'MB', one => one.liveMb),
    figure('CPU', '%', one => one.cpuPercent),
    figure('switches', '/s', one => one.switchesPerSecond),
  ]
}
