import { expect, test } from 'vitest'
import { endText } from '../../src/cli/call-text.ts'
import { callbackMeaning } from '../../src/cli/callback-meaning.ts'
import { durationText } from '../../src/cli/duration.ts'
import { registrationText } from '../../src/cli/registration-text.ts'
import { tableLines } from '../../src/cli/table-lines.ts'
import type { ClearingCause } from '../../src/index.ts'

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_599_000, '59:59'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%i ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})

const busy: ClearingCause = { name: 'BUSY', value: 17, text: 'User busy', source: 'report' }
const normal: ClearingCause = { name: 'NORMAL', value: null, text: null, source: 'state' }

test.each([
  ['remote', busy, null, 'ended by the far end, not answered: busy (cause 17, User busy)'],
  ['remote', normal, 5_000, 'ended by the far end after 0:05: normal clearing'],
  ['local', { ...normal, value: 16 }, 61_000, 'hung up here after 1:01: normal clearing (cause 16)'],
  ['module', { ...normal, name: 'FAILED' }, 0, 'ended by the module after 0:00: failed'],
] as const)('ended by %s', (endedBy, cause, answeredMs, text) => {
  expect(endText({ endedBy, cause, answeredMs })).toBe(text)
})

test('every documented callback code has a meaning', () => {
  for (const code of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 4103, 4104, 4105, 4106]) {
    expect(callbackMeaning(code)).not.toBe('no documented code')
  }
  expect(callbackMeaning(17)).toBe('no documented code')
})

test.each([
  [{ stat: 1, technology: 7, cell: '80D413D' }, 'registered at home, LTE, cell 80D413D'],
  [{ stat: 3, technology: null, cell: null }, 'registration denied'],
  [{ stat: 77, technology: 99, cell: null }, 'state 77, technology 99'],
])('a registration in words', (facts, text) => {
  const registration = { kind: 'registration', domain: '+CREG', registered: true, roaming: false, area: null } as const
  expect(registrationText({ ...registration, ...facts })).toBe(text)
})

test('a table has columns as wide as needed', () => {
  expect(
    tableLines([
      ['A', 'LONG', ''],
      ['twelve', 'x'],
    ]),
  ).toEqual(['A       LONG', 'twelve  x'])
})
