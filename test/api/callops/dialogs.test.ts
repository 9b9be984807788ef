import { describe, expect, it } from 'vitest'
import { CallOps } from '../../../src/api/callops/call-ops.ts'
import { newCallid, newDialogId } from '../../../src/api/callops/dialog-id.ts'
import { ScriptedSwitchboard, scriptedCallOps } from '../../support/scripted-call-ops.ts'
import { ScriptedLeg } from '../../support/scripted-leg.ts'

describe('the dialogs', () => {
  it('are the calls on lines: who started one is its caller', async () => {
    const { callOps, exchange, clock } = scriptedCallOps()
    const before = Date.now()
    const incoming = exchange.call('incoming', 'a', 'incoming')
    exchange.call('dialing', 'b', 'outgoing')
    expect(callOps.dialogs).toEqual([
      {
        callid: 'call-1',
        dialogId: expect.stringMatching(/^[0-9a-f]+\.[0-9a-f]+$/),
        state: 'early',
        caller: { kind: 'radio', uri: 'sip:+441632960001@gateway', line: 'a', legId: 'leg-1', hold: 0 },
        callee: { kind: 'application', uri: 'sip:+441632960002@gateway', line: 'a', legId: null, hold: 0 },
        createdMs: expect.any(Number),
        startedMs: null,
        values: {},
      },
      expect.objectContaining({
        callid: 'call-2',
        caller: expect.objectContaining({ kind: 'application', line: 'b' }),
        callee: expect.objectContaining({ kind: 'radio', legId: 'leg-2' }),
      }),
    ])
    await clock.advance(5_000)
    incoming.move('active')
    const { createdMs = 0, startedMs } = callOps.dialog('call-1') ?? {}
    expect([Math.abs(createdMs - before) < 1_000, startedMs]).toEqual([true, createdMs + 5_000])
    incoming.move('held')
    expect(callOps.dialog('call-1')?.state).toBe('confirmed')
  })

  it('are found by either name, and a minute after the end', async () => {
    const { callOps, up, clock } = scriptedCallOps()
    const leg = up()
    const { dialogId = '' } = callOps.dialog('call-1') ?? {}
    leg.remoteEnd()
    expect(callOps.dialogs).toEqual([])
    for (const name of ['call-1', dialogId]) expect(callOps.dialog(name)).toMatchObject({ state: 'ended' })
    await clock.advance(60_001)
    expect(callOps.dialog('call-1')).toBeUndefined()
  })

  it('are remembered up to 64', () => {
    const { callOps, up } = scriptedCallOps()
    for (let count = 0; count < 66; count++) up().remoteEnd()
    expect(['call-1', 'call-2', 'call-3', 'call-66'].map(callid => callOps.dialog(callid)?.state)).toEqual([
      undefined,
      undefined,
      'ended',
      'ended',
    ])
  })

  it('begin with the calls that are up; rooms and services are none', () => {
    const exchange = new ScriptedSwitchboard()
    exchange.call('active')
    exchange.call('active').remoteEnd()
    const room = new ScriptedLeg('active', { kind: 'room', line: null })
    Object.defineProperty(exchange, 'legs', { value: [...exchange.legs, room] })
    const callOps = new CallOps({ exchange })
    expect(callOps.dialogs.map(({ caller }) => caller.legId)).toEqual(['leg-1'])
  })

  it('hide nothing of a number, and a number that is withheld', () => {
    const { callOps, exchange } = scriptedCallOps()
    const leg = exchange.call('incoming')
    Object.assign(leg, { from: '' })
    expect(callOps.dialog('call-1')?.caller.uri).toBe('sip:anonymous@gateway')
    Object.assign(leg, { from: '*31#5550100' })
    expect(callOps.dialog('call-1')?.caller.uri).toBe('sip:*31%235550100@gateway')
  })

  it('have names that nobody had before', () => {
    const names = Array.from({ length: 1_000 }, (_, at) => [newCallid(), newDialogId(at)]).flat()
    expect(new Set(names).size).toBe(2_000)
  })
})
