import { describe, expect, it } from 'vitest'
import type { CallOpsOptions } from '../../../src/api/callops/call-ops-options.ts'
import type { ScriptedSwitchboard } from '../../support/scripted-call-ops.ts'
import { scriptedCallOps } from '../../support/scripted-call-ops.ts'

type Side = 'caller' | 'callee'

/** Two calls that came in, on lines `a` and `second`; `call-1` is to be joined with `call-2`. */
async function joining(
  {
    leg,
    transferLeg,
    second = 'b',
    destination,
  }: { leg: Side; transferLeg: Side; second?: string; destination?: string },
  options: Partial<CallOpsOptions> = {},
  prepare: (exchange: ScriptedSwitchboard) => void = () => {},
) {
  const made = scriptedCallOps(options)
  const [one, other] = [made.up('incoming', 'a'), made.up('incoming', second)]
  prepare(made.exchange)
  made.callOps.callTransfer({ callid: 'call-1', leg, transferCallid: 'call-2', transferLeg, destination })
  await made.settle()
  const dialogs = made.callOps.dialogs.map(
    ({ callid, caller, callee }) => `${callid}: ${caller.kind} ${caller.legId}, ${callee.kind} ${callee.legId}`,
  )
  return { ...made, one, other, dialogs }
}

const held = (exchange: ScriptedSwitchboard) => {
  exchange.ect = 'works'
  exchange.all[0]?.move('held')
}
const uri = 'sip:+441632960001@gateway'
const own = 'sip:+441632960002@gateway'
const started = (leg: Side, other: Side, to = uri) => [
  `call-1 ${leg} start [] -> call-3 <${to}>`,
  `call-2 ${other} start [] -> call-3 <${to}>`,
]
const joined = (leg: Side, other: Side, to = uri) => [
  ...started(leg, other, to),
  `call-2 ${other} ok [200 OK] -> call-3 <${to}>`,
  `call-1 ${leg} ok [200 OK] -> call-3 <${to}>`,
]
const failed = (leg: Side, other: Side, status: string) => [
  ...started(leg, other),
  `call-2 ${other} fail [${status}] -> call-3 <${uri}>`,
  `call-1 ${leg} fail [${status}] -> call-3 <${uri}>`,
]
const notStarted = (leg: Side) => [`call-1 ${leg} fail [] ->  <>`]

