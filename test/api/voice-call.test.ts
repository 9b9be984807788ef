import { describe, expect, it } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'

/** The id of the first call: on Qualcomm-like modules a data context takes id 1. */
const families: Record<FamilyName, { firstId: number }> = {
  ec25: { firstId: 2 },
  ec200u: { firstId: 1 },
  ec600n: { firstId: 1 },
  generic: { firstId: 1 },
}

/** Commands that look, in the background. */
const looks = /^AT\+(CLCC|CEER|QNWINFO|QCFG)/

for (const [family, { firstId: id }] of Object.entries(families) as [FamilyName, { firstId: number }][]) {
  describe(`voiceCall on ${family}`, () => {
    const volte = (code: number, dir: number, status: number, number: string) =>
      [code, id, dir, status, 0, 0, number, number.startsWith('+') ? 145 : 129] as const

    it('a: outgoing, answered, the far end hangs up', async () => {
      const { voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'volte' })
      expect(await during(voiceCall.callStart('10086'))).toBe(0)
      await clock.advance(12_000)
      expect(callbacks).toEqual([
        volte(14, 0, 2, '10086'),
        volte(15, 0, 7, '10086'),
        volte(11, 0, 3, '10086'),
        volte(12, 0, 6, '10086'),
      ])
    })

    it('b1: busy', async () => {
      const { voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'volte' })
      expect(await during(voiceCall.callStart('10010'))).toBe(0)
      await clock.advance(5_000)
      expect(callbacks).toEqual([volte(14, 0, 2, '10010'), volte(12, 0, 6, '10010')])
    })

    it('b1: busy, circuit switched: 7, then 8 with the vendor number of cause 17', async () => {
      const { voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'cs' })
      await during(voiceCall.callStart('10010'))
      await clock.advance(5_000)
      expect(callbacks).toEqual([[7], [8, id, 6, 0]])
    })

    it('b3, b4: nobody answers, we give up', async () => {
      const { voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'volte' })
      await during(voiceCall.callStart('5550102'))
      await clock.advance(10_000)
      expect(await during(voiceCall.callEnd())).toBe(0)
      await clock.advance(2_000)
      expect(callbacks).toEqual([volte(14, 0, 2, '5550102'), volte(15, 0, 7, '5550102'), volte(12, 0, 6, '5550102')])
    })

    it('c1: incoming, missed', async () => {
      const { network, callbacks, clock } = await simulatedVoiceCall(family, { family: 'volte' })
      const call = network.call('5550100', '+15550100000')
      await clock.advance(8_000)
      call.hangUp()
      await clock.advance(2_000)
      expect(callbacks).toEqual([volte(10, 1, 4, '5550100'), volte(12, 1, 6, '5550100')])
    })

    it('c2: incoming, answered, the far end hangs up; circuit switched 2, 3, 4', async () => {
      const { network, voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'cs' })
      const call = network.call('5550100', '+15550100000')
      await clock.advance(3_000)
      expect(await during(voiceCall.callAnswer())).toBe(0)
      await clock.advance(3_000)
      call.hangUp()
      await clock.advance(3_000)
      expect(callbacks.map(([code, ...rest]) => [code, rest[0]])).toEqual([
        [2, id],
        [3, id],
        [4, id],
      ])
    })

    it('c3: incoming, rejected by us', async () => {
      const { network, voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'volte' })
      const call = network.call('5550100', '+15550100000')
      await clock.advance(1_000)
      expect(await during(voiceCall.callEnd())).toBe(0)
      await clock.advance(2_000)
      expect(callbacks).toEqual([volte(10, 1, 4, '5550100'), volte(12, 1, 6, '5550100')])
      expect(call.state).toBe('released')
    })

    it('d: waiting, taken, both ended', async () => {
      const { network, voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'volte' })
      await during(voiceCall.callStart('5550101'))
      await clock.advance(2_000)
      network.call('5550102', '+15550100000')
      await clock.advance(2_000)
      expect(await during(voiceCall.callAnswer())).toBe(0)
      await clock.advance(3_000)
      expect(await during(voiceCall.callEnd())).toBe(0)
      await clock.advance(3_000)
      const told = callbacks.map(([code, index]) => [code, index])
      expect(told.slice(0, 3)).toEqual([
        [14, id],
        [11, id],
        [13, id + 1],
      ])
      // The order of hold and connect is not given, nor is that of the two ends.
      expect(told.slice(3, 5).sort()).toEqual([
        [11, id + 1],
        [16, id],
      ])
      expect(told.slice(5).sort()).toEqual([
        [12, id],
        [12, id + 1],
      ])
    })

    it('legacy: only 4103 to 4106', async () => {
      const { network, voiceCall, callbacks, clock, during } = await simulatedVoiceCall(family, { family: 'legacy' })
      await during(voiceCall.callStart('10086'))
      await clock.advance(12_000)
      network.call('5550102', '+15550100000').hangUp()
      await clock.advance(3_000)
      expect(callbacks.map(([code]) => code)).toEqual([4104, 4105])
    })

    it('setAutoAnswer answers after its seconds, and not when the caller has gone', async () => {
      const { network, voiceCall, callbacks, clock } = await simulatedVoiceCall(family, { family: 'volte' })
      expect(voiceCall.setAutoAnswer(5)).toBe(0)
      network.call('5550100', '+15550100000')
      await clock.advance(4_500)
      expect(callbacks.map(([code]) => code)).toEqual([10])
      await clock.advance(2_500)
      expect(callbacks.map(([code]) => code)).toEqual([10, 11])
      await voiceCall.callEnd()
    })

    it('setAutoCancel hangs up at once, before auto answer, and tells 10 and 12', async () => {
      const { network, voiceCall, callbacks, clock } = await simulatedVoiceCall(family, { family: 'volte' })
      expect(voiceCall.getAutoCancelStatus()).toBe(0)
      expect(voiceCall.setAutoCancel(1)).toBe(0)
      expect(voiceCall.getAutoCancelStatus()).toBe(1)
      voiceCall.setAutoAnswer(1)
      network.call('5550100', '+15550100000')
      await clock.advance(5_000)
      expect(callbacks.map(([code]) => code)).toEqual([10, 12])
    })

    it('callEnd and callAnswer without a call: 0 and -1, and no callback', async () => {
      const { voiceCall, callbacks, during, sent } = await simulatedVoiceCall(family)
      expect(await during(voiceCall.callEnd())).toBe(0)
      expect(await during(voiceCall.callEnd())).toBe(0)
      expect(await during(voiceCall.callAnswer())).toBe(-1)
      expect(voiceCall.lastError?.code).toBe('NO_SUCH_CALL')
      expect(callbacks).toEqual([])
      expect(sent.filter(line => !looks.test(line))).toEqual(['AT+CHUP', 'AT+CHUP'])
    })
  })
}

