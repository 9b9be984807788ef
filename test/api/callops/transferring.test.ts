import { describe, expect, it } from 'vitest'
import type { CallOpsOptions } from '../../../src/api/callops/call-ops-options.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { refusalOf, type ScriptedSwitchboard, scriptedCallOps } from '../../support/scripted-call-ops.ts'

const destination = 'sip:5550101@gw'
const start = `call-1 caller start [] -> call-2 <${destination}>`
const ringing = 'call-1 caller notify [180 Ringing] -> call-2 <>'
const answered = 'call-1 caller notify [200 OK] -> call-2 <>'
const ok = `call-1 caller ok [200 OK] -> call-2 <${destination}>`
const fail = (status: string) => `call-1 caller fail [${status}] -> call-2 <${destination}>`
const notStarted = `call-1 caller fail [] ->  <${destination}>`

/** A call `call-1` of leg-1, whose caller is being transferred to a target on leg-2. */
async function transferring(
  options: Partial<CallOpsOptions> = {},
  prepare: (exchange: ScriptedSwitchboard) => void = () => {},
) {
  const made = scriptedCallOps(options)
  const leg = made.up()
  prepare(made.exchange)
  made.callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination })
  await made.settle()
  return { ...made, leg, target: () => made.exchange.all[1] ?? leg }
}

const withEct = (exchange: ScriptedSwitchboard) => {
  exchange.ect = 'works'
}

describe('a blind transfer of a far party by the network', () => {
  it('holds it, calls beside it, and joins the two when the target answers; both dialogs are over', async () => {
    const { callOps, exchange, leg, target, settle, told } = await transferring({}, withEct)
    expect([leg.state, exchange.dialled, told()]).toEqual([
      'held',
      [{ number: '5550101', options: { beside: leg } }],
      [start],
    ])
    expect(callOps.dialog('call-1')?.values).toEqual({
      call_transfer_leg: 'caller',
      call_transfer_callid: 'call-2',
      transfer_method: 'ect',
    })
    target().move('alerting')
    await settle()
    expect(told()).toEqual([ringing])
    target().move('active')
    await settle()
    expect([told(), exchange.done, callOps.dialogs]).toEqual([[answered, ok], ['transfer leg-1 leg-2'], []])
  })

  it('joins at the first ring where it is told to, and claims no answer', async () => {
    const { exchange, target, settle, told } = await transferring({ ectWhen: 'alerting' }, withEct)
    target().move('alerting')
    await settle()
    expect([told(), exchange.done]).toEqual([
      [start, ringing, `call-1 caller ok [202 Accepted] -> call-2 <${destination}>`],
      ['transfer leg-1 leg-2'],
    ])
  })

  it('gives the call back when the network refuses, and can be tried again', async () => {
    const { callOps, exchange, leg, target, settle, told } = await transferring({}, withEct)
    exchange.ect = 'refused'
    target().move('active')
    await settle()
    expect([told(), leg.state, target().hungUpWith]).toEqual([[start, answered, fail('403 Forbidden')], 'active', [16]])
    expect(callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination })).toBe('Accepted')
  })

  it('is refused for ever after a failure where released versions refuse it', async () => {
    const { callOps, target, settle, told } = await transferring({ compat: { retryAfterFail: false } }, withEct)
    target().remoteEnd(17)
    await settle()
    expect(told()).toEqual([start, fail('486 Busy Here')])
    const again = () => callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination })
    expect(refusalOf(again)).toBe('491 Request Pending')
  })

  it('leaves a call on hold that was held before, or that a hold was asked for meanwhile', async () => {
    const before = scriptedCallOps()
    const leg = before.up()
    before.exchange.ect = 'works'
    before.callOps.callHold({ callid: 'call-1' })
    before.callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination })
    await before.settle()
    before.exchange.all[1]?.remoteEnd(17)
    await before.settle()
    expect([leg.state, leg.asked]).toEqual(['held', ['hold']])

    const meanwhile = await transferring({}, withEct)
    meanwhile.callOps.callHold({ callid: 'call-1' })
    await meanwhile.settle()
    meanwhile.target().remoteEnd(17)
    await meanwhile.settle()
    expect([meanwhile.leg.state, meanwhile.leg.asked]).toEqual(['held', ['hold']])
    meanwhile.callOps.callUnhold({ callid: 'call-1' })
    await meanwhile.settle()
    expect(meanwhile.leg.state).toBe('active')
  })
})

