import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { AnswerDetectors } from '../../../src/api/channel/calling/answer-detectors.ts'
import { MachineReady } from '../../../src/api/channel/calling/machine-ready.ts'
import { RingingWatch } from '../../../src/api/channel/calling/ringing-watch.ts'
import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { sourceOfSamples } from '../../../src/audio/source-of-samples.ts'
import { hz } from '../../../src/audio/tones/tone.ts'
import { toneSamples } from '../../../src/audio/tones/tone-generator.ts'
import { tonesOf } from '../../../src/audio/tones/tone-table.ts'
import { line, talk } from '../../audio/voice-activity/talker.ts'
import { loudVoice } from '../../support/loud-voice.ts'
import { pumped } from '../../support/pumped-leg.ts'
import { gaussian, random } from '../../support/random.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'
import { until } from '../../support/until.ts'

const { State, CallFarEndType, LiveSpeakerDetectionSettings } = CallChannel
const number = 'tel:441908273800'

/** Loud noise: what speech is, is not the question here. */
const speech = (seconds: number) => {
  const noise = gaussian(random(11))
  return Int16Array.from({ length: 8_000 * seconds }, () => Math.round(3_000 * noise()))
}
const silence = (ms: number) => new Int16Array(8 * ms)
const tone = (hertz: number, ms: number) => toneSamples({ segments: [{ signal: hz(hertz), ms }] }, { ms })
const joined = (...parts: readonly Int16Array[]) => Int16Array.from(parts.flatMap(part => [...part]))

const times = { minBeepMs: 180, postBeepSilenceMs: 1_000, noBeepSilenceMs: 4_000 }

/** When a judge of frames first says yes, in ms; null for never. */
function firstYes(judge: { process(samples: Int16Array): true | null }, samples: Int16Array): number | null {
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
    if (judge.process(samples.subarray(at, at + FRAME_SAMPLES))) return (at + FRAME_SAMPLES) / 8
  }
  return null
}

describe('a machine is ready', () => {
  /** When it is first ready, in ms; null for never. */
  const readyAt = (parts: Parameters<typeof line>[0], wanted = times) => {
    const machine = new MachineReady()
    const process = (samples: Int16Array) => {
      machine.hear(samples)
      return machine.isReady(wanted) || null
    }
    return firstYes({ process }, line(parts))
  }

  it.each([
    ['a beep and a second of silence', [talk(3), 0.3, tone(1_000, 400), 3], 4_700],
    ['two beeps', [talk(3), 0.3, tone(1_000, 400), 0.3, tone(1_400, 400), 3], 5_400],
    ['a beep at once', [tone(1_400, 300), 3], 1_300],
    ['no beep and four seconds of silence', [talk(3), 6], 7_000],
    ['silence from the start', [6], 4_000],
  ])('after %s', (_, parts, expected) => {
    const at = readyAt(parts)
    expect(at).toBeGreaterThan(expected - 100)
    expect(at).toBeLessThan(expected + 300)
  })

  it.each([
    ['while it speaks', [talk(8)]],
    ['after pauses of its greeting', [talk(2), 2.5, talk(2), 2.5, talk(1)]],
    ['when it speaks on after a beep', [talk(2), 0.3, tone(1_000, 400), 0.5, talk(4)]],
    ['while the beep may still sound', [talk(2), 0.3, tone(1_000, 1_400)]],
  ])('not %s', (_, parts) => {
    expect(readyAt(parts)).toBeNull()
  })

  it('not by a beep that is too short', () => {
    const parts = [talk(2), 0.3, tone(1_000, 300), 3]
    expect(readyAt(parts)).toBeLessThan(4_000)
    expect(readyAt(parts, { ...times, minBeepMs: 500 })).toBeNull()
  })

  it('although others talk in the background, if it has heard who is louder', () => {
    const background = talk(9, { peak: 700, seed: 5 })
    const greeting = line([talk(3), 6], 0)
    const both = greeting.map((sample, at) => sample + (background[at] ?? 0))
    expect(Math.abs((readyAt([both]) ?? 0) - 7_000)).toBeLessThan(300)
  })
})

