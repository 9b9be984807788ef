import type { AccuracyRow, Measurement } from '../row.ts'
import type { Cell, CellGoal } from './cells.ts'
import { ours, type Receiver } from './receivers.ts'
import { percent, type Score, scoreOf } from './score.ts'
import { sendKeys } from './sent-keys.ts'

/** What lies between the keys and the receiver. */
export type Channel = (samples: Int16Array) => Int16Array

/** Scores a receiver on every cell of a goal. */
export async function scoresOf(
  { cells }: CellGoal,
  receiver: Receiver,
  { size, seed, half }: Measurement,
  channel: Channel = samples => samples,
): Promise<Score[]> {
  const rounds = size === 'full' ? 100 : 10
  const scores: Score[] = []
  for (const [place, { plan }] of cells.entries()) {
    // The halves never share a seed, so nothing is measured on the very keys that it was tuned on.
    const { samples, keys } = sendKeys(plan, rounds, 1000 * seed + 2 * place + (half === 'evaluation' ? 1 : 0))
    scores.push(scoreOf(keys.map(({ key }) => key).join(''), await receiver.hear(channel(samples))))
  }
  return scores
}

/** A goal of cells as a row, peers beside it. */
export async function cellRow(
  goal: CellGoal,
  peers: readonly Receiver[],
  measurement: Measurement,
): Promise<AccuracyRow> {
  const scores = await scoresOf(goal, ours, measurement)
  const beside: { name: string; figure: string }[] = []
  for (const peer of peers) {
    beside.push({ name: peer.name, figure: figureOf(goal.cells, await scoresOf(goal, peer, measurement)) })
  }
  return {
    id: goal.id,
    stimulus: goal.stimulus,
    goal: goal.goal,
    figure: figureOf(goal.cells, scores),
    met: isMet(goal, scores),
    peers: beside,
  }
}

/** The part of the keys that a cell heard. Where keys must not be heard, whatever was told counts. */
export function heardPart(cell: Cell, { sent, hits, extra }: Score): number {
  return (cell.least === undefined ? hits + extra : hits) / sent
}

function isMet({ cells, noExtra }: CellGoal, scores: readonly Score[]): boolean {
  return cells.every((cell, place) => {
    const score = scores[place] as Score
    const part = heardPart(cell, score)
    return part >= (cell.least ?? 0) && part <= (cell.most ?? 2) && !(noExtra && score.extra > 0)
  })
}

/** The worst cell of those that must be heard, and of those that must not; all where they are few. */
function figureOf(cells: readonly Cell[], scores: readonly Score[]): string {
  const told = cells.map((cell, place) => {
    const score = scores[place] as Score
    const heard = cell.least === undefined ? score.hits + score.extra : score.hits
    return { cell, part: heard / score.sent, text: `${cell.name} ${percent(heard, score.sent)}` }
  })
  const wanted = told.filter(({ cell }) => cell.least !== undefined).sort((one, other) => one.part - other.part)
  const unwanted = told.filter(({ cell }) => cell.least === undefined).sort((one, other) => other.part - one.part)
  const extra = scores.reduce((sum, score, place) => sum + (cells[place]?.least === undefined ? 0 : score.extra), 0)
  const texts = [worst(wanted), worst(unwanted)].filter(text => text !== '')
  return `${texts.join('; ')}${wanted.length > 0 ? `; ${extra} extra` : ''}`
}

function worst(told: readonly { readonly text: string }[]): string {
  const [first] = told
  return first ? `${told.length > 1 ? `worst of ${told.length}: ` : ''}${first.text}` : ''
}
