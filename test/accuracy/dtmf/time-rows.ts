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
    note: 'a key that a speech coder below 10 kbit/s has worn down may take until its end, 80 ms',
  }
}

/** Goal D15: what a frame costs, in the sound that costs most. */
export async function costRow(measurement: Measurement): Promise<AccuracyRow> {
  const uniform = random(measurement.seed)
  const noise = Int16Array.from({ length: 160_000 }, () => Math.round(8000 * (uniform() - 0.5)))
  const said: Int16Array[] = []
  for await (const samples of talk(measurement, 2, 900)) said.push(samples)
  const sounds = {
    keys: sendKeys({ toneMs: 100 }, 8, 1).samples,
    talk: Int16Array.from(said.flatMap(samples => [...samples])),
    noise,
  }
  const costs = Object.entries(sounds).map(([name, samples]) => ({ name, cost: microsecondsAFrame(samples) }))
  const most = Math.max(...costs.map(({ cost }) => cost))
  return {
    id: 'D15',
    stimulus: 'cost of a frame of 20 ms on this processor, the quickest 20 s of 40',
    goal: '<= 15 µs on x86-64, <= 100 µs on a Pi 4',
    figure: costs.map(({ name, cost }) => `${name} ${cost.toFixed(1)} µs`).join(', '),
    met: most <= (process.arch === 'x64' ? 15 : 100),
    ...(process.arch === 'x64' ? { note: 'not measured on a Pi' } : {}),
  }
}

/** The quickest of many rounds: whatever else the machine does only adds to it. */
function microsecondsAFrame(samples: Int16Array): number {
  let least = Infinity
  for (let round = 0; round < 40; round++) {
    const detector = new DtmfDetector()
    const began = process.hrtime.bigint()
    for (let at = 0; at < 160_000; at += 160) detector.process(samples.subarray(at, at + 160))
    least = Math.min(least, Number(process.hrtime.bigint() - began) / 1000 / 1000)
  }
  return least
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