describe('ringing after the connect', () => {
  it.each(['us', 'gb', 'de', 'fr', 'jp'])('is heard as the ring-back tone of %s, until somebody speaks', country => {
    const ringback = tonesOf(country).tones.find(({ kind }) => kind === 'ringback')
    if (!ringback) throw new Error(country)
    const watch = new RingingWatch()
    expect(firstYes(watch, toneSamples(ringback, { ms: 1_000 }))).toBeLessThan(500)
    expect(watch.process(silence(3_000))).toBe(true)
    expect(watch.process(speech(2))).toBeNull()
  })

  it('is over after a pause that no tone has, and is not heard in speech', () => {
    const watch = new RingingWatch()
    expect(watch.process(speech(6))).toBeNull()
    watch.process(tone(425, 1_000))
    expect(watch.process(silence(6_000))).toBeNull()
  })
})

describe('live-speaker detection', () => {
  /** Says `verdict` after so many frames with the loud value. */
  const detectors = (verdict: 'live' | 'machine' | 'fax', frames: number): AnswerDetectors => ({
    classifier: () => {
      let heard = 0
      return { process: samples => (samples[0] === 5_000 && ++heard >= frames ? { verdict } : null) }
    },
    ringing: () => ({ process: samples => (samples[0] === 425 ? true : null) }),
    machineReady: () => ({ hear: () => {}, isReady: () => false }),
    voice: loudVoice,
  })
  const steady = (value: number, ms: number) => new Int16Array(8 * ms).fill(value)

  async function answeredBy(
    setting: (typeof LiveSpeakerDetectionSettings)['DEFAULT' | 'TIMEOUT_FROM_ANSWER_DETECT'] | null,
    parts: readonly Int16Array[],
    used = detectors('machine', 50),
    sound = true,
  ) {
    const made = scriptedChannel({ detectors: used })
    made.exchange.fate = { kind: 'answered', manners: { sound } }
    const options = { callFrom: '441234567890', liveSpeakerDetect: setting }
    const calling = made.channel.call(number, options)
    await made.clock.advance(500)
    pumped(made.clock, made.exchange.leg).says = sourceOfSamples(joined(silence(2_500), ...parts))
    return { ...made, state: await until(made.clock, calling) }
  }

  it.each([
    ['live', CallFarEndType.LIVE],
    ['machine', CallFarEndType.ANSWER_MACHINE],
    ['fax', CallFarEndType.FAX_MACHINE],
  ] as const)('%s is %s, and call returns when it is known', async (verdict, expected) => {
    const used = detectors(verdict, 50)
    const { channel, state, clock } = await answeredBy(
      LiveSpeakerDetectionSettings.DEFAULT,
      [steady(5_000, 2_000)],
      used,
    )
    expect([state, channel.details.farEndType]).toEqual([State.ANSWERED, expected])
    expect(clock.now()).toBeGreaterThan(3_900)
    expect(clock.now()).toBeLessThan(4_500)
  })

  it('not decided in time is UNKNOWN', async () => {
    const { channel, state, clock } = await answeredBy(LiveSpeakerDetectionSettings.DEFAULT, [])
    expect([state, channel.details.farEndType]).toEqual([State.ANSWERED, CallFarEndType.UNKNOWN])
    expect(Math.abs(clock.now() - 8_000)).toBeLessThan(100)
  })

  it('the time begins with the answer where that was asked for', async () => {
    const ringing = [steady(425, 6_000), steady(5_000, 2_000)]
    const late = await answeredBy(LiveSpeakerDetectionSettings.TIMEOUT_FROM_ANSWER_DETECT, ringing)
    expect(late.channel.details.farEndType).toBe(CallFarEndType.ANSWER_MACHINE)
    const early = await answeredBy(LiveSpeakerDetectionSettings.DEFAULT, ringing)
    expect(early.channel.details.farEndType).toBe(CallFarEndType.UNKNOWN)
  })

  it('without sound is UNKNOWN at once, and noted', async () => {
    const { channel, clock } = await answeredBy(LiveSpeakerDetectionSettings.DEFAULT, [], undefined, false)
    expect(channel.details.farEndType).toBe(CallFarEndType.UNKNOWN)
    expect(clock.now()).toBeLessThan(3_200)
    expect(channel.diagnostics).toMatchObject([{ method: 'call', asked: 'live-speaker detection' }])
  })

  it('does not happen unless it was asked for', async () => {
    const { channel, clock } = await answeredBy(null, [steady(5_000, 2_000)])
    expect([channel.details.farEndType, clock.now() < 3_200]).toEqual([CallFarEndType.UNKNOWN, true])
  })

  it('after startCall, waitForOutgoingCall returns when it is known', async () => {
    const { channel, during, exchange, clock } = scriptedChannel({ detectors: detectors('live', 50) })
    const options = { callFrom: '441234567890', liveSpeakerDetect: LiveSpeakerDetectionSettings.DEFAULT }
    expect(await during(channel.startCall(number, options))).toBe(true)
    pumped(clock, exchange.leg).says = sourceOfSamples(joined(silence(3_000), steady(5_000, 2_000)))
    expect(await during(channel.waitForOutgoingCall())).toBe(State.ANSWERED)
    expect(channel.details.farEndType).toBe(CallFarEndType.LIVE)
  })

  it('a far end that hangs up meanwhile leaves IDLE', async () => {
    const { channel, during, exchange, clock } = scriptedChannel({ detectors: detectors('live', 50) })
    const options = { callFrom: '441234567890', liveSpeakerDetect: LiveSpeakerDetectionSettings.DEFAULT }
    const calling = channel.call(number, options)
    await clock.advance(4_000)
    expect(channel.state()).toBe(State.ANSWERED)
    exchange.leg.remoteEnd()
    expect(await during(calling)).toBe(State.IDLE)
  })

  it.each([
    ['1.1', 0],
    ['1.2', Number.NaN],
    ['1.3', 499],
    ['1.3', 10_001],
  ] as const)('profile %s does not take %d ms', async (profile, lsdTimeoutMilliseconds) => {
    const { channel } = scriptedChannel({ profile })
    const calling = channel.call(number, { callFrom: '441234567890', lsdTimeoutMilliseconds })
    await expect(calling).rejects.toMatchObject({ name: 'Error' })
    expect(channel.state()).toBe(State.IDLE)
  })

  it.each([
    ['1.1', 2_000],
    ['1.2', 5_000],
    ['1.3', 7_000],
  ] as const)('profile %s gives it %i ms', async (profile, ms) => {
    const { channel, during, clock } = scriptedChannel({ profile, detectors: detectors('live', 1) })
    const liveSpeakerDetect = LiveSpeakerDetectionSettings.DEFAULT
    let overMs = 0
    await during(
      channel.call(number, { callFrom: '441234567890', liveSpeakerDetect }).then(() => {
        overMs = clock.now()
      }),
    )
    expect(overMs).toBe(3_000 + ms)
  })
})

