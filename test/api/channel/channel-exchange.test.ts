import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { ChannelExchange } from '../../../src/api/channel/channel-exchange.ts'
import { UASCallChannel } from '../../../src/api/channel/uas/uas-call-channel.ts'
import * as uas from '../../../src/api/channel/uas.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { settled } from '../../support/scripted-channel.ts'

const { State, Cause } = CallChannel

async function opened() {
  const clock = new ManualClock()
  const exchange = await ChannelExchange.open({ lines: [], clock, channelDefaults: { startAlone: true } })
  return { clock, exchange, during: <T>(promise: Promise<T>) => settled(clock, promise) }
}

describe('an exchange with channels', () => {
  it('makes channels with names of their own, and its defaults', async () => {
    const { exchange, during } = await opened()
    const [one, other] = [exchange.channel(), exchange.channel({ startAlone: false })]
    expect([one.id, other.id, one.state()]).toEqual(['channel-1', 'channel-2', State.IDLE])
    expect(await during(one.callConferenceRoom('alone'))).toBe(State.ANSWERED)
    expect(await during(other.callConferenceRoom('lonely', { secondsTimeout: 5 }))).toBe(State.IDLE)
    expect(other.cause()).toBe(Cause.TIMEOUT)
  })

  it('runs applications on calls to a service, in the names of the contract as well', async () => {
    const { exchange, during } = await opened()
    const heard: unknown[] = []
    const stop = exchange.serve({ service: 'Echo' }, async (channel, context) => {
      const ch = new UASCallChannel(channel)
      heard.push(context.service, context.callFrom, ch.state(), await ch.ring(0), await ch.answer())
      await ch.wait_for_idle(null)
      ch.state(true)
    })
    const caller = exchange.channel()
    expect(await during(caller.callInboundService('Echo', { callFrom: 'anna' }))).toBe(State.ANSWERED)
    expect(heard).toEqual(['Echo', 'anna', State.CALL_INCOMING, State.RING_INCOMING, State.ANSWERED])
    await during(caller.hangUp())
    stop()
    expect(await during(caller.callInboundService('Echo'))).toBe(State.IDLE)
    expect([caller.cause(), exchange.legs]).toEqual([Cause.UNOBTAINABLE, []])
  })

  it('without a line no call is made', async () => {
    const { exchange, during } = await opened()
    const channel = exchange.channel({ callFromPolicy: 'ignore' })
    expect(await during(channel.call('tel:5550101'))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([Cause.NOCHANNELS, 'no-line'])
  })

  it('closed, its calls are over', async () => {
    const { exchange, during } = await opened()
    const channel = exchange.channel()
    await during(channel.callConferenceRoom('alone'))
    await during(exchange.close())
    expect(channel.state()).toBe(State.IDLE)
    expect(await during(channel.callConferenceRoom('alone'))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([Cause.ERROR, 'MODEM_CLOSED'])
  })
})

it('uas has the contract under its own names', () => {
  expect(Object.keys(uas).sort()).toEqual([
    'ConferenceLifetimeControl',
    'ConferencePartyMediaSettings',
    'Error',
    'Hangup',
    'PlayableMedia',
    'ToneManager',
    'UASCallChannel',
    'UASException',
  ])
  expect(new uas.Error('x')).toBeInstanceOf(CallChannel.Error)
})
