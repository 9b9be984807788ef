import { expect, test } from 'vitest'
import { type Figure, medianFigure } from '../figure.ts'
import { moduleSizes, modulesVariant } from '../scale-modules.ts'
import { growthPlots } from './growth-plots.ts'
import { drawPlot } from './plot.ts'

const figures: readonly Figure[] = moduleSizes.flatMap(size => [
  medianFigure(modulesVariant(size), 'commands', '/s', [900 * size, 1000 * size, 1200 * size]),
  medianFigure(modulesVariant(size), 'p50', 'µs', [25 * size]),
  medianFigure(modulesVariant(size), 'p99', 'µs', [250 * size]),
  medianFigure(modulesVariant(size), 'a timer late, p99', 'ms', [size]),
])
const plots = growthPlots('scale-modules', figures, 'one machine')

test('a benchmark has the plots of its growth, which can be drawn', () => {
  expect([...plots.keys()]).toEqual(['modules-throughput', 'modules-latency'])
  for (const plot of plots.values()) expect(drawPlot(plot)).toContain('one machine')
})
test('each size is a point, with its lowest and its highest round', () => {
  expect(plots.get('modules-throughput')?.series[0]?.points).toEqual(
    moduleSizes.map(size => ({ x: size, y: 1000 * size, spread: [900 * size, 1200 * size] })),
  )
})
test('what was measured in other units is told in those of the axis', () => {
  const atOne = plots.get('modules-latency')?.series.map(({ name, points }) => [name, points[0]?.y])
  expect(atOne).toEqual([
    ['p50', 0.025],
    ['p99', 0.25],
    ['a timer late, p99', 1],
  ])
})
test('a size that was not measured has no point, and a benchmark without growth no plot', () => {
  const some = growthPlots('scale-modules', figures.slice(4), 'one machine')
  expect(some.get('modules-throughput')?.series[0]?.points.map(({ x }) => x)).toEqual(moduleSizes.slice(1))
  expect(growthPlots('parse', figures, 'one machine').size).toBe(0)
})
