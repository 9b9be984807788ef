import { describe, expect, it, vi } from 'vitest'
import { CallOps } from '../../../src/api/callops/call-ops.ts'
import type { CallOpsOptions } from '../../../src/api/callops/call-ops-options.ts'
import { errorOf } from '../../support/error-of.ts'
import { refusalOf, ScriptedSwitchboard, scriptedCallOps } from '../../support/scripted-call-ops.ts'

type Commands = Pick<CallOps, 'callTransfer' | 'callHold' | 'callUnhold'>

/** What a program may give although the types say otherwise. */
const wrong = <Value>(value: unknown) => value as Value

/** Calls 1 (through), 2 (rings), 3 (over), 4 (being transferred), 5 (held), 6 (held one way). */
async function manyCalls() {
  const made = scriptedCallOps({ mode: 'manual' })
  const { exchange, callOps, settle } = made
  exchange.call('active')
  exchange.call('incoming')
  exchange.call('active').remoteEnd()
  for (let more = 0; more < 3; more++) exchange.call('active')
  callOps.callTransfer({ callid: 'call-4', leg: 'caller', destination: 'sip:1@gw' })
  callOps.callHold({ callid: 'call-5' })
  callOps.callHold({ callid: 'call-6', leg: 'caller' })
  await settle()
  return made
}

describe('what a command is answered with at once', () => {
  it.each<[name: string, command: (ops: Commands) => unknown, refused: string]>([
    ['blind', ops => ops.callTransfer({ callid: 'call-1', leg: 'caller', destination: 'sip:1@gw' }), 'none'],
    ['blind, nowhere', ops => ops.callTransfer({ callid: 'call-1', leg: 'callee', destination: '' }), 'none'],
    [
      'blind, a call that rings',
      ops => ops.callTransfer({ callid: 'call-2', leg: 'caller', destination: '1' }),
      'none',
    ],
    [
      'blind, both',
      ops => ops.callTransfer({ callid: 'call-1', leg: wrong('both'), destination: '1' }),
      "-32602 Invalid params: Bad type for parameter 'leg'",
    ],
    [
      'blind, Caller, and no such call',
      ops => ops.callTransfer({ callid: 'none', leg: wrong('Caller'), destination: '1' }),
      "-32602 Invalid params: Bad type for parameter 'leg'",
    ],
    [
      'blind, no such call',
      ops => ops.callTransfer({ callid: 'none', leg: 'caller', destination: '1' }),
      '404 Dialog not found',
    ],
    [
      'blind, a call that is over',
      ops => ops.callTransfer({ callid: 'call-3', leg: 'caller', destination: '1' }),
      '404 Dialog not found',
    ],
    [
      'blind, a second time',
      ops => ops.callTransfer({ callid: 'call-4', leg: 'callee', destination: '1' }),
      '491 Request Pending',
    ],
    [
      'attended',
      ops => ops.callTransfer({ callid: 'call-1', leg: 'caller', transferCallid: 'call-5', transferLeg: 'callee' }),
      'none',
    ],
    [
      'attended, a second that is being transferred',
      ops => ops.callTransfer({ callid: 'call-1', leg: 'caller', transferCallid: 'call-4', transferLeg: 'callee' }),
      'none',
    ],
    [
      'attended, a wrong second leg, and no such calls',
      ops => ops.callTransfer({ callid: 'none', leg: 'caller', transferCallid: 'none', transferLeg: wrong('both') }),
      "-32602 Invalid params: Bad type for parameter 'transfer_leg'",
    ],
    [
      'attended, neither call is there',
      ops => ops.callTransfer({ callid: 'none', leg: 'caller', transferCallid: 'none', transferLeg: 'callee' }),
      '404 Transfer dialog not found',
    ],
    [
      'attended, no first call',
      ops => ops.callTransfer({ callid: 'none', leg: 'caller', transferCallid: 'call-1', transferLeg: 'callee' }),
      '404 Dialog not found',
    ],
    [
      'attended, the first a second time',
      ops => ops.callTransfer({ callid: 'call-4', leg: 'caller', transferCallid: 'call-1', transferLeg: 'callee' }),
      '491 Request Pending',
    ],
    [
      'by tags',
      ops =>
        ops.callTransfer({
          callid: 'call-1',
          leg: 'caller',
          transferCallid: 'call-5',
          transferFromtag: 'f',
          transferTotag: 't',
          transferDestination: 'sip:1@gw',
        }),
      '-32000 Server error: Failed to handle parameter',
    ],
    ['hold', ops => ops.callHold({ callid: 'call-1' }), 'none'],
    ['hold with headers', ops => ops.callHold({ callid: 'call-1', leg: 'both', headers: ['X: 1'] }), 'none'],
    ['hold, a wrong leg, and no such call', ops => ops.callHold({ callid: 'none', leg: wrong('bold') }), '420 Bad leg'],
    ['hold, no such call', ops => ops.callHold({ callid: 'none' }), '404 Dialog not found'],
    ['hold, by the dialog id', ops => ops.callHold({ callid: '1' }), '404 Dialog not found'],
    ['hold, over', ops => ops.callHold({ callid: 'call-3' }), '404 Dialog not found'],
    ['hold, rings', ops => ops.callHold({ callid: 'call-2' }), '410 Dialog not ready'],
    ['hold, held', ops => ops.callHold({ callid: 'call-5' }), '480 Both dialog legs are on hold'],
    [
      'hold, held that way',
      ops => ops.callHold({ callid: 'call-6', leg: 'caller' }),
      '480 Both dialog legs are on hold',
    ],
    ['hold, held the other way', ops => ops.callHold({ callid: 'call-6', leg: 'callee' }), 'none'],
    ['unhold', ops => ops.callUnhold({ callid: 'call-5' }), 'none'],
    ['unhold, held the other way', ops => ops.callUnhold({ callid: 'call-6', leg: 'callee' }), 'none'],
    ['unhold, not held', ops => ops.callUnhold({ callid: 'call-1' }), '480 No dialog legs on hold'],
    ['unhold, rings', ops => ops.callUnhold({ callid: 'call-2' }), '410 Dialog not ready'],
    ['unhold, over', ops => ops.callUnhold({ callid: 'call-3' }), '404 Dialog not found'],
    ['unhold, a wrong leg', ops => ops.callUnhold({ callid: 'call-5', leg: wrong('') }), '420 Bad leg'],
  ])('%s', async (name, command, refused) => {
    const { callOps, events } = await manyCalls()
    events.length = 0
    const answers: unknown[] = []
    expect(refusalOf(() => answers.push(command(callOps)))).toBe(refused)
    const accepted = name.startsWith('hold') || name.startsWith('unhold') ? 'OK' : 'Accepted'
    // And nothing is told in the same turn.
    expect([answers, events]).toEqual([refused === 'none' ? [accepted] : [], []])
  })

  it('takes no more than 16 operations of one call that wait', async () => {
    const { callOps, up } = scriptedCallOps()
    up().network = 'stuck'
    let taken = 0
    while (refusalOf(() => callOps.callHold({ callid: 'call-1' })) === 'none') taken++
    expect([taken, refusalOf(() => callOps.callHold({ callid: 'call-1' }))]).toEqual([16, '491 Request Pending'])
  })

  it('ends a call by either name, and once', async () => {
    const { callOps, up, settle } = scriptedCallOps()
    const [one, other] = [up(), up()]
    expect(callOps.endDialog('call-1')).toBe('OK')
    expect(callOps.endDialog(callOps.dialog('call-2')?.dialogId ?? '')).toBe('OK')
    await settle()
    expect([one.hungUpWith, other.hungUpWith, callOps.dialogs]).toEqual([[16], [16], []])
    for (const name of ['call-1', 'none']) {
      expect(refusalOf(() => callOps.endDialog(name))).toBe('404 Requested Dialog not found')
    }
  })

  it('logs a call that could not be ended', async () => {
    const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    const { callOps, exchange, settle } = scriptedCallOps({ logger })
    exchange.call('active', 'a', 'incoming', { hangUp: 'refused' })
    callOps.endDialog('call-1')
    await settle()
    expect(logger.error).toHaveBeenCalledWith(expect.stringContaining('AT+CHUP'))
  })
})

