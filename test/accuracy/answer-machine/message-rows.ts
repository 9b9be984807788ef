import { CallFarEndType } from '../../../src/api/channel/words/call-far-end-type.ts'
import { SAMPLE_RATE } from '../../../src/audio/frame.ts'
import { type HeardAnswer, ways } from '../answers/heard-answers.ts'
import { Tally } from '../answers/tally.ts'
import type { AccuracyRow } from '../row.ts'
import { quantile } from '../voice-score.ts'
import type { ChannelWait } from './wait-of-channel.ts'

/** How long `waitForAnswerMachine` waits where nothing else is said. */
const defaultSeconds = 10
/** The silence that it wants after a beep, and where none was heard. */
const secondsAfterBeep = 1
const secondsOfSilence = 4
/** Frames, the spectrum and the fall of the last sound: what may come on top of the silence. */
const margin = 0.5
const leastInTime = 98

/** Where the message to a machine started, against where its greeting ended. */
export class MessageScore {
  private machines = 0
  private readonly after = new Tally()
  private readonly inTime = new Tally()
  private readonly late = { beep: [] as number[], silence: [] as number[] }
  private readonly early: string[] = []
  private readonly never: string[] = []

  hear({ greetingEnd, beep, snrDb, noise, way, variety, language }: HeardAnswer, wait: ChannelWait): void {
    this.machines++
    if (wait.farEnd !== CallFarEndType.ANSWER_MACHINE) return
    const kind = beep ? 'beep' : 'silence'
    const groups = ['all', kind, way, snrDb >= 20 ? '20 dB and more' : '10 and 15 dB', variety]
    const { readyAt, knownAt } = wait
    const seconds = readyAt === null ? Number.NaN : (readyAt - (beep?.to ?? greetingEnd)) / SAMPLE_RATE
    this.after.add(seconds >= 0, ...groups)
    this.inTime.add(seconds >= 0 && seconds <= (beep ? secondsAfterBeep : secondsOfSilence) + margin, ...groups)
    this.inTime.add(readyAt !== null && (readyAt - knownAt) / SAMPLE_RATE <= defaultSeconds, 'by default')
    const what = `${language} ${kind} ${way} ${variety} ${noise} ${snrDb} dB`
    if (readyAt === null) this.never.push(`never ${what}`)
    else if (seconds >= 0) this.late[kind].push(seconds)
    else this.early.push(`${seconds.toFixed(2)} s ${what}`)
  }

  *rows(): Iterable<AccuracyRow> {
    const groups = ['beep', 'silence', 'usual', 'short', ...ways, '20 dB and more', '10 and 15 dB']
    const { machines, after, inTime, late, early, never } = this
    const missed = [...early, ...never]
    const called = after.all('all')
    yield {
      id: 'C1',
      stimulus: `${machines} machines, ${called} of them called a machine, ${after.all('silence')} of those without a beep`,
      goal: 'each message starts, and after the greeting or its beep',
      figure: `${called - missed.length} after it, ${early.length} before it, ${never.length} never`,
      met: missed.length === 0,
      note: missed.length > 0 ? missed.slice(0, 12).join(', ') : after.text(groups),
    }
    const timesOf = (times: readonly number[]) =>
      `median ${quantile(times, 0.5).toFixed(2)} s, 95 % ${quantile(times, 0.95).toFixed(2)} s`
    const percent = inTime.percent('all')
    yield {
      id: 'C2',
      stimulus: 'the same, the start of the message',
      goal: `<= ${secondsAfterBeep + margin} s after the beep, or ${secondsOfSilence + margin} s after the last word, in >= ${leastInTime} %`,
      figure: `${percent.toFixed(2)} %`,
      met: percent >= leastInTime,
      note: `after the beep ${timesOf(late.beep)}; after the last word ${timesOf(late.silence)}; within the ${defaultSeconds} s that are waited where nothing is said ${inTime.percent('by default').toFixed(1)} %: greetings are longer; ${inTime.text(groups)}`,
    }
  }
}