describe('a blind transfer of a far party by a bridge', () => {
  it('leaves the call with its application until the target answers, and then joins the two here', async () => {
    const { callOps, exchange, leg, target, settle, told } = await transferring()
    expect([leg.state, exchange.dialled, told()]).toEqual(['active', [{ number: '5550101', options: {} }], [start]])
    target().move('alerting')
    await settle()
    expect([told(), leg.state]).toEqual([[ringing], 'active'])
    target().move('active')
    await settle()
    expect([told(), exchange.done]).toEqual([
      [answered, ok],
      ['takeOver leg-1', 'bridge leg-3 leg-2'],
    ])
    // The application sees a hang-up; what is left of its dialog has nobody in it.
    expect(leg.state).toBe('ended')
    expect(callOps.dialogs).toMatchObject([
      { callid: 'call-1', state: 'confirmed', caller: { kind: 'moved', legId: null }, callee: { kind: 'application' } },
      {
        callid: 'call-2',
        state: 'confirmed',
        caller: { kind: 'radio', legId: 'leg-3' },
        callee: { kind: 'radio', legId: 'leg-2' },
      },
    ])
    expect(refusalOf(() => callOps.callHold({ callid: 'call-1' }))).toBe('410 Dialog not ready')
    const again = () => callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination })
    expect(refusalOf(again)).toBe('491 Request Pending')
  })

  it('ends with what is left of the old dialog untouched: that can be forgotten before', async () => {
    const { callOps, exchange, target, settle } = await transferring()
    target().move('active')
    await settle()
    callOps.endDialog('call-1')
    await settle()
    expect(callOps.dialogs.map(({ callid }) => callid)).toEqual(['call-2'])
    expect(exchange.legs.map(({ id }) => id)).toEqual(['leg-2', 'leg-3'])
  })

  it.each([
    ['target', 1],
    ['transferred party', 2],
  ])('hangs up the other when the %s hangs up, and both dialogs are over', async (_, who) => {
    const { callOps, exchange, target, settle, told } = await transferring()
    target().move('active')
    await settle()
    told()
    exchange.all[who]?.remoteEnd()
    await settle()
    expect([exchange.legs, callOps.dialogs, told()]).toEqual([[], [], []])
  })

  it('takes the joined dialog as one of two far parties: held by the network on both sides', async () => {
    const { callOps, exchange, target, settle, told } = await transferring()
    target().move('active')
    await settle()
    told()
    callOps.callHold({ callid: 'call-2' })
    await settle()
    expect(told()).toEqual(['hold caller start', 'hold caller ok', 'hold callee start', 'hold callee ok'])
    expect(exchange.legs.map(({ state }) => state)).toEqual(['held', 'held'])
    callOps.callUnhold({ callid: 'call-2' })
    await settle()
    callOps.callHold({ callid: 'call-2', leg: 'caller' })
    await settle()
    expect(exchange.legs.map(({ gate }) => gate)).toEqual([
      { downlink: 'open', uplink: 'closed' },
      { downlink: 'closed', uplink: 'open' },
    ])
  })

  it('can be transferred again: whoever was left is released, and one empty dialog remains', async () => {
    const { callOps, exchange, target, settle, told } = await transferring()
    exchange.freeLines = ['b', 'c']
    target().move('active')
    await settle()
    told()
    callOps.callTransfer({ callid: 'call-2', leg: 'caller', destination: '5550102' })
    await settle()
    const next = exchange.all[3]
    next?.move('active')
    await settle()
    expect(told().at(-1)).toBe('call-2 caller ok [200 OK] -> call-3 <5550102>')
    expect([exchange.legs.map(({ id }) => id), callOps.dialogs.map(({ callid }) => callid)]).toEqual([
      ['leg-4', 'leg-5'],
      ['call-2', 'call-3'],
    ])
  })

  it('takes a held call back, and a closed way is open again', async () => {
    const made = scriptedCallOps({ transferMethod: 'bridge' })
    made.up()
    made.callOps.callHold({ callid: 'call-1' })
    made.callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination })
    await made.settle()
    made.exchange.all[1]?.move('active')
    await made.settle()
    expect(made.told().at(-1)).toBe(ok)
    expect(made.exchange.legs.map(({ state, gate }) => [state, gate.downlink, gate.uplink])).toEqual([
      ['active', 'open', 'open'],
      ['active', 'open', 'open'],
    ])
  })

  it('leaves the call where it is when there is no sound to bridge', async () => {
    const { exchange, leg, target, settle, told } = await transferring({}, exchange => {
      exchange.manners = { sound: false }
    })
    target().move('active')
    await settle()
    expect([told(), exchange.done, leg.state, target().state]).toEqual([
      [start, answered, fail('501 Not Implemented')],
      [],
      'active',
      'ended',
    ])
  })

  it('releases both when they cannot be joined after all', async () => {
    const { callOps, exchange, target, settle, told } = await transferring()
    exchange.bridging = 'fails'
    target().move('active')
    await settle()
    expect([told().at(-1), exchange.legs, callOps.dialogs]).toEqual([fail('500 Server Internal Error'), [], []])
  })

  it('joins in the network by name, and stays in the call', async () => {
    const { callOps, exchange, leg, target, settle, told } = await transferring({ transferMethod: 'multiparty' })
    expect(exchange.dialled).toEqual([{ number: '5550101', options: { beside: leg } }])
    target().move('active')
    await settle()
    expect([told(), exchange.done]).toEqual([
      [start, answered, ok],
      ['takeOver leg-1', 'bridge leg-3 leg-2'],
    ])
    // What the network joins cannot be silenced here.
    callOps.callHold({ callid: 'call-2', leg: 'caller' })
    await settle()
    expect(told()).toEqual(['hold caller start', 'hold caller fail', 'hold callee start', 'hold callee fail'])
  })
})

