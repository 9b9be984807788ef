import { describe, expect, it } from 'vitest'
import { type CallbackForm, type CallFamily, callbackArguments } from '../../src/api/voicecall/callback-arguments.ts'
import type { CallbackArguments } from '../../src/api/voicecall/callback-codes.ts'
import { vendorCause } from '../../src/api/voicecall/vendor-cause.ts'
import { causeOfRefusal } from '../../src/calls/apply-own.ts'
import type { CallEvent } from '../../src/calls/call-event.ts'
import type { CallSnapshot, EndedBy, LiveState } from '../../src/calls/call-record.ts'
import { type ClearingCause, causeOfState, causeOfValue, causeOfWord } from '../../src/calls/clearing-cause.ts'

const form: CallbackForm = { callStatusEncoding: 'dsci', releaseDirection: false }

const call = (state: CallSnapshot['state'], facts: Partial<CallSnapshot> = {}): CallSnapshot => ({
  key: 1,
  index: 2,
  direction: 'incoming',
  state,
  number: '+441632960961',
  numberType: 145,
  validity: null,
  multiparty: false,
  heldByFarEnd: false,
  inbandTones: null,
  startedAtMs: 0,
  connectedAtMs: null,
  ...facts,
})

const state = (to: LiveState, from: LiveState | null, facts?: Partial<CallSnapshot>): CallEvent => ({
  kind: 'state',
  call: call(to, facts),
  from,
  why: '',
})

const over = (
  kind: 'ended' | 'cause',
  cause: ClearingCause,
  endedBy: EndedBy,
  facts?: Partial<CallSnapshot>,
): CallEvent =>
  kind === 'cause'
    ? { kind, call: call('ended', facts), endedBy, cause }
    : { kind, call: call('ended', facts), endedBy, cause, from: 'active', why: '' }

const number = '+441632960961'
const mo: Partial<CallSnapshot> = { direction: 'outgoing', number: '10086', numberType: 161 }
const withheld: Partial<CallSnapshot> = { number: '', numberType: 128, validity: 1 }
const busy = causeOfValue(17, 'report')
const normal = causeOfValue(16, 'report')

/** Event, family, and what the callback is given; null where nothing is told. */
const rows: readonly [string, CallEvent, CallFamily, CallbackArguments | null][] = [
  ['10 incoming', state('incoming', null), 'volte', [10, 2, 1, 4, 0, 0, number, 145]],
  ['10 withheld number', state('incoming', null, withheld), 'volte', [10, 2, 1, 4, 0, 0, '', 129]],
  ['10 again: it waited, and now it rings', state('incoming', 'waiting'), 'volte', [10, 2, 1, 4, 0, 0, number, 145]],
  ['11 connected', state('active', 'incoming'), 'volte', [11, 2, 1, 3, 0, 0, number, 145]],
  ['11 in a conference', state('active', 'held', { multiparty: true }), 'volte', [11, 2, 1, 3, 0, 1, number, 145]],
  ['12 disconnected', over('ended', normal, 'remote'), 'volte', [12, 2, 1, 6, 0, 0, number, 145]],
  ['12 is told once: not with the cause', over('cause', normal, 'remote'), 'volte', null],
  ['13 waiting', state('waiting', null), 'volte', [13, 2, 1, 5, 0, 0, number, 145]],
  ['13 is told once', state('waiting', 'incoming'), 'volte', null],
  ['14 dialling; type 161 folds into 129', state('dialing', null, mo), 'volte', [14, 2, 0, 2, 0, 0, '10086', 129]],
  ['15 the far end rings', state('alerting', 'dialing', mo), 'volte', [15, 2, 0, 7, 0, 0, '10086', 129]],
  ['16 held', state('held', 'active'), 'volte', [16, 2, 1, 1, 0, 0, number, 145]],
  ['2 incoming', state('incoming', null), 'cs', [2, 2, number]],
  ['3 connected', state('active', 'alerting', mo), 'cs', [3, 2, '10086']],
  [
    '4 disconnected, with the vendor number of the cause',
    over('cause', normal, 'remote', { connectedAtMs: 1 }),
    'cs',
    [4, 2, 5],
  ],
  ['4 is told once: with the cause', over('ended', normal, 'remote'), 'cs', null],
  ['4 missed', over('cause', causeOfState('incoming'), 'remote'), 'cs', [4, 2, 77]],
  ['4 we cancelled the dial', over('cause', normal, 'local', mo), 'cs', [4, 2, 5]],
  ['6 waiting', state('waiting', null), 'cs', [6, 2, number, 145, 0]],
  ['6 waiting, number withheld', state('waiting', null, withheld), 'cs', [6, 2, '', 129, 1]],
  ['7 dialling', state('dialing', null, mo), 'cs', [7]],
  ['the far end rings: no code', state('alerting', 'dialing', mo), 'cs', null],
  ['8 dialling failed', over('cause', busy, 'remote', mo), 'cs', [8, 2, 6, 0]],
  ['8 with in-band tones', over('cause', busy, 'remote', { ...mo, inbandTones: true }), 'cs', [8, 2, 6, 1]],
  ['8 the module restarted', over('cause', { ...busy, value: null }, 'module', mo), 'cs', [8, 2, 79, 0]],
  ['9 held', state('held', 'active'), 'cs', [9, 2, number]],
  ['4103 incoming', state('incoming', null), 'legacy', [4103, 2, 1, 4, 0, 0, number, 145]],
  ['4104 connected', state('active', 'incoming'), 'legacy', [4104, 2, 1, 3, 0, 0, number, 145]],
  ['4105 disconnected', over('ended', normal, 'remote'), 'legacy', [4105, 2, 1, 6, 0, 0, number, 145]],
  ['4106 waiting', state('waiting', null), 'legacy', [4106, 2, 1, 5, 0, 0, number, 145]],
  ['legacy has no code for dialling', state('dialing', null, mo), 'legacy', null],
  ['legacy has no code for ringing', state('alerting', 'dialing', mo), 'legacy', null],
  ['legacy has no code for hold', state('held', 'active'), 'legacy', null],
  ['other events have none', { kind: 'number', call: call('active') }, 'volte', null],
]

