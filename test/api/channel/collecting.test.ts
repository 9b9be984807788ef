import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { GetDigitsOptions } from '../../../src/api/channel/media/dtmf-detector.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

async function answered() {
  const made = scriptedChannel()
  const leg = await made.answered()
  const { dtmfDetector } = made.channel
  return { ...made, leg, dtmfDetector, Cause: dtmfDetector.Cause }
}

describe('getDigits', () => {
  it.each<readonly [string, GetDigitsOptions, string, string, string]>([
    ['12345', {}, '12345', '', 'TIMEOUT'],
    ['', {}, '', '', 'TIMEOUT'],
    ['12345', { count: 4 }, '1234', '5', 'COUNT'],
    ['12#45', { end: '#' }, '12', '45', 'END'],
    ['12*45', { end: '#*' }, '12', '45', 'END'],
    ['12#45', { end: '#', count: 2 }, '12', '#45', 'COUNT'],
    ['#', { end: '#' }, '', '', 'END'],
    ['12345', { clear: true }, '', '', 'TIMEOUT'],
  ])('with %j pressed before and %o gives %j, leaves %j: %s', async (pressed, options, digits, left, cause) => {
    const { dtmfDetector, leg, during, Cause } = await answered()
    leg.press(pressed)
    expect(await during(dtmfDetector.getDigits(options))).toBe(digits)
    expect(dtmfDetector.cause()).toBe(Cause[cause as keyof typeof Cause])
    expect(await during(dtmfDetector.getDigits({ secondsInterdigitTimeout: 0 }))).toBe(left)
  })

  it.each<readonly [GetDigitsOptions, number, string]>([
    [{}, 0, ''],
    [{ secondsPredigitsTimeout: 3 }, 3_000, ''],
    [{ secondsPredigitsTimeout: null, secondsTimeout: 7 }, 7_000, '1'],
    [{ secondsPredigitsTimeout: 10 }, 9_000, '1'],
    [{ secondsPredigitsTimeout: 10, secondsInterdigitTimeout: 1 }, 5_000, '1'],
    [{ secondsPredigitsTimeout: 10, secondsInterdigitTimeout: null, secondsTimeout: 20 }, 20_000, '1'],
    [{ secondsPredigitsTimeout: 10, secondsTimeout: 6 }, 6_000, '1'],
  ])('%o, with a key after 4 s, gives up after %i ms with %j', async (options, ms, digits) => {
    const { dtmfDetector, leg, clock, during, Cause } = await answered()
    const startMs = clock.now()
    clock.setTimer(4_000, () => leg.press('1'))
    let overMs = 0
    const collecting = dtmfDetector.getDigits(options).then(result => {
      overMs = clock.now() - startMs
      return result
    })
    expect(await during(collecting)).toBe(digits)
    expect([overMs, dtmfDetector.cause()]).toEqual([ms, Cause.TIMEOUT])
  })

  it('the call ends: HANGUP, with the keys until then', async () => {
    const { dtmfDetector, leg, clock, during, Cause } = await answered()
    const collecting = dtmfDetector.getDigits({ secondsPredigitsTimeout: 30 })
    expect(dtmfDetector.cause()).toBe(Cause.NONE)
    await clock.advance(1_000)
    leg.press('12')
    await clock.advance(1_000)
    leg.remoteEnd()
    expect(await during(collecting)).toBe('12')
    expect(dtmfDetector.cause()).toBe(Cause.HANGUP)
    await expect(dtmfDetector.getDigits()).rejects.toBeInstanceOf(CallChannel.Hangup)
  })

  it('keys of the call before are forgotten, those from before the answer are not', async () => {
    const { channel, dtmfDetector, leg, incoming, during } = await answered()
    leg.press('99')
    await during(channel.hangUp())
    const next = incoming()
    next.press('7')
    await during(channel.answer())
    expect(await during(dtmfDetector.getDigits())).toBe('7')
  })

  it('broken off by a signal, the keys stay for who asks next', async () => {
    const { dtmfDetector, leg, clock, during } = await answered()
    const controller = new AbortController()
    const options = { secondsPredigitsTimeout: 30, signal: controller.signal }
    const collecting = dtmfDetector.getDigits(options).catch((error: unknown) => error)
    await expect(dtmfDetector.getDigits()).rejects.toMatchObject({ name: 'Error' })
    leg.press('12')
    await clock.advance(1_000)
    const reason = new Error('enough')
    controller.abort(reason)
    expect(await during(collecting)).toBe(reason)
    expect(await during(dtmfDetector.getDigits())).toBe('12')
  })

  it('the last 256 keys are kept', async () => {
    const { dtmfDetector, leg, during } = await answered()
    leg.press(`1${'2'.repeat(256)}`)
    expect(await during(dtmfDetector.getDigits())).toBe('2'.repeat(256))
    leg.press('34')
    dtmfDetector.clearDigits()
    expect(await during(dtmfDetector.getDigits())).toBe('')
  })

  it.each([{ count: -1 }, { count: 1.5 }, { secondsTimeout: -1 }])('%o is an Error', async options => {
    const { dtmfDetector } = await answered()
    await expect(dtmfDetector.getDigits(options)).rejects.toMatchObject({ name: 'Error' })
  })
})