describe('a blind transfer of the application', () => {
  it('gives it another far party, and releases the former', async () => {
    const { callOps, exchange, up, settle, told } = scriptedCallOps()
    const leg = up()
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination })
    await settle()
    exchange.all[1]?.move('active')
    await settle()
    expect([told().at(-1), exchange.done, leg.state]).toEqual([
      `call-1 callee ok [200 OK] -> call-2 <${destination}>`,
      ['moveTo leg-1 leg-2'],
      'active',
    ])
    expect(callOps.dialogs).toMatchObject([
      {
        callid: 'call-2',
        caller: { kind: 'application', uri: 'sip:+441632960002@gateway' },
        callee: { kind: 'radio', legId: 'leg-1', uri: 'sip:+441632960002@gateway' },
      },
    ])
    expect(callOps.dialog('call-1')?.state).toBe('ended')
  })

  it('holds the far party and calls beside it where no other line is free', async () => {
    const { callOps, exchange, up, settle } = scriptedCallOps()
    exchange.freeLines = []
    const leg = up()
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination })
    await settle()
    expect([leg.asked, exchange.dialled.map(({ options }) => options)]).toEqual([['hold'], [{}, { beside: leg }]])
    exchange.all[1]?.remoteEnd(17)
    await settle()
    expect(leg.state).toBe('active')
  })

  it.each([
    ['fails', 'fail [500 Server Internal Error]', ['call-1']],
    // The application has its new party; what is left of the former is a call of its own.
    ['leaves-former', 'ok [200 OK]', ['call-2', 'call-3']],
  ] as const)('when the exchange %s: %s', async (moving, expected, live) => {
    const { callOps, exchange, up, settle, told } = scriptedCallOps()
    exchange.moving = moving
    up()
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination })
    await settle()
    exchange.all[1]?.move('active')
    await settle()
    expect(told().at(-1)).toBe(`call-1 callee ${expected} -> call-2 <${destination}>`)
    expect(callOps.dialogs.map(({ callid }) => callid)).toEqual(live)
  })
})

