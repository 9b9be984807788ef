import { describe, expect, it } from 'vitest'
import type { Compatibility } from '../../../src/api/callops/call-ops-options.ts'
import {
  advanceTransfer,
  mayTransfer,
  notTransferred,
  type TransferState,
  type TransferStep,
} from '../../../src/api/callops/transfer/transfer-state.ts'
import { lineOf } from '../../support/scripted-call-ops.ts'

const documented: Compatibility = {
  startLeg: 'documented',
  lateNotifyLeg: 'stored',
  retryAfterFail: true,
  silentWhenNotStarted: false,
}

const states = {
  none: notTransferred,
  asked: { kind: 'asked', leg: 'caller', destination: 'sip:1@gw' },
  linked: { kind: 'linked', leg: 'caller', newCallid: 'new' },
  ok: { kind: 'over', outcome: 'ok', leg: 'caller', newCallid: 'new' },
  fail: { kind: 'over', outcome: 'fail', leg: 'caller', newCallid: 'new' },
  'not started': { kind: 'over', outcome: 'fail', leg: 'caller', newCallid: '' },
} as const satisfies Record<string, TransferState>

const steps = {
  link: { kind: 'link', by: 'blind', newCallid: 'new', destination: 'sip:1@gw' },
  'link callee': { kind: 'link', by: 'blind', newCallid: 'new', destination: 'sip:1@gw', leg: 'callee' },
  'link attended': { kind: 'link', by: 'attended', newCallid: 'new', destination: 'sip:1@gw', leg: 'callee' },
  progress: { kind: 'progress', status: '180 Ringing' },
  done: { kind: 'done', newCallid: 'new', destination: 'sip:1@gw', status: '200 OK' },
  failed: { kind: 'failed', newCallid: 'new', destination: 'sip:1@gw', status: '486 Busy Here' },
  'not-started': { kind: 'not-started' },
} as const satisfies Record<string, TransferStep>

type Row = readonly [from: keyof typeof states, step: keyof typeof steps, to: keyof typeof states, told: string]

function advance(from: keyof typeof states, step: keyof typeof steps, compat: Partial<Compatibility> = {}) {
  const { state, event } = advanceTransfer('old', states[from], steps[step], { ...documented, ...compat })
  return { state, told: event ? lineOf(event).replace('old ', '') : '' }
}

describe('a transfer, step by step', () => {
  it.each<Row>([
    ['asked', 'link', 'linked', 'caller start [] -> new <sip:1@gw>'],
    ['asked', 'progress', 'asked', ''],
    ['asked', 'not-started', 'not started', 'caller fail [] ->  <sip:1@gw>'],
    ['linked', 'progress', 'linked', 'caller notify [180 Ringing] -> new <>'],
    ['linked', 'done', 'ok', 'caller ok [200 OK] -> new <sip:1@gw>'],
    ['linked', 'failed', 'fail', 'caller fail [486 Busy Here] -> new <sip:1@gw>'],
    ['linked', 'not-started', 'linked', ''],
    // A second call in the same place.
    ['fail', 'link', 'linked', 'caller start [] -> new <sip:1@gw>'],
    ['none', 'progress', 'none', ''],
    ['none', 'not-started', 'none', ''],
    ['ok', 'progress', 'ok', 'caller notify [180 Ringing] -> new <>'],
    ['fail', 'progress', 'fail', 'caller notify [180 Ringing] -> new <>'],
    ['not started', 'progress', 'not started', ''],
  ])('%s, %s: %s, told: %s', (from, step, to, told) => {
    expect(advance(from, step)).toEqual({ state: states[to], told })
  })

  it.each<[keyof typeof states, keyof typeof steps, string]>([
    ['none', 'link', 'unknown'],
    ['asked', 'link callee', 'callee'],
    ['none', 'link attended', 'callee'],
  ])('the party of %s, %s is %s', (from, step, leg) => {
    expect(advance(from, step)).toEqual({
      state: { kind: 'linked', leg, newCallid: 'new' },
      told: `${leg} start [] -> new <sip:1@gw>`,
    })
  })

  it('tells of the end of a call that another has replaced meanwhile, and goes on with the other', () => {
    const { state, event } = advanceTransfer(
      'old',
      states.linked,
      { ...steps.failed, newCallid: 'earlier' },
      documented,
    )
    expect([state, event && lineOf(event)]).toEqual([
      states.linked,
      'old caller fail [486 Busy Here] -> earlier <sip:1@gw>',
    ])
  })

  it('names all six parameters, in the order of the wire', () => {
    const { event } = advanceTransfer('old', states.asked, steps.link, documented)
    expect(Object.keys(event?.params ?? {})).toEqual([
      'callid',
      'leg',
      'transfer_callid',
      'destination',
      'state',
      'status',
    ])
  })
})

describe('compatibility', () => {
  it.each<[Partial<Compatibility>, keyof typeof states, keyof typeof steps, string]>([
    [{ startLeg: '3.6' }, 'asked', 'link', 'new start [] -> new <sip:1@gw>'],
    [{ startLeg: '3.6' }, 'none', 'link', 'new start [] -> new <sip:1@gw>'],
    [{ startLeg: '3.6' }, 'asked', 'link callee', 'callee start [] -> new <sip:1@gw>'],
    [{ startLeg: '3.6' }, 'asked', 'link attended', 'callee start [] -> new <sip:1@gw>'],
    [{ startLeg: '3.6' }, 'linked', 'done', 'caller ok [200 OK] -> new <sip:1@gw>'],
    [{ lateNotifyLeg: '3.6' }, 'ok', 'progress', ' notify [180 Ringing] -> new <>'],
    [{ lateNotifyLeg: '4.1' }, 'fail', 'progress', 'null notify [180 Ringing] -> new <>'],
    [{ lateNotifyLeg: '4.1' }, 'linked', 'progress', 'caller notify [180 Ringing] -> new <>'],
    [{ silentWhenNotStarted: true }, 'asked', 'not-started', ''],
  ])('%j: %s, %s tells: %s', (compat, from, step, told) => {
    expect(advance(from, step, compat).told).toBe(told)
  })

  it.each<[keyof typeof states, boolean, boolean]>([
    ['none', true, true],
    ['asked', false, false],
    ['linked', false, false],
    ['ok', false, false],
    ['fail', true, false],
    ['not started', true, false],
  ])('after %s another transfer: %s; with retryAfterFail false: %s', (from, may, mayWithout) => {
    expect([
      mayTransfer(states[from], { retryAfterFail: true }),
      mayTransfer(states[from], { retryAfterFail: false }),
    ]).toEqual([may, mayWithout])
  })
})
