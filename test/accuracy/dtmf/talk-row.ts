import type { AccuracyRow, Measurement } from '../row.ts'
import { throughAmr } from './channels.ts'
import { ours, type Receiver } from './receivers.ts'
import { talk } from './talk.ts'

/** How much talk, and whether the far end speaks through AMR at 12.2 kbit/s, as it does in a call. */
export interface TalkPlan {
  readonly minutes: 30 | 300
  readonly coded?: boolean
}

/** Goal D12: how many keys are found where there is only talk. */
export async function talkRow(
  { minutes, coded = false }: TalkPlan,
  peers: readonly Receiver[],
  measurement: Measurement,
): Promise<AccuracyRow> {
  const receivers = [ours, ...peers]
  const found = receivers.map(() => 0)
  let samples = 0
  let utterances = 0
  for await (const said of talk(measurement, minutes, 500 + minutes + measurement.seed)) {
    samples += said.length
    utterances++
    if (utterances % 100 === 0) measurement.progress(`${(samples / 480_000).toFixed(0)} of ${minutes} minutes of talk`)
    const heard = coded ? await throughAmr(said, 7, measurement.folder) : said
    for (const [place, receiver] of receivers.entries()) {
      found[place] = (found[place] ?? 0) + (await receiver.hear(heard)).length
    }
  }
  const [false_ = 0, ...others] = found
  const most = minutes === 30 ? 1 : 5
  return {
    id: 'D12',
    stimulus: `${(samples / 480_000).toFixed(1)} minutes of synthetic talk${coded ? ' through AMR at 12.2 kbit/s' : ''}, ${utterances} utterances`,
    goal: `<= ${most} false keys`,
    figure: `${false_} false`,
    met: false_ <= most,
    peers: peers.map(({ name }, place) => ({ name, figure: `${others[place]} false` })),
  }
}