describe('a target that is not reached', () => {
  it.each<[string, (made: Awaited<ReturnType<typeof transferring>>) => unknown, string, 'active' | 'ended']>([
    ['busy', ({ target }) => target().remoteEnd(17), '486 Busy Here', 'active'],
    ['does not answer', ({ target }) => target().remoteEnd(19), '480 Temporarily Unavailable', 'active'],
    ['rings too long', ({ clock }) => clock.advance(120_000), '408 Request Timeout', 'active'],
    ['is given up by name', ({ callOps }) => callOps.endDialog('call-2'), '487 Request Terminated', 'active'],
    ['is lost with its module', ({ target }) => target().loseModule(), '503 Service Unavailable', 'active'],
    ['the far party hangs up', ({ leg }) => leg.remoteEnd(), '487 Request Terminated', 'ended'],
    ['the call is ended by name', ({ callOps }) => callOps.endDialog('call-1'), '487 Request Terminated', 'ended'],
    ['the far party is lost', ({ leg }) => leg.loseModule(), '503 Service Unavailable', 'ended'],
  ])('%s', async (_, happen, status, state) => {
    for (const prepare of [withEct, () => {}]) {
      const made = await transferring({}, prepare)
      await happen(made)
      await made.settle()
      expect([made.told(), made.leg.state, made.target().state]).toEqual([[start, fail(status)], state, 'ended'])
      expect(made.callOps.dialogs.length).toBe(state === 'active' ? 1 : 0)
    }
  })

  it.each<[string, Partial<CallOpsOptions>, (exchange: ScriptedSwitchboard) => void]>([
    [
      'no line is free',
      {},
      exchange => {
        exchange.freeLines = []
      },
    ],
    [
      'the module refuses the number',
      {},
      exchange => {
        exchange.fate = { refused: new CellvoiceError('DIAL_REFUSED') }
      },
    ],
    [
      'the number is refused beside a held call',
      { transferMethod: 'multiparty' },
      exchange => {
        exchange.fate = { refused: new CellvoiceError('DIAL_REFUSED') }
      },
    ],
    [
      'the network does not hold',
      { transferMethod: 'multiparty' },
      exchange => {
        for (const leg of exchange.all) leg.network = 'refuses'
      },
    ],
    ['there is no explicit transfer, and nothing else is wanted', { transferMethod: 'ect' }, () => {}],
  ])('cannot start: %s', async (_, options, prepare) => {
    const { told, leg, settle } = await transferring(options, prepare)
    await settle()
    expect([told(), leg.state]).toEqual([[notStarted], 'active'])
    const silent = await transferring({ ...options, compat: { silentWhenNotStarted: true } }, prepare)
    expect(silent.told()).toEqual([])
  })

  it('cannot start: a destination that is no number, a call that rings', async () => {
    const { callOps, exchange, up, settle, told } = scriptedCallOps()
    up()
    callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination: 'sip:anna@gw' })
    exchange.call('incoming')
    callOps.callTransfer({ callid: 'call-2', leg: 'caller', destination })
    await settle()
    expect([told(), exchange.dialled]).toEqual([
      ['call-1 caller fail [] ->  <sip:anna@gw>', `call-2 caller fail [] ->  <${destination}>`],
      [],
    ])
  })

  it('is released when nobody asks any more', async () => {
    const { callOps, target, settle, told } = await transferring()
    told()
    callOps.close()
    await settle()
    expect([told(), target().state]).toEqual([[], 'ended'])
  })
})
