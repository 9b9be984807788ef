import { mkdirSync, writeFileSync } from 'node:fs'
import type { Environment } from '../environment.ts'
import type { Figure } from '../figure.ts'
import { growthPlots } from './growth-plots.ts'
import { drawPlot } from './plot.ts'

const folder = new URL('../../../docs/performance/', import.meta.url)

/** Draws what a benchmark found out about growth into `docs/performance`. @returns the names of the files. */
export function writePlots(benchmark: string, figures: readonly Figure[], measuredOn: Environment): readonly string[] {
  const { cpu, cores, versions, date } = measuredOn
  const subtitle = `${cpu}, ${cores} cores, Node ${versions.node}, ${date}; bars: lowest and highest round`
  mkdirSync(folder, { recursive: true })
  return [...growthPlots(benchmark, figures, subtitle)].map(([name, plot]) => {
    writeFileSync(new URL(`${name}.svg`, folder), drawPlot(plot))
    return `docs/performance/${name}.svg`
  })
}
