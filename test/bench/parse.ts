import { ChildProgram } from '../support/child-program.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import type { Budget } from './budget.ts'
import { corpus } from './corpus.ts'
import { type Figure, medianFigure } from './figure.ts'
import { CORPUS_LINES, chunkSizes, type ParseSpeeds, type ParseVariant } from './parse-variants.ts'

const program = new URL('./parse-process.ts', import.meta.url)
const variants: readonly ParseVariant[] = ['framer', 'messages', 'readline']
const titles: Readonly<Record<ParseVariant, string>> = {
  framer: 'bytes to lines',
  messages: 'bytes to messages',
  readline: '@serialport/parser-readline',
}

const RATIO = 'ratio to parser-readline'

/** At 16 bytes, the most that a UART gives at a time. */
const budgets: readonly Budget[] = [
  { variant: `${titles.framer}, chunks of 16 B`, metric: RATIO, bound: 'at least', goal: 3, limit: 3 },
  { variant: `${titles.messages}, chunks of 16 B`, metric: RATIO, bound: 'at least', goal: 3, limit: 1.9 },
]

/** How fast bytes become lines and messages, beside the line parser of the serialport package. */
export const parse: Benchmark = {
  name: 'parse',
  what: 'How fast bytes become lines (framer) and messages (framer and dictionary), by the size of the chunks they come in; MB for each second of processor time.',
  budgets,
  async run(settings) {
    const rounds: Record<ParseVariant, ParseSpeeds>[] = []
    for (let round = 0; round < settings.rounds; round++) rounds.push(await measureRound(settings, round))
    const bytesPerLine = corpus(settings.seed, CORPUS_LINES).length / CORPUS_LINES
    return chunkSizes.flatMap(size => figuresOf(size, rounds, bytesPerLine))
  },
}

/** Each variant in a fresh process; who comes first changes from round to round. */
async function measureRound(
  { seed, progress }: RunSettings,
  round: number,
): Promise<Record<ParseVariant, ParseSpeeds>> {
  const speeds: Record<ParseVariant, ParseSpeeds> = { framer: {}, messages: {}, readline: {} }
  for (const turn of variants.keys()) {
    const variant = variants[(turn + round) % variants.length] ?? 'framer'
    progress(`parse: round ${round + 1}, ${titles[variant]}`)
    const [child] = await ChildProgram.start(program, variant, String(seed))
    speeds[variant] = await child.ask<ParseSpeeds>({})
    await child.kill()
  }
  return speeds
}

function figuresOf(
  size: (typeof chunkSizes)[number],
  rounds: readonly Record<ParseVariant, ParseSpeeds>[],
  bytesPerLine: number,
): Figure[] {
  const of = (variant: ParseVariant) => rounds.map(round => round[variant][size] ?? Number.NaN)
  const ratio = (variant: ParseVariant) =>
    rounds.map(round => (round[variant][size] ?? Number.NaN) / (round.readline[size] ?? Number.NaN))
  const chunks = `chunks of ${size} B`
  return [
    ...variants.map(variant => medianFigure(`${titles[variant]}, ${chunks}`, 'speed', 'MB/s', of(variant))),
    medianFigure(
      `${titles.messages}, ${chunks}`,
      'a line',
      'ns',
      of('messages').map(speed => (bytesPerLine * 1000) / speed),
    ),
    ...(['framer', 'messages'] as const).map(variant =>
      medianFigure(`${titles[variant]}, ${chunks}`, RATIO, '', ratio(variant)),
    ),
  ]
}