describe('voiceCall arguments', () => {
  const badNumbers: unknown[] = [
    '',
    ' ',
    '+',
    '++1',
    '1;',
    '10086;',
    '10086\r',
    '10086\n',
    '10086\r\nATH',
    '"10086"',
    '1 2',
    '1,2',
    '1-2',
    'a',
    'D',
    'd',
    '１００８６',
    '10086\0',
    '10086;+CHUP',
    'T10086',
    'P1',
    '1W2',
    '1@2',
    '1!2',
    '+1+2',
    '1'.repeat(41),
    `+${'1'.repeat(41)}`,
    null,
    undefined,
    10086,
    10086n,
    true,
    {},
    [],
    ['10086'],
    Symbol('x'),
    () => '10086',
    Number.NaN,
    new Date(0),
    Buffer.from('1'),
  ]
  const refusedSettings: [string, unknown][] = [
    ['setAutoAnswer', -1],
    ['setAutoAnswer', 256],
    ['setAutoAnswer', 1.5],
    ['setAutoAnswer', Number.NaN],
    ['setAutoAnswer', '5'],
    ['setAutoAnswer', null],
    ['setAutoAnswer', undefined],
    ['setAutoAnswer', true],
    ['setAutoAnswer', Number.POSITIVE_INFINITY],
    ['setAutoCancel', 2],
    ['setAutoCancel', -1],
    ['setAutoCancel', true],
    ['setAutoCancel', false],
    ['setAutoCancel', '1'],
    ['setAutoCancel', null],
    ['setAutoCancel', undefined],
    ['setCallback', 1],
    ['setCallback', 'fn'],
    ['setCallback', {}],
    ['setCallback', []],
    ['setCallback', true],
  ]

  it('bad numbers give -1, say why, and put nothing on the wire; the next call works', async () => {
    const { voiceCall, sent, during, callbacks, clock } = await simulatedVoiceCall('ec200u')
    for (const number of badNumbers) {
      expect(await voiceCall.callStart(number as string), String(number as string)).toBe(-1)
      expect(voiceCall.lastError?.code).toBe('INVALID_NUMBER')
    }
    expect(sent).toEqual([])
    expect(await during(voiceCall.callStart('+441632960961'))).toBe(0)
    await clock.advance(500)
    expect(callbacks[0]).toEqual([14, 1, 0, 2, 0, 0, '+441632960961', 145])
  })

  it('bad settings give -1, say why, and put nothing on the wire', async () => {
    const { voiceCall, sent } = await simulatedVoiceCall('ec200u')
    for (const [name, value] of refusedSettings) {
      const setter = voiceCall[name as 'setAutoAnswer'].bind(voiceCall) as (value: unknown) => number
      const before = voiceCall.lastError
      expect(setter(value), `${name}(${String(value)})`).toBe(name === 'setCallback' && value === undefined ? 0 : -1)
      expect(voiceCall.lastError).toMatchObject({ code: 'INVALID_ARGUMENT' })
      expect(voiceCall.lastError).not.toBe(before)
    }
    expect(sent).toEqual([])
  })

  it('dialling while dialling is refused with -1', async () => {
    const { voiceCall, during } = await simulatedVoiceCall('ec200u')
    const [first, second] = await during(Promise.all([voiceCall.callStart('10086'), voiceCall.callStart('10010')]))
    expect([first, second]).toEqual([0, -1])
    expect(voiceCall.lastError?.code).toBe('DIAL_REFUSED')
  })

  it('a module without voice: -1 and no callback', async () => {
    const { voiceCall, during, module, callbacks } = await simulatedVoiceCall('ec200u')
    module.ejectSim()
    expect(await during(voiceCall.callStart('10086'), 8_000)).toBe(-1)
    expect(voiceCall.lastError?.code).toBe('DIAL_REFUSED')
    expect(callbacks).toEqual([])
  })
})