it('waitForAnswerMachine is true once the machine is ready', async () => {
  const { channel, answered, clock } = scriptedChannel()
  const leg = await answered()
  pumped(clock, leg).says = sourceOfSamples(line([talk(3), 0.3, tone(1_000, 400), 5]))
  const startMs = clock.now()
  expect(await until(clock, channel.waitForAnswerMachine())).toBe(true)
  expect(clock.now() - startMs).toBeGreaterThan(4_000)
  expect(clock.now() - startMs).toBeLessThan(5_000)
})

it('waitForAnswerMachine knows of a beep that sounded while it was found out who answers', async () => {
  const { channel, clock, exchange } = scriptedChannel()
  const options = { callFrom: '441234567890', liveSpeakerDetect: LiveSpeakerDetectionSettings.DEFAULT }
  const calling = channel.call(number, options)
  await clock.advance(3_000)
  // A short greeting: it is the beep that tells a machine.
  pumped(clock, exchange.leg).says = sourceOfSamples(line([0.3, talk(1), 0.3, tone(1_000, 400), 9]))
  const answeredMs = clock.now()
  await until(clock, calling)
  expect(channel.details.farEndType).toBe(CallFarEndType.ANSWER_MACHINE)
  expect(await until(clock, channel.waitForAnswerMachine())).toBe(true)
  expect(clock.now() - answeredMs).toBeGreaterThan(3_000)
  expect(clock.now() - answeredMs).toBeLessThan(3_300)
  expect(await until(clock, channel.waitForAnswerMachine({ secondsTimeout: 0 }))).toBe(true)
})

it('waitForAnswerMachine without sound is an Error that says so', async () => {
  const { channel, answered, during } = scriptedChannel()
  await answered({ sound: false })
  const waiting = channel.waitForAnswerMachine().catch((error: unknown) => error)
  expect(await during(waiting)).toMatchObject({ name: 'Error', message: expect.stringContaining('no-audio-path') })
})
