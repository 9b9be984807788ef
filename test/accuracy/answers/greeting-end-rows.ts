import { EndOfGreeting, type GreetingEnd } from '../../../src/audio/answer/end-of-greeting.ts'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../src/audio/frame.ts'
import type { AccuracyRow } from '../row.ts'
import { quantile } from '../voice-score.ts'
import { type HeardAnswer, ways } from './heard-answers.ts'
import { Tally } from './tally.ts'

const secondsAfterBeep = 1
const secondsOfSilence = 2
/** Frames, the spectrum and the fall of the last sound: what may come on top of the silence. */
const margin = 0.5
const leastWhole = 98

/** When a message may start: goal M5. */
export class GreetingEndScore {
  private readonly whole = new Tally()
  private readonly inTime = new Tally()
  private readonly afterBeep: number[] = []
  private readonly afterSilence: number[] = []

  hear({ samples, greetingEnd, beep, snrDb, way }: HeardAnswer): void {
    const end = endOf(samples)
    const noise = snrDb >= 20 ? '20 dB and more' : '10 and 15 dB'
    const groups = [beep ? 'beep' : 'silence', way, noise]
    const over = beep?.to ?? greetingEnd
    // One that was never told cuts nothing off, but comes too late.
    this.whole.add(!end || end.at >= over, 'all', ...groups)
    const seconds = end ? (end.at - over) / SAMPLE_RATE : Number.POSITIVE_INFINITY
    this.inTime.add(seconds <= (beep ? secondsAfterBeep : secondsOfSilence + margin), 'all', ...groups)
    if (end && seconds >= 0) (beep ? this.afterBeep : this.afterSilence).push(seconds)
  }

  *rows(): Iterable<AccuracyRow> {
    const groups = ['beep', 'silence', ...ways, '20 dB and more', '10 and 15 dB']
    const whole = this.whole.percent('all')
    yield {
      id: 'M5a',
      stimulus: `${this.whole.all('all')} greetings of machines, ${this.whole.all('silence')} of them without a beep`,
      goal: `>= ${leastWhole} % not cut off`,
      figure: `${whole.toFixed(2)} %`,
      met: whole >= leastWhole,
      note: this.whole.text(groups),
    }
    const inTime = this.inTime.percent('all')
    yield {
      id: 'M5b',
      stimulus: 'the same, the start of the message',
      goal: `<= ${secondsAfterBeep} s after the beep, or after ${secondsOfSilence} s of silence, in >= ${leastWhole} %`,
      figure: `${inTime.toFixed(2)} %`,
      met: inTime >= leastWhole,
      note: `after the beep median ${quantile(this.afterBeep, 0.5).toFixed(2)} s, after the last word median ${quantile(this.afterSilence, 0.5).toFixed(2)} s and up to ${secondsOfSilence + margin} s counted as in time; ${this.inTime.text(groups)}`,
    }
  }
}

function endOf(samples: Int16Array): (GreetingEnd & { at: number }) | null {
  const detector = new EndOfGreeting()
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
    const end = detector.process(samples.subarray(from, from + FRAME_SAMPLES))
    if (end) return { ...end, at: from + FRAME_SAMPLES }
  }
  return null
}
