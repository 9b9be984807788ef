import { describe, expect, it } from 'vitest'
import { refusalOf } from '../../support/scripted-call-ops.ts'
import { simulatedCallOps } from '../../support/simulated-call-ops.ts'
import type { ConnectedLeg } from '../../support/simulated-exchange.ts'
import { callBeside } from '../../support/two-calls.ts'
import { pass, untilTrue } from '../../support/until.ts'

type Made = Awaited<ReturnType<typeof simulatedCallOps>>

/** A call that we made on `a`, `call-1`: its callee is the far party. */
async function oneCall(...options: Parameters<typeof simulatedCallOps>) {
  const made = await simulatedCallOps(...options)
  const first = await made.connect('a')
  return { ...made, first }
}

const holdOk = ['hold caller start', 'hold caller ok', 'hold callee start', 'hold callee ok']
const unholdOk = ['unhold callee start', 'unhold callee ok', 'unhold caller start', 'unhold caller ok']
const farRefused = ['hold caller start', 'hold caller ok', 'hold callee start', 'hold callee fail']
const gone = '404 Dialog not found'

type HoldRow = readonly [
  what: string,
  happen: (made: Made & { readonly first: ConnectedLeg }) => unknown,
  told: readonly string[],
  then: string,
]

describe('event sequences: hold', () => {
  it.each<HoldRow>([
    ['hold', () => {}, holdOk, '480 Both dialog legs are on hold'],
    [
      'hold, unhold',
      async ({ callOps, during }) => {
        expect(await during(2_000)).toEqual(holdOk)
        callOps.callUnhold({ callid: 'call-1' })
      },
      unholdOk,
      'none',
    ],
    [
      'already held',
      async ({ callOps, during }) => {
        expect(await during(2_000)).toEqual(holdOk)
        refusalOf(() => callOps.callHold({ callid: 'call-1' }))
      },
      [],
      '480 Both dialog legs are on hold',
    ],
    [
      'nothing held',
      async ({ callOps, during }) => {
        callOps.callUnhold({ callid: 'call-1' })
        await during(2_000)
        expect(refusalOf(() => callOps.callUnhold({ callid: 'call-1' }))).toBe('480 No dialog legs on hold')
      },
      [],
      'none',
    ],
    [
      'the far end hangs up while held',
      async ({ first, during }) => {
        expect(await during(2_000)).toEqual(holdOk)
        first.far.hangUp()
      },
      [],
      gone,
    ],
    [
      'the module is lost while held',
      async ({ modules, during }) => {
        expect(await during(2_000)).toEqual(holdOk)
        modules[0]?.unplug()
      },
      [],
      gone,
    ],
    [
      'the module is lost before anything was asked of it',
      async ({ modules }) => {
        modules[0]?.unplug()
      },
      ['hold caller start', 'hold caller fail', 'hold callee start', 'hold callee fail'],
      gone,
    ],
  ])('%s', async (what, happen, told, then) => {
    const made = await oneCall()
    if (what === 'nothing held') {
      made.callOps.callHold({ callid: 'call-1' })
      await made.during(2_000)
    } else made.callOps.callHold({ callid: 'call-1' })
    await happen(made)
    expect(await made.during(2_000)).toEqual(told)
    expect(refusalOf(() => made.callOps.callHold({ callid: 'call-1' }))).toBe(then)
  })

  it('the network refuses: the far party is not held, and can be tried again', async () => {
    const { callOps, modules, during, first } = await oneCall()
    modules[0]?.setHoldFaults({ hold: 29 })
    callOps.callHold({ callid: 'call-1' })
    expect([await during(2_000), first.leg.state]).toEqual([farRefused, 'active'])
    modules[0]?.setHoldFaults({ hold: null })
    callOps.callHold({ callid: 'call-1' })
    expect([await during(2_000), first.leg.state]).toEqual([['hold callee start', 'hold callee ok'], 'held'])
  })

  it('the module does not answer: fail after the limit of a step', async () => {
    const { callOps, modules, during } = await oneCall({ stepLimitMs: 5_000 })
    modules[0]?.stall()
    callOps.callHold({ callid: 'call-1' })
    expect(await during(4_500)).toEqual(farRefused.slice(0, -1))
    expect(await during(1_500)).toEqual(['hold callee fail'])
  })
})

