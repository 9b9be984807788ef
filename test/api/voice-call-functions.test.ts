import { describe, expect, it } from 'vitest'
import { levelOf, volumeOf } from '../../src/api/voicecall/call-volume.ts'
import type { FamilyName } from '../../src/simulator/index.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'

const families: readonly FamilyName[] = ['ec25', 'ec200u', 'ec600n', 'generic']
/** Commands that look, in the background. */
const looks = /^AT\+(CLCC|CEER|CRC\?|QNWINFO|QCFG|CMEE\?)/

describe.each(families)('voiceCall on %s', family => {
  /** A call to a subscriber that answers at once and stays. */
  const inCall = async () => {
    const made = await simulatedVoiceCall(family, { family: 'volte' })
    await made.during(made.voiceCall.callStart('5550101'))
    await made.clock.advance(1_000)
    made.sent.length = 0
    return made
  }

  it('startDtmf: the far end hears the keys, 32 of them in pieces', async () => {
    const { voiceCall, during, network, sent } = await inCall()
    const keys = '1234567890*#ABCD1234567890*#ABCD'
    expect(await during(voiceCall.startDtmf(keys, 200), 60_000)).toBe(0)
    expect(network.subscriber('5550101').call?.heard).toBe(keys)
    expect(sent.filter(line => line.startsWith('AT+VTS')).length).toBeGreaterThan(1)
    expect(await during(voiceCall.startDtmf('5', 100), 5_000)).toBe(0)
    expect(network.subscriber('5550101').call?.heard).toBe(`${keys}5`)
  })

  it('startDtmf without an active call: -1, and nothing is sent', async () => {
    const { voiceCall, during, sent } = await simulatedVoiceCall(family)
    expect(await during(voiceCall.startDtmf('1', 100))).toBe(-1)
    expect(voiceCall.lastError?.code).toBe('WRONG_CALL_STATE')
    expect(sent.filter(line => !looks.test(line))).toEqual([])
  })

  it('DTMF detection: one key one callback, as text; off by default; back after a restart', async () => {
    const { voiceCall, during, network, clock, module } = await inCall()
    const keys: unknown[] = []
    expect(voiceCall.dtmfSetCb(key => keys.push(key))).toBe(0)
    network.subscriber('5550101').call?.press('12')
    await clock.advance(3_000)
    expect(keys).toEqual([])
    const status = await during(voiceCall.dtmfDetEnable(1))
    network.subscriber('5550101').call?.press('5*#A')
    await clock.advance(5_000)
    // Whether there is a detector is what the module answered, not its name.
    expect([status, keys]).toEqual(status === 0 ? [0, ['5', '*', '#', 'A']] : [-1, []])
    expect(status).toBe(family === 'generic' ? -1 : 0)
    if (status === -1) return
    module.reset()
    await clock.advance(60_000)
    await during(voiceCall.callStart('5550101'))
    await clock.advance(1_000)
    network.subscriber('5550101').call?.press('9')
    await clock.advance(3_000)
    expect(keys).toEqual(['5', '*', '#', 'A', '9'])
  })

  it('setFw and getFw: registered, read back with number and class, deactivated, erased', async () => {
    const { voiceCall, during } = await simulatedVoiceCall(family)
    const rowsOf = async (reason: number) => {
      const rows = await during(voiceCall.getFw(reason), 10_000)
      return rows === -1 ? -1 : rows.filter(row => row.active).map(row => row.number)
    }
    for (const reason of [0, 1, 2, 3]) {
      expect(await rowsOf(reason)).toEqual([])
      expect(await during(voiceCall.setFw(reason, 3, '+441632960961'), 10_000)).toBe(0)
      expect(await rowsOf(reason)).toEqual(['+441632960961'])
      expect(await during(voiceCall.setFw(reason, 2, ''), 10_000)).toBe(0)
      expect(await during(voiceCall.setFw(reason, 0, ''), 10_000)).toBe(0)
      expect(await rowsOf(reason)).toEqual([])
      expect(await during(voiceCall.setFw(reason, 1, ''), 10_000)).toBe(0)
      expect(await rowsOf(reason)).toEqual(['+441632960961'])
      expect(await during(voiceCall.setFw(reason, 4, ''), 10_000)).toBe(0)
      expect(await rowsOf(reason)).toEqual([])
    }
  })

  it('setVolume and getVolume: each of the 12 values is the value read back', async () => {
    const { voiceCall, during, modem } = await simulatedVoiceCall(family)
    for (let volume = 0; volume <= 11; volume++) {
      expect(await during(voiceCall.setVolume(volume))).toBe(0)
      expect(await during(voiceCall.getVolume())).toBe(volume)
    }
    // Somebody else turned it: then the nearest value is told.
    await during(modem.command('AT+CLVL=0'))
    expect(await during(voiceCall.getVolume())).toBe(0)
  })

  it('setChannel is what the module takes', async () => {
    const { voiceCall, during } = await simulatedVoiceCall(family)
    const results: number[] = []
    for (const device of [0, 1, 2]) results.push(await during(voiceCall.setChannel(device)))
    expect(results).toEqual(family === 'generic' ? [-1, -1, -1] : [0, 0, 0])
  })
})

