import { describe, expect, it } from 'vitest'
import type { CallOpsOptions } from '../../../src/api/callops/call-ops-options.ts'
import { refusalOf, scriptedCallOps } from '../../support/scripted-call-ops.ts'
import type { RadioManners, ScriptedRadioLeg } from '../../support/scripted-radio-leg.ts'

/** A call that is through, and its masks, gate and state in one line. */
function oneCall(
  options: Partial<CallOpsOptions> = {},
  manners: RadioManners = {},
  direction: 'incoming' | 'outgoing' = 'incoming',
) {
  const made = scriptedCallOps(options)
  const leg = made.exchange.call('active', 'a', direction, manners)
  const is = () => {
    const { caller, callee } = made.callOps.dialog('call-1') ?? {}
    return `${caller?.hold}/${callee?.hold} ${leg.state} ${gateOf(leg)}`
  }
  return { ...made, leg, is }
}

const gateOf = ({ gate }: ScriptedRadioLeg) => `down ${gate.downlink}, up ${gate.uplink}`

const all = (action: string, first: string, second: string, ...states: string[]) => [
  `${action} ${first} start`,
  `${action} ${first} ${states[0] ?? 'ok'}`,
  `${action} ${second} start`,
  `${action} ${second} ${states[1] ?? 'ok'}`,
]
const holdOk = all('hold', 'caller', 'callee')
const unholdOk = all('unhold', 'callee', 'caller')

describe('hold of an incoming call, whose caller is the far party', () => {
  it('is done by the network, caller first, and undone callee first', async () => {
    const { callOps, leg, settle, told, is } = oneCall()
    callOps.callHold({ callid: 'call-1' })
    expect(told()).toEqual([])
    await settle()
    expect([told(), is(), leg.asked]).toEqual([holdOk, '12/12 held down closed, up closed', ['hold']])
    expect(callOps.dialog('call-1')?.values).toEqual({
      call_hold_caller: 12,
      hold_method_caller: 'network',
      call_hold_callee: 12,
      hold_method_callee: 'gateway',
    })
    callOps.callUnhold({ callid: 'call-1' })
    await settle()
    expect([told(), is(), leg.asked]).toEqual([unholdOk, '0/0 active down open, up open', ['hold', 'retrieve']])
    expect(callOps.dialog('call-1')?.values).toEqual({})
  })

  it.each<[leg: 'caller' | 'callee', direction: 'incoming' | 'outgoing', is: string]>([
    ['caller', 'incoming', '4/8 active down closed, up open'],
    ['callee', 'incoming', '8/4 active down open, up closed'],
    ['caller', 'outgoing', '4/8 active down open, up closed'],
    ['callee', 'outgoing', '8/4 active down closed, up open'],
  ])('of the %s alone (%s) silences one way, and never asks the network', async (side, direction, expected) => {
    const { callOps, leg, settle, told, is } = oneCall({}, {}, direction)
    callOps.callHold({ callid: 'call-1', leg: side })
    await settle()
    expect([told(), is(), leg.asked]).toEqual([holdOk, expected, []])
    // What is held the other way is told, and nothing changes.
    callOps.callUnhold({ callid: 'call-1', leg: side === 'caller' ? 'callee' : 'caller' })
    await settle()
    expect([told(), is()]).toEqual([unholdOk, expected])
    callOps.callUnhold({ callid: 'call-1' })
    await settle()
    expect([told(), is()]).toEqual([unholdOk, '0/0 active down open, up open'])
  })

  it('adds one way to the other', async () => {
    const { callOps, leg, settle, told, is } = oneCall()
    callOps.callHold({ callid: 'call-1', leg: 'caller' })
    callOps.callHold({ callid: 'call-1', leg: 'callee' })
    await settle()
    expect([told(), is(), leg.asked]).toEqual([[...holdOk, ...holdOk], '12/12 active down closed, up closed', []])
    expect(refusalOf(() => callOps.callHold({ callid: 'call-1' }))).toBe('480 Both dialog legs are on hold')
  })

  it('gives one way back of what the network holds', async () => {
    const { callOps, leg, settle, told, is } = oneCall()
    callOps.callHold({ callid: 'call-1' })
    await settle()
    told()
    callOps.callUnhold({ callid: 'call-1', leg: 'caller' })
    await settle()
    expect([told(), is(), leg.asked]).toEqual([unholdOk, '8/4 active down open, up closed', ['hold', 'retrieve']])
  })

  it('counts as held only once it is: another hold before that has its own events, an unhold is refused', async () => {
    const { callOps, settle, told, leg } = oneCall()
    callOps.callHold({ callid: 'call-1' })
    expect(refusalOf(() => callOps.callUnhold({ callid: 'call-1' }))).toBe('480 No dialog legs on hold')
    expect(callOps.callHold({ callid: 'call-1' })).toBe('OK')
    await settle()
    expect([told(), leg.asked]).toEqual([[...holdOk, ...holdOk], ['hold']])
  })
})

