import { describe, expect, it, vi } from 'vitest'
import type { CallOpsOptions, ManualTransferRequest } from '../../../src/api/callops/call-ops-options.ts'
import { errorOf } from '../../support/error-of.ts'
import { scriptedCallOps } from '../../support/scripted-call-ops.ts'

const refer = (body: string) => ({ event: 'refer', body })

/** `call-1` is to be transferred by the application, which has placed `call-2` for it. */
async function byHand(options: Partial<CallOpsOptions> = {}) {
  const asked: ManualTransferRequest[] = []
  const made = scriptedCallOps({ mode: 'manual', onManualTransfer: request => asked.push(request), ...options })
  const old = made.up()
  made.callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination: 'sip:5550101@gw' })
  expect(asked).toEqual([])
  await made.settle()
  await made.callOps.dial('sip:5550101@gw')
  const fresh = made.exchange.all[1] ?? old
  return { ...made, asked, old, fresh }
}

const uri = '<sip:+441632960002@gateway>'

describe('a transfer by hand', () => {
  it('asks the application, and tells how the call fares that it placed', async () => {
    const { asked, exchange, callOps, fresh, settle, told } = await byHand()
    expect([asked, exchange.dialled.length, told()]).toEqual([
      [{ callid: 'call-1', leg: 'caller', destination: 'sip:5550101@gw' }],
      1,
      [],
    ])
    expect(callOps.callBlindReplace('call-2', 'call-1')).toBe(1)
    expect(told()).toEqual([])
    await settle()
    expect(told()).toEqual([`call-1 caller start [] -> call-2 ${uri}`])
    fresh.move('alerting')
    await settle()
    expect(told()).toEqual([])
    expect(callOps.callTransferNotify('call-1', refer('SIP/2.0 180 Ringing'))).toBe(0)
    fresh.move('active')
    await settle()
    expect(told()).toEqual([
      'call-1 caller notify [180 Ringing] -> call-2 <>',
      `call-1 caller ok [200 OK] -> call-2 ${uri}`,
    ])
    // The calls are the application's: nothing was done with them.
    expect([exchange.done, exchange.legs.length]).toEqual([[], 2])
  })

  it.each([
    ['the party given', 'callee', {}, 'callee'],
    ['any text', 'unknown', {}, 'unknown'],
    ['the party given, also as 3.6', 'callee', { startLeg: '3.6' }, 'callee'],
    ['the new call, as 3.6', undefined, { startLeg: '3.6' }, 'call-2'],
  ] as const)('tells %s', async (_, leg, compat, told) => {
    const made = await byHand({ compat })
    made.callOps.callBlindReplace('call-2', 'call-1', leg)
    await made.settle()
    expect(made.told()).toEqual([`call-1 ${told} start [] -> call-2 ${uri}`])
  })

  it('may be linked without having been asked for, also when the old call is over', async () => {
    const { callOps, up, settle, told } = scriptedCallOps()
    const old = up()
    const fresh = up('outgoing', 'b')
    old.remoteEnd()
    await settle()
    expect(callOps.callBlindReplace('call-2', 'call-1')).toBe(1)
    await settle()
    fresh.remoteEnd()
    expect(told()).toEqual([`call-1 unknown start [] -> call-2 ${uri}`, `call-1 unknown ok [200 OK] -> call-2 ${uri}`])
  })

  it('may be linked again after a failure', async () => {
    const { callOps, exchange, fresh, settle, told } = await byHand()
    callOps.callBlindReplace('call-2', 'call-1')
    fresh.remoteEnd(17)
    await settle()
    await callOps.dial('5550102')
    callOps.callBlindReplace('call-3', 'call-1')
    exchange.all[2]?.move('active')
    await settle()
    expect(told().map(line => line.split(' ').slice(1, 3).join(' '))).toEqual([
      'caller start',
      'caller fail',
      'caller start',
      'caller ok',
    ])
  })

  it.each([
    ['no old call-id', 'call-2', '', -1],
    ['an old call that never was', 'call-2', 'none', -2],
    ['a new call that is not there', 'none', 'call-1', -1],
    ['neither', 'none', 'none', -2],
    ['itself', 'call-1', 'call-1', -1],
  ])('%s', async (_, fresh, old, result) => {
    const { callOps, settle, told } = await byHand()
    expect(callOps.callBlindReplace(fresh, old)).toBe(result)
    await settle()
    expect(told()).toEqual([])
  })

  it('logs a hook that throws', async () => {
    const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    const { callOps, up, settle } = scriptedCallOps({
      mode: 'manual',
      logger,
      onManualTransfer: () => {
        throw new Error('broken hook')
      },
    })
    up()
    callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination: '1' })
    await settle()
    expect(logger.error).toHaveBeenCalledWith(expect.stringContaining('broken hook'))
  })
})

