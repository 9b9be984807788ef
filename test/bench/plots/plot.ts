import { type Axis, type Range, rangeAt, rangeOf } from './axis.ts'
import { type Box, placeLabels, type Spot } from './place-labels.ts'
import { markers, style } from './plot-style.ts'

/** A measured value, and how far its rounds lie apart. */
export interface PlotPoint {
  readonly x: number
  readonly y: number
  readonly spread?: readonly [lowest: number, highest: number]
}

export interface PlotSeries {
  readonly name: string
  readonly points: readonly PlotPoint[]
}

/** A line chart. */
export interface Plot {
  readonly title: string
  /** One line under the title: on what it was measured. */
  readonly subtitle: string
  readonly x: Axis
  readonly y: Axis
  /** At most four. */
  readonly series: readonly PlotSeries[]
  /** What is wanted, as a line across: `goal: at most 25 MB`. */
  readonly goal?: { readonly value: number; readonly label: string }
}

const WIDTH = 720
const HEIGHT = 420
const paper = { left: 76, right: WIDTH - 32, top: 104, bottom: HEIGHT - 64 } as const
const LABEL_SIZE = 11.5
/** What is wanted is a line within the paper, with room for its text above it. */
const GOAL_ROOM = 1.1
/** From the bar of a series to that of the next. */
const BAR_STEP = 5
/** Of a letter of the legend, on average. */
const NAME_WIDTH = 6.2

/**
 * Draws a line chart as the text of an SVG image, 720 by 420, which is legible on light and on dark ground: it brings both.
 * Each point has its value beside it where there is room, and a bar from its lowest to its highest round.
 * @throws Error for no points, for more than four series, and for values that an axis cannot show.
 */