describe('hold that the network does not do', () => {
  it('fails for the far party, who is not held, and is tried again for that party alone', async () => {
    const { callOps, leg, settle, told, is } = oneCall({}, { network: 'refuses' })
    callOps.callHold({ callid: 'call-1' })
    await settle()
    expect([told(), is()]).toEqual([
      all('hold', 'caller', 'callee', 'fail', 'ok'),
      '0/12 active down closed, up closed',
    ])
    leg.network = 'holds'
    callOps.callHold({ callid: 'call-1' })
    await settle()
    expect([told(), is()]).toEqual([['hold caller start', 'hold caller ok'], '12/12 held down closed, up closed'])
  })

  it('keeps a far party on hold that cannot be retrieved, until it can', async () => {
    const { callOps, leg, settle, told, is } = oneCall()
    callOps.callHold({ callid: 'call-1' })
    await settle()
    told()
    leg.network = 'refuses'
    callOps.callUnhold({ callid: 'call-1' })
    await settle()
    expect([told(), is()]).toEqual([all('unhold', 'callee', 'caller', 'ok', 'fail'), '12/0 held down open, up open'])
    leg.network = 'holds'
    callOps.callUnhold({ callid: 'call-1' })
    await settle()
    expect([told(), is()]).toEqual([['unhold caller start', 'unhold caller ok'], '0/0 active down open, up open'])
  })

  it.each<['auto' | 'network' | 'gateway', RadioManners, string, string]>([
    ['auto', { network: 'other-call' }, 'ok', '12/12 active down closed, up closed'],
    ['network', { network: 'other-call' }, 'fail', '0/12 active down closed, up closed'],
    ['gateway', {}, 'ok', '12/12 active down closed, up closed'],
    ['gateway', { sound: false }, 'fail', '0/12 active down open, up open'],
    ['auto', { sound: false, network: 'other-call' }, 'fail', '0/12 active down open, up open'],
    ['auto', { sound: false }, 'ok', '12/12 held down open, up open'],
  ])('method %s with %j: %s', async (holdMethod, manners, state, expected) => {
    const { callOps, settle, told, is } = oneCall({ holdMethod }, manners)
    callOps.callHold({ callid: 'call-1' })
    await settle()
    // The application is always held: it hears and says nothing where there is no sound, either.
    expect([told(), is()]).toEqual([all('hold', 'caller', 'callee', state, 'ok'), expected])
  })

  it('one way fails where no sound reaches the host', async () => {
    const { callOps, settle, told, is } = oneCall({}, { sound: false })
    callOps.callHold({ callid: 'call-1', leg: 'caller' })
    await settle()
    expect([told(), is()]).toEqual([all('hold', 'caller', 'callee', 'fail', 'ok'), '0/8 active down open, up open'])
  })

  it.each(['incoming', 'outgoing'] as const)(
    'of an %s call is undone where no sound reaches the host, too',
    async direction => {
      const { callOps, leg, settle, told, is } = oneCall({}, { sound: false }, direction)
      callOps.callHold({ callid: 'call-1' })
      await settle()
      told()
      callOps.callUnhold({ callid: 'call-1' })
      await settle()
      expect([told(), is(), leg.asked]).toEqual([unholdOk, '0/0 active down open, up open', ['hold', 'retrieve']])
    },
  )

  it('finds a call that somebody else has on hold, or took back, as it is', async () => {
    const { callOps, leg, settle, told, is } = oneCall()
    leg.move('held')
    callOps.callHold({ callid: 'call-1' })
    await settle()
    expect([told(), leg.asked]).toEqual([holdOk, []])
    leg.move('active')
    callOps.callUnhold({ callid: 'call-1' })
    await settle()
    expect([told(), leg.asked, is()]).toEqual([unholdOk, [], '0/0 active down open, up open'])
  })
})

describe('hold of a call that ends', () => {
  it('fails for both parties when it ends before its turn, so that whoever waits hears of it', async () => {
    const { callOps, leg, settle, told } = oneCall()
    callOps.callHold({ callid: 'call-1' })
    leg.remoteEnd()
    await settle()
    expect(told()).toEqual(all('hold', 'caller', 'callee', 'fail', 'fail'))
    expect(refusalOf(() => callOps.callUnhold({ callid: 'call-1' }))).toBe('404 Dialog not found')
  })

  it('tells nothing of a held call that ends', async () => {
    const { callOps, leg, settle, told } = oneCall()
    callOps.callHold({ callid: 'call-1' })
    await settle()
    told()
    leg.loseModule()
    await settle()
    expect([told(), callOps.dialogs]).toEqual([[], []])
  })

  it('tells nothing once closed', async () => {
    const { callOps, settle, told } = oneCall()
    let isComplete = false
    callOps.events$.subscribe({
      complete: () => {
        isComplete = true
      },
    })
    callOps.callHold({ callid: 'call-1' })
    callOps.close()
    await settle()
    expect([told(), isComplete]).toEqual([[], true])
  })
})
