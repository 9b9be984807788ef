import { DtmfDetector } from '../../../src/audio/dtmf/dtmf-detector.ts'
import { random } from '../../support/random.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { cellGoals } from './cells.ts'
import { eventsOf } from './receivers.ts'
import { sendKeys } from './sent-keys.ts'
import { talk } from './talk.ts'

const latencyGoals = ['D1', 'D2', 'D4', 'D5', 'D7', 'D8', 'D9']

/** Goal D14: from the edge of a tone to the end of the frame with which the event came. */
export function latencyRow({ size, seed, half }: Measurement): AccuracyRow {
  const starts: number[] = []
  const ends: number[] = []
  const cells = cellGoals.filter(({ id }) => latencyGoals.includes(id)).flatMap(goal => goal.cells)
  for (const [place, { plan, least }] of cells.entries()) {
    if (least === undefined) continue
    const { samples, keys } = sendKeys(
      plan,
      size === 'full' ? 20 : 4,
      7000 + 2 * seed + place + (half === 'evaluation' ? 500 : 0),
    )
    for (const { event, toldAt } of eventsOf(samples)) {
      const sent = keys.find(({ from, to }) => event.atSample > from - 80 && event.atSample < to + 80)
      if (!sent) continue
      if (event.kind === 'start') starts.push((toldAt - sent.from) / 8)
      else ends.push((toldAt - sent.to) / 8)
    }
  }
  const figure = [starts, ends].map(ms => `median ${median(ms).toFixed(0)}, most ${Math.max(...ms).toFixed(1)} ms`)
  return {
    id: 'D14',
    stimulus: `start and end of ${starts.length} keys of ${latencyGoals.join(', ')}, frames of 20 ms`,
    goal: 'each <= 60 ms',
    figure: `start ${figure[0]}; end ${figure[1]}`,
    met: Math.max(...starts, ...ends) <= 60,
  }
}

/** Goal D15: what a frame costs, in the sound that costs most. */
export async function costRow(measurement: Measurement): Promise<AccuracyRow> {
  const uniform = random(measurement.seed)
  const noise = Int16Array.from({ length: 480_000 }, () => Math.round(8000 * (uniform() - 0.5)))
  const said: Int16Array[] = []
  for await (const samples of talk(measurement, 2, 900)) said.push(samples)
  const sounds = {
    keys: sendKeys({ toneMs: 100 }, 20, 1).samples,
    talk: Int16Array.from(said.flatMap(samples => [...samples])),
    noise,
  }
  const costs = Object.entries(sounds).map(([name, samples]) => ({ name, cost: microsecondsAFrame(samples) }))
  const most = Math.max(...costs.map(({ cost }) => cost))
  return {
    id: 'D15',
    stimulus: 'cost of a frame of 20 ms on this processor',
    goal: '<= 15 µs on x86-64, <= 100 µs on a Pi 4',
    figure: costs.map(({ name, cost }) => `${name} ${cost.toFixed(1)} µs`).join(', '),
    met: most <= (process.arch === 'x64' ? 15 : 100),
  }
}

/** The median of rounds, after two that let the compiler finish. */
function microsecondsAFrame(samples: Int16Array): number {
  const rounds: number[] = []
  for (let round = -2; round < 9; round++) {
    const detector = new DtmfDetector()
    const began = process.hrtime.bigint()
    for (let at = 0; at < samples.length; at += 160) detector.process(samples.subarray(at, at + 160))
    if (round >= 0) rounds.push(Number(process.hrtime.bigint() - began) / 1000 / (samples.length / 160))
  }
  return median(rounds)
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
