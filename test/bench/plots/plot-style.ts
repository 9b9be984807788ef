/** The signs of the series, 10 units wide around 0: they are told apart without colour. */
export const markers: readonly string[] = [
  'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0',
  'M-4 -4H4V4H-4Z',
  'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  'M0 -5L5 4H-5Z',
]

interface Colours {
  readonly ground: string
  readonly text: string
  readonly quiet: string
  readonly grid: string
  readonly goal: string
  readonly series: readonly string[]
}

/** Told apart by people with any sight of colours: blue, vermilion, green, purple of Okabe and Ito, darker and lighter. */
const light: Colours = {
  ground: '#ffffff',
  text: '#1f2328',
  quiet: '#59636e',
  grid: '#e4e8ec',
  goal: '#8a6100',
  series: ['#0067b1', '#c24e00', '#00795a', '#9a4a7d'],
}
const dark: Colours = {
  ground: '#0d1117',
  text: '#e6edf3',
  quiet: '#9198a1',
  grid: '#262c36',
  goal: '#e3b341',
  series: ['#56b4e9', '#f0883e', '#3fc79a', '#d69abf'],
}

function rules({ ground, text, quiet, grid, goal, series }: Colours): string {
  return [
    `.ground{fill:${ground}}`,
    `.title,.value,.legend{fill:${text}}`,
    `.value{stroke:${ground}}`,
    `.quiet,.tick,.axis{fill:${quiet}}`,
    `.grid{stroke:${grid}}`,
    `.goal{stroke:${goal}}.goal-text{fill:${goal}}`,
    ...series.map((colour, place) => `.s${place}{stroke:${colour}}.s${place} .marker{fill:${colour};stroke:${ground}}`),
  ].join('')
}

/** The style sheet of a plot. */
export const style = [
  'text{font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;font-size:12px}',
  '.title{font-size:17px;font-weight:600}',
  '.value{font-size:11.5px;stroke-width:3px;paint-order:stroke;stroke-linejoin:round}',
  '.grid,.goal,.line,.spread{fill:none}',
  '.line{stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}',
  '.spread{stroke-width:4;stroke-opacity:.35;stroke-linecap:round}',
  '.marker{stroke-width:1.5}',
  '.goal{stroke-width:1.5;stroke-dasharray:6 4}',
  rules(light),
  `@media(prefers-color-scheme:dark){${rules(dark)}}`,
].join('')
