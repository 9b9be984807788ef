import { AnswerClassifier } from '../../../src/audio/answer/answer-classifier.ts'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../src/audio/frame.ts'
import { noiseKinds } from '../noise.ts'
import type { AccuracyRow } from '../row.ts'
import { quantile } from '../voice-score.ts'
import { documentedAmd } from './documented-amd.ts'
import { type HeardAnswer, ways } from './heard-answers.ts'
import { Tally } from './tally.ts'

const peerName = 'own re-implementation of the documented app_amd rules, its defaults'
const varieties = ['live usual', 'live long', 'machine usual', 'machine short'] as const

/** Who answered, and when it was said: goals M2 and M3, the documented rules of `app_amd` beside them. */
export class VerdictScore {
  private readonly ours = new Tally()
  private readonly peers = new Tally()
  private readonly seconds = { live: [] as number[], machine: [] as number[] }
  private readonly peerSeconds: number[] = []
  private latest = 0

  hear(item: HeardAnswer): void {
    const { samples, truth, onset } = item
    const { verdict, atSample } = verdictOn(samples)
    add(this.ours, item, verdict)
    this.seconds[truth].push((atSample - onset) / SAMPLE_RATE)
    this.latest = Math.max(this.latest, atSample / SAMPLE_RATE)
    const peer = documentedAmd(samples)
    add(this.peers, item, peer.verdict)
    if (truth === 'live') this.peerSeconds.push((peer.atSample - onset) / SAMPLE_RATE)
  }

  *rows(): Iterable<AccuracyRow> {
    const { ours } = this
    yield this.row(
      'M2a',
      'good',
      'answers at 20 dB and more',
      97,
      true,
      `${ours.text(ways, 'good ')}; ${this.groups('good ')}`,
    )
    yield this.row(
      'M2b',
      'noisy',
      'answers at 10 and 15 dB',
      92,
      true,
      `${ours.text(ways, 'noisy ')}; ${this.groups('noisy ')}`,
    )
    yield this.row('M2c', 'live as machine', 'people called a machine', 2, false, this.kinds('live as machine '))
    yield this.row('M2d', 'machine as live', 'machines called a person', 4, false, this.kinds('machine as live '))
    yield* this.timeRows()
  }

  private *timeRows(): Iterable<AccuracyRow> {
    const { live, machine } = this.seconds
    const median = quantile(live, 0.5)
    const late = quantile(live, 0.95)
    yield {
      id: 'M3a',
      stimulus: 'a person, after the first word',
      goal: 'median <= 1.8 s, 95 % <= 3.0 s',
      figure: `median ${median.toFixed(2)} s, 95 % ${late.toFixed(2)} s`,
      met: median <= 1.8 && late <= 3,
      peers: [{ name: peerName, figure: `median ${quantile(this.peerSeconds, 0.5).toFixed(2)} s` }],
      note: 'the slow ones are those who speak for 1.7 s and more: as long as a short greeting of a machine, whose beep is waited for',
    }
    const machineLate = quantile(machine, 0.95)
    yield {
      id: 'M3b',
      stimulus: 'a machine, after the first word',
      goal: '95 % <= 4.0 s',
      figure: `median ${quantile(machine, 0.5).toFixed(2)} s, 95 % ${machineLate.toFixed(2)} s`,
      met: machineLate <= 4,
    }
    yield {
      id: 'M3c',
      stimulus: 'the latest verdict, after the answer',
      goal: '<= 5 s',
      figure: `${this.latest.toFixed(2)} s`,
      met: this.latest <= 5,
    }
    const unknown = this.ours.percent('unknown')
    yield {
      id: 'M3d',
      stimulus: 'answers not known in time',
      goal: '<= 3 %',
      figure: `${unknown.toFixed(2)} %`,
      met: unknown <= 3,
      peers: [{ name: peerName, figure: `${this.peers.percent('unknown').toFixed(2)} %` }],
    }
  }

  private row(id: string, group: string, stimulus: string, goal: number, isLeast: boolean, note: string): AccuracyRow {
    const percent = this.ours.percent(group)
    return {
      id,
      stimulus: `${this.ours.all(group)} ${stimulus}`,
      goal: `${isLeast ? '>=' : '<='} ${goal} %`,
      figure: `${percent.toFixed(2)} %`,
      met: isLeast ? percent >= goal : percent <= goal,
      peers: [{ name: peerName, figure: `${this.peers.percent(group).toFixed(2)} %` }],
      note,
    }
  }

  private groups(prefix: string): string {
    return `${this.ours.text(varieties, prefix)}; ${this.ours.text(noiseKinds, prefix)}`
  }

  private kinds(prefix: string): string {
    return `${this.ours.text(['usual', 'short', 'long'], prefix)}; ${this.ours.text(ways, prefix)}; ${this.ours.text(noiseKinds, prefix)}`
  }
}

function add(tally: Tally, { truth, variety, snrDb, noise, way }: HeardAnswer, verdict: string): void {
  const group = snrDb >= 20 ? 'good' : 'noisy'
  const under = snrDb === Number.POSITIVE_INFINITY ? 'none' : noise
  tally.add(verdict === truth, group, ...[way, under, `${truth} ${variety}`].map(one => `${group} ${one}`))
  tally.add(verdict === 'unknown', 'unknown')
  const other = truth === 'live' ? 'machine' : 'live'
  const wrong = `${truth} as ${other}`
  tally.add(verdict === other, wrong, ...[way, under, variety].map(one => `${wrong} ${one}`))
}

function verdictOn(samples: Int16Array): { verdict: string; atSample: number } {
  const classifier = new AnswerClassifier()
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
    const verdict = classifier.process(samples.subarray(from, from + FRAME_SAMPLES))
    if (verdict) return { verdict: verdict.verdict, atSample: from + FRAME_SAMPLES }
  }
  return { verdict: 'none', atSample: samples.length }
}