describe('voiceCall delivery', () => {
  it('waits for a slow callback, keeps the order, and survives what it throws', async () => {
    const { voiceCall, during, clock } = await simulatedVoiceCall('ec200u')
    const order: string[] = []
    voiceCall.setCallback(async args => {
      order.push(`begin ${args[0]}`)
      await new Promise(resolve => clock.setTimer(3_000, () => resolve(undefined)))
      order.push(`end ${args[0]}`)
      throw new Error('the callback is broken')
    })
    await during(voiceCall.callStart('10086'))
    await clock.advance(30_000)
    expect(order).toEqual([14, 15, 11, 12].flatMap(code => [`begin ${code}`, `end ${code}`]))
    expect(voiceCall.lastError?.code).toBe('CALLBACK_FAILED')
  })

  it('the callback may call functions; the last registration wins; null takes it away', async () => {
    const { voiceCall, during, clock, callbacks } = await simulatedVoiceCall('ec200u')
    const seen: number[] = []
    voiceCall.setCallback(async args => {
      seen.push(args[0])
      if (args[0] === 11) await voiceCall.callEnd()
    })
    await during(voiceCall.callStart('5550100'))
    await clock.advance(6_000)
    expect(seen).toEqual([14, 15, 11, 12])
    expect(callbacks).toEqual([])
    voiceCall.setCallback(null)
    await during(voiceCall.callStart('10086'))
    await clock.advance(12_000)
    expect(seen).toEqual([14, 15, 11, 12])
  })

  it('a full queue: one clear error, and the end of every call still arrives', async () => {
    const { voiceCall, during, clock, network } = await simulatedVoiceCall('ec200u')
    const seen: (readonly (number | string)[])[] = []
    let release: () => void = () => {}
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    voiceCall.setCallback(async args => {
      seen.push(args)
      await gate
    })
    const calls = 150
    for (let n = 0; n < calls; n++) {
      const call = network.call('5550100', '+15550100000')
      await clock.advance(1_500)
      call.hangUp()
      await clock.advance(2_000)
    }
    expect(voiceCall.lastError?.code).toBe('CALLBACK_QUEUE_FULL')
    release()
    for (let turn = 0; turn < 100; turn++) await clock.advance(10)
    expect(seen.filter(([code]) => code === 12)).toHaveLength(calls)
    expect(await during(voiceCall.callStart('10086'))).toBe(0)
  })

  it('one family a call; releaseDirection adds the ninth element; clcc encoding numbers the status as AT+CLCC', async () => {
    const { voiceCall, callbacks, clock, during } = await simulatedVoiceCall('ec200u', {
      family: 'volte',
      releaseDirection: true,
      callStatusEncoding: 'clcc',
    })
    await during(voiceCall.callStart('10086'))
    await clock.advance(12_000)
    expect(callbacks).toEqual([
      [14, 1, 0, 2, 0, 0, '10086', 129, 0],
      [15, 1, 0, 3, 0, 0, '10086', 129, 0],
      [11, 1, 0, 0, 0, 0, '10086', 129, 0],
      [12, 1, 0, 6, 0, 0, '10086', 129, 1],
    ])
  })
})