const line = (leg: string, state: string, status: string, to = '') =>
  `call-1 ${leg} ${state} [${status}] -> call-2 <${to}>`

/** The lines of a transfer of the far party to `number`. */
function lines(number: string, ...steps: readonly string[]) {
  return steps.map(step => {
    const [, state = '', status = ''] = /^(\w+) ?(.*)$/.exec(step) ?? []
    return line('callee', state, status, state === 'notify' ? '' : `sip:${number}@gw`)
  })
}

type TransferRow = readonly [
  what: string,
  number: string,
  happen: ((made: Made & { readonly first: ConnectedLeg }) => unknown) | null,
  steps: readonly string[],
  /** The dialogs that are left: of a transfer by the network, and of one by a bridge. */
  left: readonly [ect: readonly string[], bridge: readonly string[]],
]

const rang = ['start', 'notify 180 Ringing'] as const
const kept = [['call-1'], ['call-1']] as const
const rows: readonly TransferRow[] = [
  ['answered', '5550100', null, [...rang, 'notify 200 OK', 'ok 200 OK'], [[], ['call-1', 'call-2']]],
  ['answered, and hangs up 3 s later', '5550203', null, [...rang, 'notify 200 OK', 'ok 200 OK'], [[], []]],
  ['busy', '5550017', null, ['start', 'fail 486 Busy Here'], kept],
  ['unassigned', '5550001', null, ['start', 'fail 404 Not Found'], kept],
  ['no channel', '5550034', null, ['start', 'fail 503 Service Unavailable'], kept],
  ['rejected', '5550021', null, [...rang, 'fail 403 Forbidden'], kept],
  ['not answered', '5550019', null, [...rang, 'fail 480 Temporarily Unavailable'], kept],
  ['rings too long', '5550102', null, [...rang, 'fail 408 Request Timeout'], kept],
  [
    'cancelled',
    '5550102',
    ({ callOps }) => callOps.endDialog('call-2'),
    [...rang, 'fail 487 Request Terminated'],
    kept,
  ],
  [
    'the transferred party hangs up',
    '5550102',
    ({ first }) => first.far.hangUp(),
    [...rang, 'fail 487 Request Terminated'],
    [[], []],
  ],
  [
    'the call is ended',
    '5550102',
    ({ callOps }) => callOps.endDialog('call-1'),
    [...rang, 'fail 487 Request Terminated'],
    [[], []],
  ],
  [
    'the module of the transferred party is lost',
    '5550102',
    ({ modules }) => modules[0]?.unplug(),
    [...rang, 'fail 503 Service Unavailable'],
    [[], []],
  ],
]

describe.each(['ect', 'bridge'] as const)('event sequences: a blind transfer by %s', transferMethod => {
  it.each(rows)('%s', async (what, number, happen, steps, left) => {
    const ringLimitMs = what === 'rings too long' ? 20_000 : 200_000
    const made = await oneCall({ transferMethod, ringLimitMs })
    const { callOps, clock, first, until } = made
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: `sip:${number}@gw` })
    if (happen) {
      await untilTrue(clock, () => callOps.dialog('call-2') !== undefined)
      await pass(clock, 3_000)
      await happen(made)
    }
    expect(await until(/ (ok|fail) /)).toEqual(lines(number, ...steps))
    await pass(clock, 5_000)
    const expected = left[transferMethod === 'ect' ? 0 : 1]
    expect(callOps.dialogs.map(({ callid }) => callid)).toEqual(expected)
    // The application keeps its call where the transfer failed, and where it did not, it has lost it.
    expect(first.leg.state).toBe(left === kept ? 'active' : 'ended')
  })

  it('the network refuses to hold, or to dial: nothing is started', async () => {
    const { callOps, modules, during, first } = await oneCall({ transferMethod })
    for (const module of modules) module.setHoldFaults({ hold: 29 })
    modules[1]?.ejectSim()
    await during(2_000)
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
    expect(await during(60_000)).toEqual(['call-1 callee fail [] ->  <sip:5550100@gw>'])
    expect(first.leg.state).toBe('active')
  })
})

