import { random } from '../../support/random.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { cellGoals } from './cells.ts'
import { amrRates, type Loss, throughAmr, throughG711, withLoss } from './channels.ts'
import { heardPart, scoresOf } from './measure-cells.ts'
import { ours, type Receiver } from './receivers.ts'
import { percent, type Score, scoreOf } from './score.ts'
import { type SentKeys, sendKeys } from './sent-keys.ts'

/** As a network sends keys: 3GPP TS 26.114, G.2. */
const network = { toneMs: 65, gapMs: 65 }
const losses: readonly Loss[] = ['silence', 'the frame before again', 'nothing: 20 ms less', 'sent twice: 20 ms more']

/** Goals D10, D11 and D13: keys through speech coders, companding and lost frames. */
export async function* channelRows(peers: readonly Receiver[], measurement: Measurement): AsyncIterable<AccuracyRow> {
  yield* amrRows(peers, measurement)
  yield await g711Row(measurement)
  yield await lossRow(peers, measurement)
}

/** Which modes share a goal, and the goal. */
const amrGoals = [
  { modes: [7, 6], least: 0.995 },
  { modes: [5], least: 0.99 },
  { modes: [4, 3, 2], least: 0.95 },
  { modes: [1, 0], least: 0.85 },
] as const

async function* amrRows(peers: readonly Receiver[], measurement: Measurement): AsyncIterable<AccuracyRow> {
  for (const { modes, least } of amrGoals) {
    const sounds: { sent: SentKeys; heard: Int16Array; name: string }[] = []
    for (const mode of modes) {
      const sent = sendKeys(network, roundsOf(measurement), seedOf(measurement, 300 + mode))
      const heard = await throughAmr(sent.samples, mode, measurement.folder)
      sounds.push({ sent, heard, name: String(amrRates[mode]) })
    }
    const scoreAll = (receiver: Receiver) => Promise.all(sounds.map(sound => scoreSound(receiver, sound)))
    const scores = await scoreAll(ours)
    const figureOf = (list: readonly Score[]) =>
      list
        .map((score, place) => `${sounds[place]?.name} ${percent(score.hits, score.sent)}, ${score.extra} extra`)
        .join('; ')
    yield {
      id: 'D10',
      stimulus: `AMR at ${sounds.map(({ name }) => name).join(', ')} kbit/s and back, 65/65 ms`,
      goal: `>= ${percent(least, 1)}, 0 extra`,
      figure: figureOf(scores),
      met: scores.every(({ hits, sent, extra }) => hits >= least * sent && extra === 0),
      peers: await Promise.all(peers.map(async peer => ({ name: peer.name, figure: figureOf(await scoreAll(peer)) }))),
    }
  }
}

async function g711Row(measurement: Measurement): Promise<AccuracyRow> {
  const tables = cellGoals.filter(({ id }) => id !== 'D9')
  let worst = { points: 0, where: '' }
  for (const goal of tables) {
    const linear = await scoresOf(goal, ours, measurement)
    for (const law of ['alaw', 'ulaw'] as const) {
      const companded = await scoresOf(goal, ours, measurement, samples => throughG711(samples, law))
      for (const [place, cell] of goal.cells.entries()) {
        const [straight, coded] = [linear[place] as Score, companded[place] as Score]
        const points = 100 * (heardPart(cell, coded) - heardPart(cell, straight)) * (cell.least === undefined ? 1 : -1)
        if (points > worst.points) worst = { points, where: ` (${goal.id} ${cell.name}, ${law})` }
      }
    }
  }
  return {
    id: 'D11',
    stimulus: 'A-law and mu-law and back, all of D1 to D8',
    goal: 'at most 0.2 points worse',
    figure: `at most ${worst.points.toFixed(2)} points worse${worst.where}`,
    met: worst.points <= 0.2,
  }
}

async function lossRow(peers: readonly Receiver[], measurement: Measurement): Promise<AccuracyRow> {
  const sounds = losses.map((loss, place) => {
    const seed = seedOf(measurement, 400 + place)
    const sent = sendKeys(network, roundsOf(measurement), seed)
    return { sent, heard: withLoss(sent.samples, sent.keys, loss, random(seed)), name: loss }
  })
  const scoreAll = (receiver: Receiver) => Promise.all(sounds.map(sound => scoreSound(receiver, sound)))
  const figureOf = (list: readonly Score[]) =>
    list
      .map((score, place) => `${sounds[place]?.name} ${percent(score.hits, score.sent)}, ${score.extra} extra`)
      .join('; ')
  const scores = await scoreAll(ours)
  return {
    id: 'D13',
    stimulus: '65/65 ms, one frame of 20 ms lost or repeated in every tone; a lost one becomes',
    goal: '>= 99 %, no double',
    figure: figureOf(scores),
    met: scores.every(({ hits, sent, extra }) => hits >= 0.99 * sent && extra === 0),
    peers: await Promise.all(peers.map(async peer => ({ name: peer.name, figure: figureOf(await scoreAll(peer)) }))),
  }
}

async function scoreSound(receiver: Receiver, { sent, heard }: { sent: SentKeys; heard: Int16Array }): Promise<Score> {
  return scoreOf(sent.keys.map(({ key }) => key).join(''), await receiver.hear(heard))
}

function roundsOf({ size }: Measurement): number {
  return size === 'full' ? 100 : 10
}

function seedOf({ seed, half }: Measurement, place: number): number {
  return 1000 * seed + 2 * place + (half === 'evaluation' ? 1 : 0)
}