export function drawPlot(plot: Plot): string {
  const { series, x, y, goal } = plot
  const points = series.flatMap(one => one.points)
  if (points.length === 0) throw new Error(`${plot.title}: nothing to draw`)
  if (series.length > markers.length) throw new Error(`${plot.title}: more than ${markers.length} series`)
  const across = rangeAt(
    points.map(point => point.x),
    x.scale,
  )
  const values = points.map(point => point.y)
  const up = rangeOf(
    [...values, ...points.flatMap(roundsShown(y.scale)), ...(goal ? [goal.value * GOAL_ROOM] : [])],
    y.scale,
  )
  const at = (point: Pick<PlotPoint, 'x' | 'y'>): Spot => ({
    x: paper.left + across.share(point.x) * (paper.right - paper.left),
    y: paper.bottom - up.share(point.y) * (paper.bottom - paper.top),
  })
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(plot.title)}</title>`,
    `<desc id="description">${escaped(described(plot))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    text({ x: 24, y: 34 }, plot.title, 'title', 'start'),
    text({ x: 24, y: 54 }, plot.subtitle, 'quiet', 'start'),
    ...legend(series),
    ...gridAcross(up, at, y),
    ...gridUp(across, at, x),
    ...(goal ? goalLine(goal, at, across) : []),
    ...series.map((one, place) => drawSeries(one, place, (place - (series.length - 1) / 2) * BAR_STEP, at, up.from)),
    ...labels(plot, at),
    '</svg>',
  ].join('\n')}\n`
}

/** A round of nothing has no place on a logarithmic axis: its bar ends where the axis does. */
function roundsShown(scale: Axis['scale']): (point: PlotPoint) => readonly number[] {
  return ({ spread = [] }) => spread.filter(value => scale === 'linear' || value > 0)
}

type Placing = (point: Pick<PlotPoint, 'x' | 'y'>) => Spot

function gridAcross(range: Range, at: Placing, axis: Axis): string[] {
  const title = { x: 24, y: paper.top - 16 }
  return [
    ...range.ticks.map(value => {
      const { y } = at({ x: 1, y: value })
      return `<path class="grid" d="M${paper.left} ${short(y)}H${paper.right}"/>${text({ x: paper.left - 10, y: y + 4 }, shown(value), 'tick', 'end')}`
    }),
    text(title, named(axis), 'axis', 'start'),
  ]
}

function gridUp(range: Range, at: Placing, axis: Axis): string[] {
  let free = Number.NEGATIVE_INFINITY
  const ticks = range.ticks.map(value => {
    const { x } = at({ x: value, y: 1 })
    const line = `<path class="grid" d="M${short(x)} ${paper.top}V${paper.bottom}"/>`
    // Numbers that would run into each other: the first is told.
    const half = shown(value).length * 4
    if (x - half < free) return line
    free = x + half + 4
    return `${line}${text({ x, y: paper.bottom + 20 }, shown(value), 'tick', 'middle')}`
  })
  const middle = { x: (paper.left + paper.right) / 2, y: HEIGHT - 18 }
  return [...ticks, text(middle, named(axis), 'axis', 'middle')]
}

function goalLine({ value, label }: NonNullable<Plot['goal']>, at: Placing, across: Range): string[] {
  const { y } = at({ x: across.from, y: value })
  return [
    `<path class="goal" d="M${paper.left} ${short(y)}H${paper.right}"/>`,
    text({ x: paper.left + 8, y: y - 6 }, label, 'goal-text', 'start'),
  ]
}

/** @param aside How far the bars are beside their points, so that those of several series do not cover each other. */
function drawSeries({ points }: PlotSeries, place: number, aside: number, at: Placing, lowest: number): string {
  const spots = points.map(at)
  const line = spots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')
  const bars = points.flatMap(({ x, spread }) => {
    if (!spread) return []
    const [low, high] = [at({ x, y: Math.max(lowest, spread[0]) }), at({ x, y: Math.max(lowest, spread[1]) })]
    return low.y - high.y < 1
      ? []
      : [`<path class="spread" d="M${short(low.x + aside)} ${short(low.y)}V${short(high.y)}"/>`]
  })
  return [
    `<g class="s${place}">`,
    ...bars,
    `<path class="line" d="${line}"/>`,
    ...spots.map(spot => marker(place, spot)),
    '</g>',
  ].join('')
}

function labels({ series, goal }: Plot, at: Placing): string[] {
  const points = series.flatMap(one => one.points.map(point => ({ ...at(point), text: shown(point.y) })))
  const within = { left: paper.left + 2, right: WIDTH - 4, top: paper.top - 14, bottom: paper.bottom - 2 }
  const goalY = goal && at({ x: 1, y: goal.value }).y
  const across =
    goalY === undefined ? [] : [{ left: paper.left, right: paper.right, top: goalY - 2, bottom: goalY + 2 }]
  const rather = [...across, ...series.flatMap(one => alongLine(one.points.map(at)))]
  const never = goal && goalY !== undefined ? [goalBox(goalY, goal.label)] : []
  return placeLabels(points, LABEL_SIZE, within, { never, rather }).map(label =>
    text(label, label.text, 'value', 'middle'),
  )
}

function goalBox(y: number, label: string): Box {
  return { left: paper.left, right: paper.left + label.length * NAME_WIDTH, top: y - 18, bottom: y + 2 }
}

/** Small boxes along a line, close enough that no text fits between two of them. */
function alongLine(spots: readonly Spot[]): Box[] {
  return spots.slice(1).flatMap((to, index) => {
    const from = spots[index] ?? to
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 6)
    return Array.from({ length: steps }, (_, step) => {
      const share = step / steps
      const [x, y] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)]
      return { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 }
    })
  })
}

/** The names of the series with their signs, the last at the right end. */
function legend(series: readonly PlotSeries[]): string[] {
  if (series.length < 2) return []
  const widths = series.map(({ name }) => name.length * NAME_WIDTH + 36)
  return series.flatMap(({ name }, place) => {
    const x = paper.right - widths.slice(place).reduce((sum, width) => sum + width, 0) + 24
    const sign = marker(place, { x, y: paper.top - 20 })
    return [`<g class="s${place}">${sign}</g>${text({ x: x + 12, y: paper.top - 16 }, name, 'legend', 'start')}`]
  })
}

function marker(place: number, { x, y }: Spot): string {
  return `<path class="marker" transform="translate(${short(x)} ${short(y)})" d="${markers[place] ?? ''}"/>`
}

function text({ x, y }: Spot, content: string, kind: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text class="${kind}" x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${escaped(content)}</text>`
}

function named({ label, unit }: Axis): string {
  return unit === '' ? label : `${label} (${unit})`
}

/** What a person who does not see the image is told: all its values. */
function described({ subtitle, x, y, series }: Plot): string {
  const lines = series.map(
    ({ name, points }) => `${name}: ${points.map(point => `${shown(point.y)} at ${shown(point.x)}`).join(', ')}`,
  )
  return [subtitle, `${named(y)} by ${named(x)}`, ...lines].join('. ')
}

/** Three significant digits, none of them for show; thousands apart. */
function shown(value: number): string {
  const rounded = value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))
  return rounded.toString().replace(/\B(?=(\d{3})+$)(?<!\.\d*)/g, '\u202f')
}

function short(value: number): string {
  return Number(value.toFixed(1)).toString()
}

function escaped(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
