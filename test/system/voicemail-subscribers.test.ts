import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CallChannel } from '../../src/api/channel/call-channel.ts'
import { wavFile } from '../../src/audio/files/wav-file.ts'
import { espeakSynthesizer } from '../../src/audio/speech/espeak.ts'
import { hz } from '../../src/audio/tones/tone.ts'
import { toneSamples } from '../../src/audio/tones/tone-generator.ts'
import { simulatedChannels } from '../support/simulated-channels.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { untilTrue } from '../support/until.ts'
import { describeClient, has } from './support/client-test.ts'

const { State, CallFarEndType, LiveSpeakerDetectionSettings } = CallChannel

/** A steady value, so that its first sample is known. */
const message = 900
const messageSamples = 8_000

const greetings = {
  long:
    'Hello, you have reached the office. Nobody is here at the moment. Please leave your name, your number and a ' +
    'short message, and we will call you back as soon as we can.',
  'with a pause':
    'Hello. This is the voicemail of Ann and Bert Miller. ... We are not at home. ... Please leave a message.',
  short: 'You have reached the Millers.',
} as const

const silence = (ms: number) => new Int16Array(8 * ms)
const beepOf = (hertz: number, ms: number) => toneSamples({ segments: [{ signal: hz(hertz), ms }] }, { ms })

describeClient('a message for a voicemail subscriber', [has('espeak-ng')], () => {
  test.each([
    ['long', 'a beep of 1000 Hz', beepOf(1_000, 400)],
    ['long', 'a beep of 440 Hz', beepOf(440, 250)],
    ['long', 'no beep', null],
    ['with a pause', 'a long beep', beepOf(1_400, 800)],
    ['with a pause', 'no beep', null],
    ['short', 'a beep of 850 Hz', beepOf(850, 300)],
  ] as const)(
    'its greeting is %s, with %s: the message starts after it, and all of it is heard',
    async (name, _, beep) => {
      const { samples } = await espeakSynthesizer().speak(greetings[name])
      // Who is silent for longer after few words is taken for a person.
      const gapMs = name === 'short' ? 200 : 500
      const said = beep ? [...samples, ...silence(gapMs), ...beep] : samples
      const mediaFolder = temporaryFolder()
      writeFileSync(join(mediaFolder, 'message.wav'), wavFile(new Int16Array(messageSamples).fill(message)))
      const { channels, network, wait, numberOf, clock } = await simulatedChannels({ mediaFolder })
      const subscriber = network.subscriber('5557001')
      subscriber.behave({
        summary: 'voicemail',
        steps: [
          { afterMs: 0, does: 'alert' },
          { afterMs: 2_000, does: 'answer' },
          { afterMs: 700, does: 'speak', samples: Int16Array.from(said) },
        ],
      })
      const channel = channels.channel()
      const liveSpeakerDetect = LiveSpeakerDetectionSettings.DEFAULT
      const calling = channel.call('tel:5557001', { callFrom: numberOf(0), liveSpeakerDetect })
      await untilTrue(clock, () => subscriber.call?.speaking === true)
      const far = subscriber.call
      let heard = 0
      let spokeInto = 0
      let overMs = 0
      let startMs = 0
      far?.listen(frame => {
        const samples = frame.filter(sample => sample === message).length
        if (far.speaking) {
          overMs = clock.now()
          spokeInto += samples
        } else if (samples > 0 && heard === 0) startMs = clock.now()
        heard += samples
      })
      expect(await wait(calling)).toBe(State.ANSWERED)
      expect(channel.details.farEndType).toBe(CallFarEndType.ANSWER_MACHINE)
      expect(await wait(channel.waitForAnswerMachine({ secondsTimeout: 30 }))).toBe(true)
      const readyMs = clock.now()
      await wait(channel.filePlayer.play('message'))
      await untilTrue(clock, () => heard === messageSamples)
      expect(spokeInto).toBe(0)
      expect(startMs - overMs).toBeGreaterThan(beep ? 900 : 3_000)
      // The file is read in real time, which is none of the wait.
      expect(readyMs - overMs).toBeLessThan(beep ? 1_300 : 4_400)
    },
  )
})