describe('event sequences: what only one way has', () => {
  it('ect: the network refuses to join; both can be tried again', async () => {
    const { callOps, modules, until, first, network } = await oneCall({ transferMethod: 'ect' })
    modules[0]?.setHoldFaults({ transfer: 50 })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
    expect(await until(/ fail /)).toEqual(lines('5550100', ...rang, 'notify 200 OK', 'fail 500 Server Internal Error'))
    expect([first.leg.state, network.subscriber('5550100').call?.state]).toEqual(['active', 'released'])
    modules[0]?.setHoldFaults({ transfer: null })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
    expect((await until(/ ok /)).at(-1)).toBe('call-1 callee ok [200 OK] -> call-3 <sip:5550100@gw>')
  })

  it('ect at the first ring: no answer is claimed, and the far ends are left to themselves', async () => {
    const { callOps, modules, until, first, network, clock } = await oneCall({
      transferMethod: 'ect',
      ectWhen: 'alerting',
    })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550102@gw' })
    expect(await until(/ ok /)).toEqual(lines('5550102', ...rang, 'ok 202 Accepted'))
    network.subscriber('5550102').call?.answer()
    await pass(clock, 1_000)
    expect([first.far.state, network.subscriber('5550102').call?.state, modules[0]?.truth()]).toEqual([
      'active',
      'active',
      [],
    ])
  })

  it.each([
    ['a bridge', { modules: [{ refused: ['AT+CHLD=?'] }, {}] }, 'ok 200 OK'],
    ['nothing where no sound reaches the host, either', { family: 'ec200u' }, 'fail 501 Not Implemented'],
  ] as const)('auto: a module without explicit transfer has %s', async (_, modules, end) => {
    const { callOps, until, sent } = await oneCall({}, modules)
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
    expect(await until(/ (ok|fail) /)).toEqual(lines('5550100', ...rang, 'notify 200 OK', end))
    expect(callOps.dialog('call-1')?.values.transfer_method).toBe('bridge')
    expect(sent[0]?.some(command => command.includes('CHLD'))).toBe(false)
  })

  it('bridge: the module of the target is lost while it rings', async () => {
    const { callOps, modules, until, during, first } = await oneCall({ transferMethod: 'bridge' })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550102@gw' })
    expect(await during(3_000)).toEqual(lines('5550102', ...rang))
    modules[1]?.unplug()
    expect(await until(/ fail /)).toEqual(lines('5550102', 'fail 503 Service Unavailable'))
    expect(first.leg.state).toBe('active')
  })

  it('multiparty: the network joins them, our module stays, and either end takes the other with it', async () => {
    const { callOps, until, first, modules, clock, network } = await oneCall({ transferMethod: 'multiparty' })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
    expect(await until(/ (ok|fail) /)).toEqual(lines('5550100', ...rang, 'notify 200 OK', 'ok 200 OK'))
    expect(modules[0]?.truth()).toMatchObject([{ state: 'active', multiparty: true }, { state: 'active' }])
    expect([first.leg.state, callOps.dialogs.map(({ callid }) => callid)]).toEqual(['ended', ['call-1', 'call-2']])
    network.subscriber('5550100').call?.hangUp()
    await untilTrue(clock, () => callOps.dialogs.length === 0)
    await pass(clock, 2_000)
    expect(modules[0]?.truth()).toEqual([])
  })

  it('local: with one line the application is moved to a call beside the old one, which is released', async () => {
    const { callOps, until, first, modules, clock, network } = await oneCall({}, { modules: [{}] })
    callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination: 'sip:5550100@gw' })
    expect((await until(/ (ok|fail) /)).at(-1)).toBe('call-1 caller ok [200 OK] -> call-2 <sip:5550100@gw>')
    await pass(clock, 2_000)
    expect([first.leg.state, first.far.state, network.subscriber('5550100').call?.state]).toEqual([
      'active',
      'released',
      'active',
    ])
    expect([modules[0]?.truth().length, callOps.dialogs.map(({ callid }) => callid)]).toEqual([1, ['call-2']])
  })

  it('bridge: either far end that hangs up takes the other with it', async () => {
    for (const leaves of ['first', 'second'] as const) {
      const { callOps, until, first, network, clock, modules } = await oneCall({ transferMethod: 'bridge' })
      callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
      await until(/ ok /)
      const second = network.subscriber('5550100').call
      if (leaves === 'first') first.far.hangUp()
      else second?.hangUp()
      await untilTrue(clock, () => callOps.dialogs.length === 0)
      await pass(clock, 2_000)
      expect(modules.map(module => module.truth())).toEqual([[], []])
    }
  })
})

