import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../src/calls/call-record.ts'
import { causeOfReport } from '../../src/calls/ceer-cause.ts'
import { type ClearingCauseName, causeOfState, causeOfValue, causeOfWord } from '../../src/calls/clearing-cause.ts'

/** 24.008 / Q.850 value, the state the call was in, the clearing cause. */
const values: readonly [number, LiveState, ClearingCauseName][] = [
  [1, 'dialing', 'UNOBTAINABLE'],
  [8, 'dialing', 'BARRED'],
  [9, 'dialing', 'NOCHANNELS'],
  [16, 'active', 'NORMAL'],
  [17, 'dialing', 'BUSY'],
  [18, 'dialing', 'NOANSWER'],
  [19, 'alerting', 'NOANSWER'],
  [20, 'dialing', 'OUTOFORDER'],
  [21, 'alerting', 'REJECTED'],
  [22, 'dialing', 'CHANGED'],
  [27, 'dialing', 'OUTOFORDER'],
  [28, 'dialing', 'UNOBTAINABLE'],
  [31, 'active', 'NORMAL'],
  [34, 'dialing', 'NOCHANNELS'],
  [38, 'dialing', 'FAILED'],
  [42, 'dialing', 'CONGESTION'],
  [47, 'dialing', 'CONGESTION'],
  [50, 'dialing', 'BARRED'],
  [57, 'dialing', 'BARRED'],
  [58, 'dialing', 'CONGESTION'],
  [68, 'dialing', 'BARRED'],
  [88, 'dialing', 'FAILED'],
  [91, 'dialing', 'UNOBTAINABLE'],
  // Recovery on timer expiry, and interworking, by the state of the call.
  [102, 'alerting', 'NOANSWER'],
  [102, 'dialing', 'FAILED'],
  [127, 'active', 'NORMAL'],
  [127, 'dialing', 'OTHER'],
  // Unassigned values count as the last of their class.
  [33, 'dialing', 'CONGESTION'],
  [48, 'dialing', 'FAILED'],
  [75, 'dialing', 'FAILED'],
  [85, 'dialing', 'FAILED'],
  [105, 'dialing', 'FAILED'],
  [120, 'dialing', 'OTHER'],
  [0, 'dialing', 'OTHER'],
  [200, 'dialing', 'OTHER'],
]

/** The answer to AT+CEER, and the value it tells; null where it tells nothing. */
const reports: readonly [string, number | null][] = [
  ['BUSY', 17],
  ['NO ANSWER', 19],
  ['NO DIALTONE', 18],
  ['NO CARRIER', null],
  ['No Error Call', null],
  ['Condition not fullfilled', null],
  ['"0 Unknown"', null],
  ['', null],
  ['User busy', 17],
  ['"User busy"', 17],
  ['USER BUSY', 17],
  ['Normal call clearing', 16],
  ['Normal, unspecified', 31],
  ['Call rejected', 21],
  ['User alerting, no answer', 19],
  ['No user responding', 18],
  ['Unassigned number', 1],
  ['CS network cause, 0, User busy', 17],
  ['5,17', 17],
  ['1, 21', 21],
  ['0,0', null],
  ['5,1200', null],
  ['Network ended call', 16],
  ['No service', 38],
]

describe('clearing causes', () => {
  for (const [value, from, name] of values) {
    it(`${value} while ${from}: ${name}`, () => {
      expect(causeOfValue(value, 'report', { from })).toMatchObject({ name, value })
    })
  }

  for (const [report, value] of reports) {
    it(`+CEER: ${report || '(empty)'} tells ${value ?? 'nothing'}`, () => {
      expect(causeOfReport(report, { from: 'dialing' })?.value ?? null).toBe(value)
    })
  }

  it('every value there can be has a cause', () => {
    for (let value = 1; value <= 127; value++) expect(causeOfValue(value, 'report').name).toMatch(/^[A-Z]+$/)
  })

  it('NO CARRIER tells what the state tells', () => {
    for (const state of ['dialing', 'alerting', 'active', 'incoming'] as const) {
      expect(causeOfWord('NO CARRIER', state).name).toBe(causeOfState(state).name)
    }
  })
})
