import { expect, test } from 'vitest'
import { CallChannel } from '../../src/api/channel/call-channel.ts'
import { sourceOfSamples } from '../../src/audio/source-of-samples.ts'
import { espeakSynthesizer } from '../../src/audio/speech/espeak.ts'
import { hz } from '../../src/audio/tones/tone.ts'
import { toneSamples } from '../../src/audio/tones/tone-generator.ts'
import { pumped } from '../support/pumped-leg.ts'
import { scriptedChannel } from '../support/scripted-channel.ts'
import { until } from '../support/until.ts'
import { describeClient, has } from './support/client-test.ts'

const { State, CallFarEndType, LiveSpeakerDetectionSettings } = CallChannel
const greeting =
  'Hello, you have reached the office. Nobody is here at the moment. Please leave your name, your number ' +
  'and a short message after the tone, and we will call you back as soon as we can.'

const silence = (ms: number) => new Int16Array(8 * ms)
const beep = toneSamples({ segments: [{ signal: hz(1_000), ms: 400 }] }, { ms: 400 })
const joined = (...parts: readonly Int16Array[]) => Int16Array.from(parts.flatMap(part => [...part]))

/** A call that is answered by this sound; how long that is, in ms. */
async function answeredBy(...parts: readonly Int16Array[]) {
  const made = scriptedChannel()
  const { channel, exchange, clock } = made
  const liveSpeakerDetect = LiveSpeakerDetectionSettings.DEFAULT
  const calling = channel.call('tel:441908273800', { callFrom: '441234567890', liveSpeakerDetect })
  await clock.advance(3_000)
  pumped(clock, exchange.leg).says = sourceOfSamples(joined(...parts, silence(10_000)))
  return { ...made, answeredMs: clock.now(), state: await until(clock, calling) }
}

describeClient('a call that is answered by spoken words', [has('espeak-ng')], () => {
  const { speak } = espeakSynthesizer()

  test('a machine: the message may start a second after its beep, and not before', async () => {
    const { samples } = await speak(greeting)
    const { channel, state, clock, answeredMs } = await answeredBy(silence(300), samples, silence(300), beep)
    expect([state, channel.details.farEndType]).toEqual([State.ANSWERED, CallFarEndType.ANSWER_MACHINE])
    expect(await until(clock, channel.waitForAnswerMachine({ secondsTimeout: 30 }))).toBe(true)
    const afterBeepMs = clock.now() - answeredMs - 300 - samples.length / 8 - 300 - 400
    expect(afterBeepMs).toBeGreaterThan(900)
    expect(afterBeepMs).toBeLessThan(1_500)
  })

  test('a machine without a beep: after four seconds of silence', async () => {
    const { samples } = await speak(greeting)
    const { channel, clock, answeredMs } = await answeredBy(silence(300), samples)
    expect(await until(clock, channel.waitForAnswerMachine({ secondsTimeout: 30 }))).toBe(true)
    const afterSpeechMs = clock.now() - answeredMs - 300 - samples.length / 8
    expect(afterSpeechMs).toBeGreaterThan(3_000)
    expect(afterSpeechMs).toBeLessThan(4_500)
  })

  test('a person', async () => {
    const { samples } = await speak('Hello?')
    const { channel, state } = await answeredBy(silence(300), samples)
    expect([state, channel.details.farEndType]).toEqual([State.ANSWERED, CallFarEndType.LIVE])
  })
})
