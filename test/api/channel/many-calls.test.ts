import { expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { ChannelLife } from '../../../src/api/channel/channel-life.ts'
import { silentLogger } from '../../../src/base/logger.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { countingClock } from '../../support/counting-clock.ts'
import { settled } from '../../support/scripted-channel.ts'
import { ScriptedExchange } from '../../support/scripted-exchange.ts'
import { ScriptedLeg } from '../../support/scripted-leg.ts'

const { State } = CallChannel

it('1100 calls on one channel leave neither a listener nor a timer behind', async () => {
  const clock = new ManualClock()
  const timers = countingClock(clock)
  const exchange = new ScriptedExchange(clock)
  // More than 1024 listeners to one thing are refused, so one that stayed with each call would be found.
  const life = new ChannelLife('channel-1', silentLogger)
  const channel = new CallChannel({ exchange, clock: timers, life })
  const other = new CallChannel({ exchange, clock: timers, life: new ChannelLife('channel-2', silentLogger) })
  const during = <T>(promise: Promise<T>) => settled(clock, promise)
  channel.createTonePlayer(new channel.ToneManager())
  for (let calls = 0; calls < 1_100; calls++) {
    const leg = new ScriptedLeg('incoming', { id: `leg-${calls}` })
    life.begin(State.CALL_INCOMING, 'test')
    life.attach(leg)
    await channel.ring({ secondsRingtime: 0 })
    await channel.answer()
    leg.press('1')
    expect(await channel.dtmfDetector.getDigits({ count: 1, secondsTimeout: 5 })).toBe('1')
    if (calls % 50 === 0) {
      expect(await during(channel.retrievableTransfer(other, 'tel:441908273800'))).toBe(State.TRANSFERRED)
      expect(await during(channel.retrieveTransferredCall())).toBe(State.ANSWERED)
      expect(await during(channel.connect(other))).toBe(true)
      expect(await during(channel.disconnect())).toBe(true)
      await during(other.hangUp())
    }
    const waiting = channel.waitForAnswerMachine({ secondsTimeout: null }).catch((error: unknown) => error)
    if (calls % 2 === 0) leg.remoteEnd()
    else await channel.hangUp()
    expect(await waiting).toBeInstanceOf(CallChannel.Hangup)
    await leg.ended
    expect(channel.state()).toBe(State.IDLE)
  }
  expect(timers.timers).toBe(0)
})
