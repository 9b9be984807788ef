import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State, Cause } = CallChannel

describe('reject with a cause', () => {
  it.each([
    [undefined, 21],
    [null, 21],
    [Cause.BUSY, 17],
    [Cause.NOANSWER, 18],
    [Cause.UNOBTAINABLE, 1],
    [Cause.CHANGED, 22],
    [Cause.OUTOFORDER, 27],
    [Cause.BARRED, 54],
    [Cause.REJECTED, 21],
    [Cause.NOCHANNELS, 34],
    [Cause.CONGESTION, 42],
  ])('%s is asked for as %i', async (cause, value) => {
    const { channel, incoming, during } = scriptedChannel()
    const leg = incoming()
    expect(await during(channel.reject({ cause }))).toBe(State.IDLE)
    expect(leg.hungUpWith).toEqual([value])
    expect(channel.cause()).toBe(cause ?? Cause.REJECTED)
    expect(channel.diagnostics).toEqual([])
  })

  const noCauses = ['constructor', '__proto__'] as unknown as (typeof Cause.OTHER)[]
  const unsendable = [Cause.NORMAL, Cause.TIMEOUT, Cause.ERROR, Cause.FAILED, Cause.OTHER, ...noCauses]
  it.each(unsendable)('%s is an Error', async cause => {
    const { channel, incoming } = scriptedChannel()
    const leg = incoming()
    await expect(channel.reject({ cause })).rejects.toMatchObject({ name: 'Error', state: State.CALL_INCOMING })
    expect(leg.hungUpWith).toEqual([])
  })

  it.each([
    [16, 'cause 16 was sent'],
    [null, 'the module chose the cause'],
  ])('what was sent in its place is noted: %s', async (sends, done) => {
    const { channel, incoming, during } = scriptedChannel()
    incoming({ sends })
    await during(channel.reject({ cause: Cause.BUSY }))
    expect(channel.diagnostics).toEqual([{ method: 'reject', asked: 'cause 17 (Cause.BUSY)', done }])
  })
})

describe('reject with a raw cause', () => {
  it.each([
    ['403', 21, Cause.REJECTED],
    ['404', 1, Cause.UNOBTAINABLE],
    ['410', 22, Cause.CHANGED],
    ['480', 18, Cause.NOANSWER],
    [486, 17, Cause.BUSY],
    ['600', 17, Cause.BUSY],
    ['603', 21, Cause.REJECTED],
    ['q850:17', 17, Cause.BUSY],
    ['Q850:31', 31, Cause.NORMAL],
  ])('%s is asked for as %i, and overrides the cause', async (rawCause, value, cause) => {
    const { channel, incoming, during } = scriptedChannel()
    const leg = incoming()
    expect(await during(channel.reject({ cause: Cause.NOCHANNELS, rawCause }))).toBe(State.IDLE)
    expect([leg.hungUpWith, channel.cause()]).toEqual([[value], cause])
    expect(channel.details.rawCause).toBe(String(rawCause))
  })

  it.each([301, '301', '302', '399', 'busy', '', '999', 'q850:0', 'q850:128', '486 Busy', 'constructor'])(
    '%j gives ERROR, nothing is sent, and the call rings on',
    async rawCause => {
      const { channel, incoming, during } = scriptedChannel()
      const leg = incoming()
      expect(await channel.reject({ rawCause })).toBe(State.ERROR)
      expect([leg.hungUpWith, channel.state()]).toEqual([[], State.CALL_INCOMING])
      expect(channel.diagnostics).toEqual([
        { method: 'reject', asked: `raw cause ${rawCause}`, done: 'nothing was sent' },
      ])
      expect(await during(channel.reject())).toBe(State.IDLE)
    },
  )
})

describe('hanging up', () => {
  it('is harmless in IDLE, and the cause stays', async () => {
    const { channel, incoming, during } = scriptedChannel()
    incoming()
    await during(channel.reject({ cause: Cause.BUSY }))
    expect([await channel.hangUp(), await channel.reject()]).toEqual([State.IDLE, State.IDLE])
    expect(channel.cause()).toBe(Cause.BUSY)
  })

  it('that the module refuses gives the state after 60 s; again it may work', async () => {
    const { channel, answered, during } = scriptedChannel()
    const leg = await answered({ hangUp: 'refused' })
    expect(await during(channel.hangUp())).toBe(State.ANSWERED)
    leg.manners = {}
    expect(await during(channel.hangUp())).toBe(State.IDLE)
  })

  it('state(checkForHangup) throws Hangup with the cause', async () => {
    const { channel, answered } = scriptedChannel()
    const leg = await answered()
    expect(channel.state({ checkForHangup: true })).toBe(State.ANSWERED)
    leg.remoteEnd(31)
    await leg.ended
    expect(() => channel.state({ checkForHangup: true })).toThrow(CallChannel.Hangup)
    expect(channel.state()).toBe(State.IDLE)
  })

  it('an answer that the module refuses is an Error, and the call rings on', async () => {
    const { channel, incoming, during } = scriptedChannel()
    incoming({ answer: 'refused' })
    const failure = await during(channel.answer()).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'Error', reason: { code: 'AT_ERROR' } })
    expect(channel.state()).toBe(State.CALL_INCOMING)
  })

  it('an answer that crosses the end of the call is a Hangup', async () => {
    const { channel, incoming, during, clock } = scriptedChannel()
    const leg = incoming({ answer: 'refused' })
    const answering = channel.answer().catch((error: unknown) => error)
    await clock.advance(500)
    leg.remoteEnd()
    expect(await during(answering)).toBeInstanceOf(CallChannel.Hangup)
  })
})

describe('ring', () => {
  it.each([
    ['1.1', 2_000],
    ['1.2', 2_000],
    ['1.3', 0],
  ] as const)('of profile %s takes %i ms', async (profile, ms) => {
    const { channel, incoming, during, clock } = scriptedChannel({ profile })
    incoming()
    expect(await during(channel.ring())).toBe(State.RING_INCOMING)
    expect(clock.now()).toBe(ms)
  })

  it.each([
    ['1.1', 'Error'],
    ['1.2', 'Error'],
    ['1.3', State.RING_INCOMING],
  ] as const)('again, in profile %s: %s', async (profile, expected) => {
    const { channel, incoming, during } = scriptedChannel({ profile })
    incoming()
    await during(channel.ring({ secondsRingtime: 0.5 }))
    expect(await channel.ring({ secondsRingtime: 0 }).catch((error: unknown) => (error as Error).name)).toBe(expected)
  })

  it('has no tone of its own, which is noted', async () => {
    const { channel, incoming, during } = scriptedChannel({ profile: '1.3' })
    incoming()
    await during(channel.ring({ secondsRingtime: null, negotiateEarlyMedia: true, customRingtone: 'RINGBACK_UK' }))
    expect(channel.diagnostics).toEqual([
      { method: 'ring', asked: 'a ring tone of our own', done: 'the network plays its own' },
    ])
  })
})
