import { describe, expect, test } from 'vitest'
import { rangeAt, rangeOf } from './axis.ts'
import { placeLabels } from './place-labels.ts'
import { drawPlot, type Plot, type PlotSeries } from './plot.ts'

describe('the range of an axis', () => {
  test.each([
    ['linear', [3, 97], [0, 20, 40, 60, 80, 100]],
    ['linear', [0.2, 0.31], [0, 0.1, 0.2, 0.3, 0.4]],
    ['linear', [0], [0, 0.2, 0.4, 0.6, 0.8, 1]],
    ['linear', [33_037], [0, 10_000, 20_000, 30_000, 40_000]],
    ['log', [2.3, 237], [2, 5, 10, 20, 50, 100, 200, 500]],
    ['log', [0.01, 14], [0.01, 0.1, 1, 10, 100]],
    ['log', [1, 1000], [1, 10, 100, 1000]],
    ['log', [7], [2, 5, 10, 20]],
  ] as const)('%s, for %j', (scale, values, ticks) => {
    expect(rangeOf(values, scale).ticks).toEqual(ticks)
  })
  test.each([
    ['linear', [-1, 3]],
    ['log', [0, 3]],
    ['linear', [Number.NaN]],
    ['linear', []],
  ] as const)('refuses %s for %j', (scale, values) => {
    expect(() => rangeOf(values, scale)).toThrow()
  })
  test.each([
    ['linear', 30, 0.3],
    ['log', 10, 0.5],
  ] as const)('%s: %d is at the share %d of 1 to 100', (scale, value, share) => {
    expect(rangeOf([1, 100], scale).share(value)).toBeCloseTo(share)
  })
  test('sizes that were chosen are its ticks, from 0 where it is linear', () => {
    expect(rangeAt([64, 1, 16, 16], 'log').ticks).toEqual([1, 16, 64])
    expect(rangeAt([1, 16, 64], 'linear').ticks).toEqual([0, 1, 16, 64])
    expect(rangeAt([0, 64], 'linear').ticks).toEqual([0, 64])
  })
})

describe('the labels of points', () => {
  const within = { left: 0, right: 200, top: 0, bottom: 100 }
  const height = 10
  test('are beside their points, and not on each other', () => {
    const placed = placeLabels(
      [
        { x: 100, y: 50, text: '1.23' },
        { x: 104, y: 52, text: '4.56' },
      ],
      height,
      within,
    )
    expect(placed.map(({ text }) => text)).toEqual(['1.23', '4.56'])
    expect(Math.abs((placed[0]?.y ?? 0) - (placed[1]?.y ?? 0))).toBeGreaterThan(height)
  })
  test('stay inside', () => {
    const [label] = placeLabels([{ x: 100, y: 2, text: '7' }], height, within)
    expect(label?.y).toBeGreaterThan(2)
  })
  test('keep off a line where there is another place, and stay where there is none', () => {
    const above = { left: 0, right: 200, top: 36, bottom: 44 }
    const point = [{ x: 100, y: 50, text: '7' }]
    expect(placeLabels(point, height, within, { never: [], rather: [above] })[0]?.y).toBeGreaterThan(50)
    expect(placeLabels(point, height, within, { never: [], rather: [within] })).toHaveLength(1)
    expect(placeLabels(point, height, within, { never: [within], rather: [] })).toEqual([])
  })
})

const series = (name: string, ...values: readonly number[]): PlotSeries => ({
  name,
  points: values.map((y, at) => ({ x: 4 ** at, y, spread: [y / 2, y * 2] })),
})
const plot: Plot = {
  title: 'Cost & growth',
  subtitle: 'one machine',
  x: { label: 'modules', unit: '', scale: 'log' },
  y: { label: 'time', unit: 'ms', scale: 'linear' },
  series: [series('a < b', 1, 2, 12_345)],
}

describe('a plot', () => {
  const svg = drawPlot(plot)
  test('has its texts, with what means something in XML written otherwise', () => {
    expect(svg).toContain('>Cost &amp; growth</text>')
    expect(svg).toContain('>time (ms)</text>')
    expect(svg).toContain('>modules</text>')
    expect(svg.replace(/&(amp|lt|gt|quot);/g, '')).not.toContain('&')
  })
  test('is well-formed: what is opened is closed, in order', () => {
    const open: string[] = []
    for (const [, slash, name, empty] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name)
      else if (!empty) open.push(name ?? '')
    }
    expect(open).toEqual([])
  })
  test('tells all values to who does not see it', () => {
    expect(svg).toContain('a &lt; b: 1 at 1, 2 at 4, 12\u202f345 at 16')
  })
  test('has a sign, a bar of its rounds and a value for each point, and one line', () => {
    expect(svg.match(/class="marker"/g)).toHaveLength(3)
    expect(svg.match(/class="spread"/g)).toHaveLength(1) // Two are too short to be seen beside 12 345.
    expect(svg.match(/class="value"/g)).toHaveLength(3)
    expect(svg.match(/class="line"/g)).toHaveLength(1)
  })
  test('puts greater values higher, and the first size at the left end', () => {
    const [, from, ...to] = /class="line" d="M(\S+) (\S+?)L\S+ (\S+?)L\S+ (\S+?)"/.exec(svg) ?? []
    expect(Number(from)).toBe(76)
    expect(to.map(Number)).toEqual(to.map(Number).toSorted((a, b) => b - a))
  })
  test('has colours for light and for dark ground', () => {
    expect(svg).toContain('@media(prefers-color-scheme:dark)')
  })
  test('names its series where there are several', () => {
    const two = drawPlot({ ...plot, series: [series('first', 1, 2), series('second', 3, 4)] })
    expect(two).toContain('>first</text>')
    expect(two).toContain('>second</text>')
    expect(svg).not.toContain('class="legend"')
  })
  test('shows what is wanted, even above all values', () => {
    const goal = { value: 50_000, label: 'goal: at most 50 000 ms' }
    const drawn = drawPlot({ ...plot, goal })
    expect(drawn).toContain('>goal: at most 50 000 ms</text>')
    expect(drawn).toContain('>60\u202f000</text>')
  })
  test('cuts the bar of a round of nothing where a logarithmic axis ends', () => {
    const points = [{ x: 1, y: 3, spread: [0, 4] as const }]
    const drawn = drawPlot({ ...plot, y: { ...plot.y, scale: 'log' }, series: [{ name: 'a', points }] })
    const [, bottom] = /class="spread" d="M\S+ (\S+?)V/.exec(drawn) ?? []
    expect(bottom).toBe('356') // The lower end of the paper.
  })
  test('is the same each time', () => {
    expect(drawPlot(plot)).toBe(svg)
  })
  test.each([
    ['no points', [series('none')]],
    ['five series', Array.from({ length: 5 }, (_, at) => series(String(at), 1))],
  ])('refuses %s', (_, several) => {
    expect(() => drawPlot({ ...plot, series: several })).toThrow(plot.title)
  })
})