/** Two calls, `call-1` and `call-2`: on one module, the first held then; or on two. */
async function twoCalls(on: 'one module' | 'two modules', ...options: Parameters<typeof simulatedCallOps>) {
  const made = await oneCall(...options)
  if (on === 'one module') return { ...made, second: await callBeside(made, made.first) }
  const leg = await made.wait(made.exchange.dial('5550100', { line: { kind: 'name', name: 'b' } }))
  await untilTrue(made.clock, () => leg.state === 'active')
  return { ...made, second: { leg } }
}

const both = (state: string, status: string, to: string, order: readonly string[]) =>
  order.map(callid => `${callid} callee ${state} [${status}] -> call-3 <sip:${to}@gateway>`)
const forward = ['call-1', 'call-2']
const backward = ['call-2', 'call-1']

describe('event sequences: an attended transfer', () => {
  it.each([
    ['one module', '5550102', []],
    ['two modules', '5550100', ['call-1', 'call-2', 'call-3']],
  ] as const)('of two calls on %s', async (on, to, left) => {
    const { callOps, until, first, second } = await twoCalls(on)
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', transferCallid: 'call-2', transferLeg: 'callee' })
    expect(await until(/call-1 .* (ok|fail) /)).toEqual([
      ...both('start', '', to, forward),
      ...both('ok', '200 OK', to, backward),
    ])
    expect([first.leg.state, second.leg.state]).toEqual(['ended', 'ended'])
    expect(callOps.dialogs.map(({ callid }) => callid)).toEqual(left)
  })

  it.each([
    ['refuses', 3, '403 Forbidden'],
    ['has no such service', 4, '501 Not Implemented'],
    ['accepts and does nothing', 'ignored', '504 Server Time-out'],
  ] as const)('when the network %s: both calls are as they were', async (_, fault, status) => {
    const { callOps, until, modules, first, second } = await twoCalls('one module')
    modules[0]?.setHoldFaults({ transfer: fault })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', transferCallid: 'call-2', transferLeg: 'callee' })
    expect(await until(/call-1 .* fail /)).toEqual([
      ...both('start', '', '5550102', forward),
      ...both('fail', status, '5550102', backward),
    ])
    expect([first.leg.state, second.leg.state]).toEqual(['held', 'active'])
  })

  it('of a far party and an application: the application has the far party of the other call', async () => {
    const { callOps, until, first, second, network, clock } = await twoCalls('two modules')
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', transferCallid: 'call-2', transferLeg: 'caller' })
    const told = await until(/call-1 .* (ok|fail) /)
    expect(told.at(-1)).toMatch(/^call-1 callee ok \[200 OK\] -> call-3 /)
    await pass(clock, 2_000)
    expect([first.leg.state, second.leg.state, second.leg.line]).toEqual(['ended', 'active', 'a'])
    expect([first.far.state, network.subscriber('5550100').call?.state]).toEqual(['active', 'released'])
    expect(callOps.dialogs).toMatchObject([{ callid: 'call-3', callee: { kind: 'application' } }])
  })
})