describe('callback arguments', () => {
  for (const [name, event, family, expected] of rows) {
    it(`${family}: ${name}`, () => {
      expect(callbackArguments(event, family, form)).toEqual(expected)
    })
  }

  it('release direction: 1 by the far end, 0 by us and while the call lives', () => {
    const nine = { ...form, releaseDirection: true }
    expect(callbackArguments(over('ended', normal, 'remote'), 'volte', nine)?.[8]).toBe(1)
    expect(callbackArguments(over('ended', normal, 'local'), 'volte', nine)?.[8]).toBe(0)
    expect(callbackArguments(state('active', null), 'volte', nine)?.[8]).toBe(0)
  })

  it('status as AT+CLCC numbers it', () => {
    const clcc = { ...form, callStatusEncoding: 'clcc' } as const
    const status = (to: LiveState) => callbackArguments(state(to, null), 'volte', clcc)?.[3]
    expect((['active', 'held', 'dialing', 'alerting', 'incoming', 'waiting'] as const).map(status)).toEqual([
      0, 1, 2, 3, 4, 5,
    ])
  })
})

describe('vendor cause numbers', () => {
  const causes: readonly [ClearingCause, EndedBy, number][] = [
    [causeOfValue(1, 'report'), 'remote', 1],
    [causeOfValue(21, 'report'), 'remote', 9],
    [causeOfValue(127, 'report'), 'remote', 48],
    [causeOfValue(96, 'report'), 'remote', 56],
    [causeOfWord('BUSY', 'alerting'), 'remote', 6],
    [causeOfWord('NO ANSWER', 'alerting'), 'remote', 8],
    [causeOfWord('NO CARRIER', 'active'), 'remote', 77],
    [causeOfWord('NO DIALTONE', 'dialing'), 'remote', 80],
    [causeOfState('active'), 'remote', 77],
    [causeOfState('alerting'), 'remote', 76],
    [causeOfState('dialing'), 'remote', 80],
    [causeOfState('active'), 'module', 79],
    [causeOfRefusal({ kind: 'error' }), 'remote', 80],
  ]
  for (const [cause, endedBy, expected] of causes) {
    it(`${cause.name} ${cause.value ?? cause.text ?? 'by state'}, ended by ${endedBy}: ${expected}`, () => {
      expect(vendorCause(cause, endedBy)).toBe(expected)
    })
  }
})