describe('options', () => {
  it.each<Partial<CallOpsOptions>>([
    { mode: 'auto' },
    { mode: '' },
    { mode: 3 },
    { mode: -1 },
    { matchParam: '' },
    { matchParam: 'a;b' },
    { holdMethod: wrong('mute') },
    { transferMethod: wrong('refer') },
    { ectWhen: wrong('ringing') },
    { stepLimitMs: 0 },
    { ringLimitMs: Number.NaN },
    { ringLimitMs: 2 ** 31 },
    { compat: wrong({ startLeg: '3.3' }) },
    { compat: wrong({ lateNotifyLeg: '4.0' }) },
  ])('%j cannot be', async options => {
    const made = Promise.resolve().then(() => new CallOps({ exchange: new ScriptedSwitchboard(), ...options }))
    expect((await errorOf(made)).code).toBe('INVALID_ARGUMENT')
  })

  it.each([
    ['param', 'dialogId'],
    ['PARAM', 'dialogId'],
    [0, 'dialogId'],
    ['CallId', 'callid'],
    [2, 'callid'],
    ['Manual', null],
    [1, null],
  ] as const)('mode %j has markers that hold the %s', async (mode, name) => {
    const { callOps, exchange, up, settle, events } = scriptedCallOps({ mode })
    exchange.freeLines = ['b', 'c']
    up()
    const { callid = '', dialogId = '' } = callOps.dialog('call-1') ?? {}
    const dialled = new Map<string, string>()
    for (const [what, marker] of Object.entries({ callid, dialogId })) {
      dialled.set(what, await callOps.dial(`sip:5550100@gw;osid=${marker}`))
    }
    await settle()
    const linked = events.map(({ params }) => 'transfer_callid' in params && params.transfer_callid)
    expect(linked).toEqual(name === null ? [] : [dialled.get(name)])
  })
})