describe('a report about a transfer', () => {
  it.each([
    ['SIP/2.0 180 Ringing', '180 Ringing'],
    ['SIP/2.0 200 OK\r\n', '200 OK'],
    ['SIP/2.0 100 Trying\r\nX: 1', '100 Trying\r\nX: 1'],
  ])('%j is told', async (body, status) => {
    const { callOps, settle, told } = await byHand()
    callOps.callBlindReplace('call-2', 'call-1')
    expect(callOps.callTransferNotify('call-1', { event: 'refer;id=7', body })).toBe(0)
    await settle()
    expect(told().at(-1)).toBe(`call-1 caller notify [${status}] -> call-2 <>`)
  })

  it.each([
    ['no status line', 'call-1', { event: 'refer', body: 'Ringing' }, 0],
    ['an empty body', 'call-1', { event: 'refer', body: '' }, 0],
    ['another package', 'call-1', { event: 'presence', body: 'SIP/2.0 200 OK' }, -2],
    ['another package, and no such call', 'none', { event: '', body: 'SIP/2.0 200 OK' }, -2],
    ['no such call', 'none', { event: 'refer', body: 'SIP/2.0 200 OK' }, -1],
    ['a body without end', 'call-1', { event: 'refer', body: `SIP/2.0 200 ${'O'.repeat(4096)}` }, -1],
  ])('%s', async (_, callid, notify, result) => {
    const { callOps, settle, told } = await byHand()
    callOps.callBlindReplace('call-2', 'call-1')
    await settle()
    told()
    expect(callOps.callTransferNotify(callid, notify)).toBe(result)
    await settle()
    expect(told()).toEqual([])
  })

  it('means nothing before there is a new call', async () => {
    const { callOps, settle, told } = await byHand()
    expect(callOps.callTransferNotify('call-1', refer('SIP/2.0 100 Trying'))).toBe(0)
    await settle()
    expect(told()).toEqual([])
  })

  it.each([
    ['stored', 'caller'],
    ['3.6', ''],
    ['4.1', 'null'],
  ] as const)('that comes late is told as %s has it, for a minute after the call', async (lateNotifyLeg, leg) => {
    const { clock, callOps, old, fresh, settle, told } = await byHand({ compat: { lateNotifyLeg } })
    callOps.callBlindReplace('call-2', 'call-1')
    fresh.move('active')
    old.remoteEnd()
    await settle()
    told()
    await clock.advance(59_000)
    expect(callOps.callTransferNotify('call-1', refer('SIP/2.0 200 OK'))).toBe(0)
    await settle()
    expect(told()).toEqual([`call-1 ${leg} notify [200 OK] -> call-2 <>`])
    await clock.advance(2_000)
    expect(callOps.callTransferNotify('call-1', refer('SIP/2.0 200 OK'))).toBe(-1)
  })
})

describe('a number that is dialled in the place of a call', () => {
  it('is linked with it, without the marker', async () => {
    const { callOps, exchange, up, settle, told } = scriptedCallOps()
    up()
    const { dialogId } = callOps.dialog('call-1') ?? {}
    expect(await callOps.dial(`sip:5550101@gw;osid=${dialogId};x=1`)).toBe('call-2')
    exchange.all[1]?.move('active')
    await settle()
    expect([exchange.dialled[0]?.number, told()]).toEqual([
      '5550101',
      [
        'call-1 unknown start [] -> call-2 <sip:5550101@gw;x=1>',
        'call-1 unknown ok [200 OK] -> call-2 <sip:5550101@gw;x=1>',
      ],
    ])
  })

  it('is a call like any other where the marker means nothing, or a call that is over', async () => {
    const { callOps, exchange, up, settle, told } = scriptedCallOps()
    exchange.freeLines = ['b', 'c']
    const old = up()
    const { dialogId } = callOps.dialog('call-1') ?? {}
    old.remoteEnd()
    await callOps.dial('sip:5550101@gw;osid=1.2')
    await callOps.dial(`sip:5550101@gw;osid=${dialogId}`)
    await settle()
    expect([exchange.dialled.length, told()]).toEqual([2, []])
  })

  it('is found by the name of the marker', async () => {
    const { callOps, up, settle, told } = scriptedCallOps({ matchParam: 'call', mode: 'callid' })
    up()
    await callOps.dial('sip:5550101@gw;osid=x;call=call-1')
    await settle()
    expect(told()).toEqual(['call-1 unknown start [] -> call-2 <sip:5550101@gw;osid=x>'])
  })

  it('goes out on the line it is told', async () => {
    const { callOps, exchange } = scriptedCallOps()
    await callOps.dial('5550101', { line: { kind: 'name', name: 'b' } })
    expect(exchange.dialled).toEqual([{ number: '5550101', options: { line: { kind: 'name', name: 'b' } } }])
  })

  it('is refused where it is none', async () => {
    const { callOps, exchange } = scriptedCallOps()
    expect((await errorOf(callOps.dial('sip:anna@gw'))).code).toBe('INVALID_NUMBER')
    expect(exchange.dialled).toEqual([])
  })
})
