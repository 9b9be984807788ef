import { BeepDetector, type BeepEvent } from '../../../src/audio/answer/beep-detector.ts'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../src/audio/frame.ts'
import { noiseKinds } from '../noise.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { talks } from '../talk-corpus.ts'
import { quantile } from '../voice-score.ts'
import { type HeardAnswer, ways } from './heard-answers.ts'
import { networkTones } from './network-tones.ts'
import { Tally } from './tally.ts'

/** How far the edges of a beep may be told from where they are: 60 ms. */
const mostOff = 480
const mostLateMs = 150
const talkSeconds = 12

/** A beep and when it was told, in samples. */
interface Told extends BeepEvent {
  readonly at: number
}

/** Beeps found and beeps that were none: goal M4. */
export class BeepScore {
  private readonly found = new Tally()
  private readonly lateMs: number[] = []
  private falseInGreetings = 0
  private minutes = 0

  hear({ samples, snrDb, noise, way, beep }: HeardAnswer): void {
    const told = beepsIn(samples)
    const right = beep
      ? told.find(
          one => Math.abs(one.startSample - beep.from) <= mostOff && Math.abs(one.endSample - beep.to) <= mostOff,
        )
      : undefined
    this.falseInGreetings += told.length - (right ? 1 : 0)
    this.minutes += samples.length / SAMPLE_RATE / 60
    if (!beep) return
    const group = snrDb === Number.POSITIVE_INFINITY ? 'clean' : String(snrDb)
    this.found.add(right !== undefined, group, `${group} ${way}`, `${group} ${noise}`)
    if (right) this.lateMs.push((1000 * (right.at - beep.to)) / SAMPLE_RATE)
  }

  async *rows(measurement: Measurement): AsyncIterable<AccuracyRow> {
    yield this.row('M4a', 'clean', 'without noise', 99, this.found.text(ways, 'clean '))
    const between = [30, 20, 15].map(snr => `${snr} dB ${this.found.percent(String(snr)).toFixed(1)} %`).join(', ')
    yield this.row(
      'M4b',
      '10',
      'in noise 10 dB below the speech before',
      95,
      `${this.found.text(ways, '10 ')}; ${this.found.text(noiseKinds, '10 ')}; ${between}`,
    )
    const worst = quantile(this.lateMs, 1)
    yield {
      id: 'M4c',
      stimulus: 'beeps found, after their end',
      goal: `told <= ${mostLateMs} ms after it`,
      figure: `median ${quantile(this.lateMs, 0.5).toFixed(0)} ms, 99 % ${quantile(this.lateMs, 0.99).toFixed(0)} ms, at most ${worst.toFixed(0)} ms`,
      met: worst <= mostLateMs,
    }
    yield await this.speechRow(measurement)
    yield* networkRows(measurement)
  }

  private row(id: string, group: string, stimulus: string, goal: number, note: string): AccuracyRow {
    const percent = this.found.percent(group)
    return {
      id,
      stimulus: `${this.found.all(group)} beeps ${stimulus}`,
      goal: `>= ${goal} % found`,
      figure: `${percent.toFixed(2)} %`,
      met: percent >= goal,
      note,
    }
  }

  private async speechRow(measurement: Measurement): Promise<AccuracyRow> {
    const count = measurement.size === 'full' ? 150 : 10
    let wrong = 0
    let minutes = 0
    for (const ratio of [Number.POSITIVE_INFINITY, 20]) {
      for await (const { samples } of talks({ ...measurement, seed: measurement.seed + 50 }, ratio, count)) {
        wrong += beepsIn(samples).length
        minutes += talkSeconds / 60
      }
    }
    const perHour = (60 * wrong) / minutes
    return {
      id: 'M4d',
      stimulus: `${minutes.toFixed(0)} min of speech, half of it without noise, half at 20 dB`,
      goal: '<= 1 false beep in 60 min',
      figure: `${wrong} (${perHour.toFixed(1)} in 60 min)`,
      met: perHour <= 1,
      note: `in the ${this.minutes.toFixed(0)} min of machines' greetings above, down to 10 dB and through AMR: ${this.falseInGreetings}`,
    }
  }
}

async function* networkRows(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const wrong: string[] = []
  let count = 0
  let seconds = 0
  for await (const { name, samples } of networkTones(measurement)) {
    count++
    seconds += samples.length / SAMPLE_RATE
    if (beepsIn(samples).length > 0) wrong.push(name)
  }
  yield {
    id: 'M4e',
    stimulus: `${count} tones of networks and keypads, ${(seconds / 60).toFixed(0)} min`,
    goal: '0 false beeps',
    figure: `${wrong.length}`,
    met: wrong.length === 0,
    note:
      wrong.length > 0
        ? wrong.slice(0, 8).join(', ')
        : 'ring-back, busy, congestion, dial and information tones of all countries of the table and the 16 keys, plain and through AMR 12.2, without speech before',
  }
}

function beepsIn(samples: Int16Array): readonly Told[] {
  const detector = new BeepDetector()
  const told: Told[] = []
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
    for (const event of detector.process(samples.subarray(from, from + FRAME_SAMPLES))) {
      told.push({ ...event, at: from + FRAME_SAMPLES })
    }
  }
  return told
}