describe('refused arguments', () => {
  type Call = (voiceCall: Awaited<ReturnType<typeof simulatedVoiceCall>>['voiceCall']) => unknown
  const odd: readonly unknown[] = [
    null,
    undefined,
    '',
    'x',
    '1',
    true,
    {},
    [],
    Number.NaN,
    1.5,
    -1,
    Number.POSITIVE_INFINITY,
  ]
  const cases: readonly (readonly [string, Call])[] = [
    ...['', 'a', 'E', '1 2', '1;2', '1"', '1\r', '１', '1'.repeat(33), 1, null, undefined, ['1'], {}].map(
      dtmf =>
        [`startDtmf(${JSON.stringify(dtmf)}, 100)`, v => v.startDtmf(dtmf as string, 100)] as const satisfies [
          string,
          Call,
        ],
    ),
    ...[99, 1001, 0, ...odd].map(
      ms => [`startDtmf('1', ${String(ms)})`, v => v.startDtmf('1', ms as number)] as const satisfies [string, Call],
    ),
    ...[2, ...odd].map(
      on => [`dtmfDetEnable(${String(on)})`, v => v.dtmfDetEnable(on as 0)] as const satisfies [string, Call],
    ),
    ...['x', 1, true, {}].map(
      fn => [`dtmfSetCb(${String(fn)})`, v => v.dtmfSetCb(fn as never)] as const satisfies [string, Call],
    ),
    ...[4, 5, ...odd].map(
      reason =>
        [`setFw(${String(reason)}, 2, '')`, v => v.setFw(reason as number, 2, '')] as const satisfies [string, Call],
    ),
    ...[5, ...odd].map(
      mode =>
        [`setFw(0, ${String(mode)}, '1')`, v => v.setFw(0, mode as number, '1')] as const satisfies [string, Call],
    ),
    ...['', 'x', '1;2', '1\r\nATH', '"1"', 1, null, {}].map(
      number =>
        [`setFw(0, 3, ${JSON.stringify(number)})`, v => v.setFw(0, 3, number as string)] as const satisfies [
          string,
          Call,
        ],
    ),
    ...[4, ...odd].map(
      reason => [`getFw(${String(reason)})`, v => v.getFw(reason as number)] as const satisfies [string, Call],
    ),
    ...[3, ...odd].map(
      device =>
        [`setChannel(${String(device)})`, v => v.setChannel(device as number)] as const satisfies [string, Call],
    ),
    ...[12, ...odd].map(
      volume => [`setVolume(${String(volume)})`, v => v.setVolume(volume as number)] as const satisfies [string, Call],
    ),
  ]

  it(`${cases.length} of them: -1, why in lastError, and nothing on the wire`, async () => {
    expect(cases.length).toBeGreaterThanOrEqual(64)
    const { voiceCall, sent, during, clock } = await simulatedVoiceCall('ec200u')
    await during(voiceCall.callStart('5550101'))
    await clock.advance(1_000)
    sent.length = 0
    for (const [name, call] of cases) {
      const before = voiceCall.lastError
      expect(await call(voiceCall), name).toBe(-1)
      expect(voiceCall.lastError, name).not.toBe(before)
    }
    expect(sent.filter(line => !looks.test(line))).toEqual([])
  })
})

describe('volume scales', () => {
  const scales: readonly [number, number, readonly number[]][] = [
    [0, 5, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]],
    [0, 11, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    [0, 100, [0, 9, 18, 27, 36, 45, 55, 64, 73, 82, 91, 100]],
  ]
  it.each(scales)('%i to %i', (min, max, levels) => {
    expect(levels.map((_, volume) => levelOf(volume, { min, max }))).toEqual(levels)
    expect(volumeOf(min, { min, max })).toBe(0)
    expect(volumeOf(max, { min, max })).toBe(11)
  })
})
