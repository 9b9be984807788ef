import { expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { AnswerDetectors } from '../../../src/api/channel/calling/answer-detectors.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State, CallFarEndType, LiveSpeakerDetectionSettings } = CallChannel
const number = 'tel:441908273800'
const callFrom = '441234567890'

/** A channel whose listener calls again, once, as soon as a call is over. */
function redialling(options: Parameters<CallChannel['call']>[1] = {}, detectors?: AnswerDetectors) {
  const made = scriptedChannel(detectors ? { detectors } : {})
  const { channel } = made
  const again: Promise<unknown>[] = []
  channel.on('state', state => {
    if (state === State.IDLE && again.length === 0) again.push(channel.call(number, { callFrom, ...options }))
  })
  return { ...made, again }
}

it.each(['hangUp', 'reject', 'waitForIdle'] as const)('%s waits for the end of its own call', async method => {
  const { channel, clock, answered, during } = redialling()
  const leg = await answered()
  const startedMs = clock.now()
  const waited = channel[method]()
  if (method === 'waitForIdle') leg.remoteEnd(16)
  expect(await during(waited)).toBe(State.IDLE)
  expect(clock.now() - startedMs).toBeLessThan(1_000)
})

it('a caller who leaves is a Hangup for who still answers', async () => {
  const { channel, incoming, during } = redialling()
  const leg = incoming({ answer: 'stuck' })
  const answering = channel.answer()
  leg.remoteEnd(16)
  await expect(during(answering)).rejects.toMatchObject({ name: 'Hangup' })
})

it('the limit of a call does not end the next one', async () => {
  const { channel, clock, exchange, again, during } = redialling({ secondsTimeout: 60 })
  exchange.fate = { kind: 'cleared', value: 17 }
  const first = channel.call(number, { callFrom, secondsTimeout: 5 })
  await clock.advance(2_900)
  exchange.fate = { kind: 'rings' }
  expect(await during(first)).toBe(State.IDLE)
  await clock.advance(10_000)
  expect([again.length, channel.state()]).toEqual([1, State.RING_OUTGOING])
})

it('who answered the next call is found out for as long as it takes', async () => {
  const silent = { process: () => null }
  const late = (): AnswerDetectors => {
    let frames = 0
    return {
      classifier: () => ({ process: () => (++frames === 100 ? { verdict: 'live' as const } : null) }),
      ringing: () => silent,
      machineReady: () => ({ hear: () => {}, isReady: () => false }),
      voice: () => ({ speaking: false, process: () => {} }) as never,
    }
  }
  const wish = { liveSpeakerDetect: LiveSpeakerDetectionSettings.DEFAULT }
  const { channel, life, clock, exchange, again } = redialling(wish, late())
  exchange.fate = { kind: 'answered', manners: { sound: true } }
  void channel.call(number, { callFrom, ...wish }).catch(() => {})
  await clock.advance(3_100)
  expect(channel.state()).toBe(State.ANSWERED)
  const done: unknown[] = []
  await life.leg?.hangUp(16)
  await clock.advance(0)
  void again[0]?.then(state => done.push(state))
  await clock.advance(3_500)
  expect([channel.state(), done, life.isClassifying]).toEqual([State.ANSWERED, [], true])
  await clock.advance(5_000)
  expect([done, channel.details.farEndType]).toEqual([[State.ANSWERED], CallFarEndType.UNKNOWN])
})