describe('an attended transfer', () => {
  it('of two far parties of one module is done by the network; both dialogs are over', async () => {
    const { told, exchange, dialogs } = await joining({ leg: 'caller', transferLeg: 'caller', second: 'a' }, {}, held)
    expect([told(), exchange.done, dialogs]).toEqual([joined('caller', 'caller'), ['transfer leg-1 leg-2'], []])
  })

  it('of two far parties of two modules is a bridge, with a dialog of its own; both are taken back from hold', async () => {
    const { told, exchange, dialogs, one } = await joining({ leg: 'caller', transferLeg: 'caller' }, {}, held)
    expect([told(), one.asked]).toEqual([joined('caller', 'caller'), ['retrieve']])
    expect(exchange.done).toEqual(['takeOver leg-1', 'takeOver leg-2', 'bridge leg-3 leg-4'])
    expect(dialogs).toEqual([
      'call-1: moved null, application null',
      'call-2: moved null, application null',
      'call-3: radio leg-3, radio leg-4',
    ])
  })

  it('ends all three dialogs when one of the two hangs up', async () => {
    const { exchange, settle, callOps } = await joining({ leg: 'caller', transferLeg: 'caller' })
    exchange.all[3]?.remoteEnd()
    await settle()
    expect([exchange.legs, callOps.dialogs]).toEqual([[], []])
  })

  it.each<[Side, Side, string, string, string]>([
    // The second application goes on with the first far party; and the other way round.
    ['caller', 'callee', own, 'moveTo leg-2 leg-1', 'call-3: radio leg-2, application null'],
    ['callee', 'caller', uri, 'moveTo leg-1 leg-2', 'call-3: application null, radio leg-1'],
  ])('of a %s and a %s joins an application with a far party', async (leg, transferLeg, to, done, dialog) => {
    const { told, exchange, dialogs } = await joining({ leg, transferLeg })
    expect([told(), exchange.done, dialogs]).toEqual([joined(leg, transferLeg, to), [done], [dialog]])
  })

  it('takes a far party back from hold for the application that gets it', async () => {
    const { told, other } = await joining({ leg: 'caller', transferLeg: 'callee', second: 'a' }, {}, held)
    expect([told().at(-1), other.state, other.asked]).toEqual([
      `call-1 caller ok [200 OK] -> call-3 <${own}>`,
      'active',
      ['retrieve'],
    ])
  })

  it('tells the destination it was given', async () => {
    const { told } = await joining({ leg: 'caller', transferLeg: 'caller', destination: 'sip:b@gw' })
    expect(told()).toEqual(joined('caller', 'caller', 'sip:b@gw'))
  })

  it('that the network refuses tells so of both, and leaves them as they were; it can be tried again', async () => {
    const { told, one, other, callOps } = await joining(
      { leg: 'caller', transferLeg: 'caller', second: 'a' },
      {},
      exchange => {
        held(exchange)
        exchange.ect = 'refused'
      },
    )
    expect([told(), one.state, other.state]).toEqual([failed('caller', 'caller', '403 Forbidden'), 'held', 'active'])
    const again = { callid: 'call-1', leg: 'caller', transferCallid: 'call-2', transferLeg: 'caller' } as const
    expect(callOps.callTransfer(again)).toBe('Accepted')
  })

  it('that fails on the second is not held against the second', async () => {
    const { callOps } = await joining(
      { leg: 'caller', transferLeg: 'caller' },
      { compat: { retryAfterFail: false } },
      exchange => {
        exchange.all[0]?.move('held')
        for (const leg of exchange.all) leg.network = 'refuses'
      },
    )
    expect(() => callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination: '1' })).toThrow('Request Pending')
    expect(callOps.callTransfer({ callid: 'call-2', leg: 'caller', destination: '1' })).toBe('Accepted')
  })

  it.each<[string, Parameters<typeof joining>[0], Partial<CallOpsOptions>, (exchange: ScriptedSwitchboard) => void]>([
    ['two applications', { leg: 'callee', transferLeg: 'callee' }, {}, () => {}],
    ['one module without explicit transfer', { leg: 'caller', transferLeg: 'caller', second: 'a' }, {}, () => {}],
    [
      'a bridge on one module',
      { leg: 'caller', transferLeg: 'caller', second: 'a' },
      { transferMethod: 'bridge' },
      held,
    ],
    ['the network over two modules', { leg: 'caller', transferLeg: 'caller' }, { transferMethod: 'ect' }, held],
    [
      'three parties over two modules',
      { leg: 'caller', transferLeg: 'caller' },
      { transferMethod: 'multiparty' },
      held,
    ],
    [
      'a second that rings',
      { leg: 'caller', transferLeg: 'caller' },
      {},
      exchange => exchange.all[1]?.move('alerting'),
    ],
  ])('cannot start: %s', async (_, request, options, prepare) => {
    const made = scriptedCallOps(options)
    made.exchange.call('active', 'a')
    made.exchange.call(_.includes('rings') ? 'incoming' : 'active', request.second ?? 'b')
    prepare(made.exchange)
    const { leg, transferLeg } = request
    made.callOps.callTransfer({ callid: 'call-1', leg, transferCallid: 'call-2', transferLeg })
    await made.settle()
    expect([made.told(), made.exchange.done]).toEqual([notStarted(leg), []])
  })

  it('cannot start: a call with itself, or one that is being transferred itself', async () => {
    const { callOps, up, settle, told, exchange } = scriptedCallOps()
    exchange.freeLines = ['c']
    up()
    up('incoming', 'b')
    callOps.callTransfer({ callid: 'call-1', leg: 'caller', transferCallid: 'call-1', transferLeg: 'callee' })
    await settle()
    expect(told()).toEqual(notStarted('caller'))
    callOps.callTransfer({ callid: 'call-2', leg: 'caller', destination: '5550101' })
    callOps.callTransfer({ callid: 'call-1', leg: 'caller', transferCallid: 'call-2', transferLeg: 'caller' })
    await settle()
    expect(told().sort()).toEqual([...notStarted('caller'), 'call-2 caller start [] -> call-3 <5550101>'])
  })

  it('joins in the network by name, on one module', async () => {
    const { told, exchange } = await joining(
      { leg: 'caller', transferLeg: 'caller', second: 'a' },
      { transferMethod: 'multiparty' },
      held,
    )
    expect([told(), exchange.done]).toEqual([
      joined('caller', 'caller'),
      ['takeOver leg-1', 'takeOver leg-2', 'bridge leg-3 leg-4'],
    ])
  })

  it('of two calls with each other at once leaves neither waiting', async () => {
    const { callOps, up, settle, told } = scriptedCallOps()
    up('incoming', 'a')
    up('incoming', 'b')
    for (const [callid, transferCallid] of [
      ['call-1', 'call-2'],
      ['call-2', 'call-1'],
    ] as const) {
      callOps.callTransfer({ callid, leg: 'caller', transferCallid, transferLeg: 'caller' })
    }
    await settle()
    const ends = told().filter(line => / (ok|fail) /.test(line))
    expect(new Set(ends.map(line => line.split(' ')[0]))).toEqual(new Set(['call-1', 'call-2']))
  })
})
