import { testTone } from '../audio/network-tones.ts'
import type { Behaviour, Step } from './behaviour.ts'
import { cause } from './causes.ts'

const alert: Step = { afterMs: 0, does: 'alert' }
const answerAfter = (afterMs: number): Step => ({ afterMs, does: 'answer' })
const clearAfter = (afterMs: number, number: number): Step => ({ afterMs, does: 'clear', cause: number })
const answered = [alert, answerAfter(2000)]

/** A row of the numbering plan: one number, or a hundred of them, in which NN stands for two digits. */
export interface PlanEntry {
  readonly number: string
  /** `nn` is the number the two digits make; 0 where there are none. */
  readonly behave: (nn: number) => Behaviour | undefined
}

const fixed = (number: string, behaviour: Behaviour): PlanEntry => ({ number, behave: () => behaviour })

/**
 * The subscribers of the simulated network. The numbers begin with 555, which fiction uses, or are service numbers;
 * no emergency service has one of them. Every other number is unassigned (cause 1).
 */
export const plan: readonly PlanEntry[] = [
  fixed('10086', {
    summary: 'rings 2 s, answers, talks for 5 s and hangs up',
    steps: [...answered, clearAfter(5000, cause.normalClearing)],
  }),
  fixed('10010', { summary: 'is busy', steps: [clearAfter(0, cause.userBusy)] }),
  { number: '55500NN', behave: endingWith },
  fixed('5550100', { summary: 'rings 2 s, answers and stays', steps: answered }),
  fixed('5550101', { summary: 'answers at once, without ringing, and stays', steps: [answerAfter(0)] }),
  fixed('5550102', { summary: 'rings until a test moves it', steps: [alert] }),
  {
    number: '55502NN',
    behave: nn => ({
      summary: `rings 2 s, answers and hangs up ${nn} s later`,
      steps: [...answered, clearAfter(nn * 1000, cause.normalClearing)],
    }),
  },
  {
    number: '55503NN',
    behave: nn => ({
      summary: `rings ${nn} s and rejects the call (cause 21)`,
      steps: [alert, clearAfter(nn * 1000, cause.callRejected)],
    }),
  },
  fixed('5550400', {
    summary: 'rings 2 s, answers, and from 1 s later presses 1234567890*#ABCD, five keys a second; stays',
    steps: [...answered, { afterMs: 1000, does: 'press', keys: '1234567890*#ABCD' }],
  }),
  fixed('5550500', {
    summary: 'rings 2 s, answers, hangs up 3 s later, and calls back 3 s after the end of any answered call',
    steps: [...answered, clearAfter(3000, cause.normalClearing)],
    callsBackAfterMs: 3000,
  }),
  fixed('5550600', {
    summary: 'rings 2 s, answers, puts you on hold 2 s later for 3 s, and stays',
    steps: [...answered, { afterMs: 2000, does: 'hold' }, { afterMs: 3000, does: 'retrieve' }],
  }),
  fixed('5550700', {
    summary: 'voicemail: rings 15 s, answers, and hangs up 120 s later',
    steps: [alert, answerAfter(15_000), clearAfter(120_000, cause.normalClearing)],
  }),
  fixed('5550800', {
    summary: 'rings 2 s, answers, sends a test tone of 1004 Hz for 10 s, and stays',
    steps: [...answered, { afterMs: 0, does: 'speak', samples: () => testTone(1004, -16, 10_000) }],
  }),
]

/** 55500NN: the two digits are the cause (3GPP TS 24.008 10.5.4.11) with which the call ends. */
function endingWith(number: number): Behaviour | undefined {
  switch (number) {
    case 0:
      return undefined
    case cause.noAnswer:
      return { summary: 'rings and never answers: T301 clears the call', steps: [alert] }
    case cause.noUserResponding:
      return { summary: 'gives no sign: the network clears the call', steps: [] }
    case cause.callRejected:
      return { summary: 'rings 2 s and rejects the call', steps: [alert, clearAfter(2000, number)] }
    default:
      return { summary: `is cleared with cause ${number} without ringing`, steps: [clearAfter(0, number)] }
  }
}

/** What the subscriber with `number` does, if there is one. The prefixes +1 and 1 may stand before 555. */
export function behaviourOf(number: string): Behaviour | undefined {
  const national = number.replace(/^\+?1(?=555)/, '')
  for (const entry of plan) {
    const [, digits = ''] = new RegExp(`^${entry.number.replace('NN', '(\\d\\d)')}$`).exec(national) ?? [undefined]
    if (digits !== '' || national === entry.number) return entry.behave(Number(digits))
  }
  return undefined
}
