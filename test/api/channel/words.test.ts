import { describe, expect, expectTypeOf, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State, Cause, TransferCause, CallFarEndType, LiveSpeakerDetectionSettings } = CallChannel

describe('the enumerations', () => {
  it.each([
    ['State', State, 14],
    ['Cause', Cause, 15],
    ['TransferCause', TransferCause, 7],
    ['CallFarEndType', CallFarEndType, 4],
    ['LiveSpeakerDetectionSettings', LiveSpeakerDetectionSettings, 3],
  ])('%s is frozen, on the class and on each channel', (name, members, count) => {
    expect([Object.isFrozen(members), Object.keys(members).length]).toEqual([true, count])
    const { channel } = scriptedChannel()
    expect(channel[name as 'State']).toBe(members)
  })

  it('members of the same name in two of them are not equal', () => {
    const all = [State, Cause, TransferCause, CallFarEndType, LiveSpeakerDetectionSettings].flatMap(members =>
      Object.values<string>(members),
    )
    // TARGETREJECT is in two of them, and meant to be the same.
    expect(new Set(all).size).toBe(all.length - 1)
    expect(Cause.TARGETREJECT).toBe(TransferCause.TARGETREJECT)
    expectTypeOf(State.IDLE).not.toEqualTypeOf<typeof Cause.NORMAL>()
    expectTypeOf<typeof State.ERROR & typeof Cause.ERROR>().toBeNever()
  })
})

describe('the exceptions', () => {
  it('are siblings: to catch one lets the other pass', () => {
    const hangup = new CallChannel.Hangup('gone')
    const error = new CallChannel.Error('wrong')
    for (const one of [hangup, error]) expect(one).toBeInstanceOf(CallChannel.UASException)
    expect(hangup).not.toBeInstanceOf(CallChannel.Error)
    expect(error).not.toBeInstanceOf(CallChannel.Hangup)
    expect([hangup.name, error.name, error instanceof Error]).toEqual(['Hangup', 'Error', true])
  })

  it('made by an application they say that nothing is known', () => {
    expect(new CallChannel.Hangup('state is IDLE')).toMatchObject({
      message: 'state is IDLE',
      state: State.IDLE,
      cause: Cause.NORMAL,
      rawCause: '',
      method: '',
    })
  })

  it('carry state, cause, raw cause and method', async () => {
    const { channel, answered } = scriptedChannel()
    const leg = await answered()
    leg.remoteEnd(31)
    await leg.ended
    const thrown = await channel.answer().catch((error: unknown) => error)
    expect(thrown).toMatchObject({ state: State.IDLE, cause: Cause.NORMAL, rawCause: 'q850:31', method: 'answer' })
    expect(thrown).toMatchObject({ raw_cause: 'q850:31' })
  })
})
