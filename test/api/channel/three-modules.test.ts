import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { InboundContext } from '../../../src/api/channel/inbound-application.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import type { SampleSynthesizer } from '../../../src/audio/speech/speech-synthesizer.ts'
import type { SubscriberCall } from '../../../src/simulator/index.ts'
import { sampleEar } from '../../support/sample-ear.ts'
import { simulatedChannels } from '../../support/simulated-channels.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { distortionDb } from '../../support/tone-purity.ts'
import { pass, untilTrue } from '../../support/until.ts'

const { State, TransferCause } = CallChannel
const second = 8_000

/** What is said is a steady value, so that whoever hears a sum knows of whom it is. */
const texts: Readonly<Record<string, number>> = {
  anna: 1_000,
  bert: 2_000,
  carl: 3_000,
  'has joined': 5_000,
  left: 7_000,
}
const file = 900
const [callerSays, targetSays, thirdSays] = [200, 300, 400]

/** Each text is its value for half a second. */
const speech: SampleSynthesizer = {
  name: 'test',
  speak: async text => ({ samples: new Int16Array(second / 2).fill(texts[text] ?? 0) }),
}

it('three modules: transferred, taken back and in a room of three, each party hears what it should, and nothing else', async () => {
  const mediaFolder = temporaryFolder()
  writeFileSync(join(mediaFolder, 'back.wav'), wavFile(new Int16Array(second).fill(file)))
  const { channels, dialIn, network, clock, wait, thrown, exchange } = await simulatedChannels({ mediaFolder, speech })
  const served: { readonly channel: CallChannel; readonly context: InboundContext }[] = []
  channels.serve({}, async (channel, context) => {
    await channel.answer()
    channel.createTonePlayer(new channel.ToneManager())
    served.push({ channel, context })
    await channel.waitForIdle({ secondsTimeout: null })
  })
  const arrival = async (subscriber: string, index: number) => {
    const { call } = dialIn(subscriber, index)
    const ear = sampleEar(call)
    const before = served.length
    await untilTrue(clock, () => served.length > before)
    const one = served.at(-1)
    if (!one) throw new Error('nobody answered')
    return { call, ear, ...one }
  }
  const say = (call: SubscriberCall, value: number, seconds: number) =>
    call.speak(new Int16Array(second * seconds).fill(value))
  const settingsOf = (channel: CallChannel, name: string) => {
    const settings = new channel.ConferencePartyMediaSettings({ beepOnEntry: false, exitOnDtmfDigit: '#' })
    settings.muteOnDTMFDigits.setDigits({ mute: '0', unmute: '1' })
    settings.prefixMedia.textToSay(name)
    settings.onEntryMedia.textToSay('has joined')
    settings.onExitMedia.textToSay('left')
    return { conferencePartyMediaSettings: settings }
  }

  // The transfer rings: the caller hears the ring-back tone, a second of five.
  const caller = await arrival('5550100', 0)
  const other = caller.context.extraChannel()
  const transfer = caller.channel.retrievableTransfer(other, 'tel:5550102', { ringbackTone: 'RINGBACK_EU' })
  await untilTrue(clock, () => caller.ear.samples().some(Boolean))
  await pass(clock, 7_000)
  const target = network.subscriber('5550102').call
  if (!target) throw new Error('the target was not called')
  const targetEar = sampleEar(target)
  const rung = caller.ear.samples()
  const ringback = rung.subarray(rung.findIndex(Boolean))
  expect(distortionDb(ringback.subarray(80, 7_920), 425)).toBeLessThan(-50)
  expect(ringback.subarray(second, 5 * second).every(sample => sample === 0)).toBe(true)
  expect(distortionDb(ringback.subarray(5 * second + 80, 5 * second + 7_920), 425)).toBeLessThan(-50)

  // Transferred: caller and target hear each other, and the tone is gone.
  target.answer()
  expect(await wait(transfer)).toBe(State.TRANSFERRED)
  say(caller.call, callerSays, 3)
  say(target, targetSays, 3)
  await pass(clock, 1_000)
  caller.ear.forget()
  targetEar.forget()
  await pass(clock, 1_000)
  expect(caller.ear.stretches()).toEqual([[targetSays, 1_000]])
  expect(targetEar.stretches()).toEqual([[callerSays, 1_000]])

  // Taken back: the caller hears the application, and the two no longer each other.
  expect(await wait(caller.channel.retrieveTransferredCall())).toBe(State.ANSWERED)
  await untilTrue(clock, () => !caller.call.speaking && !target.speaking)
  say(caller.call, callerSays, 2)
  say(target, targetSays, 2)
  caller.ear.forget()
  targetEar.forget()
  await wait(caller.channel.filePlayer.play('back'))
  await untilTrue(clock, () => !caller.call.speaking && !target.speaking)
  expect(caller.ear.stretches().filter(([value]) => value !== 0)).toEqual([[file, 1_000]])
  expect(targetEar.samples().every(sample => sample === 0)).toBe(true)

  // A room of three: each who comes is announced to all who are there.
  const first = caller.channel.transferToConferenceRoom(
    caller.context.extraChannel(),
    'meeting',
    settingsOf(caller.channel, 'anna'),
  )
  await untilTrue(clock, () => exchange.room('meeting')?.parties.length === 1)
  caller.ear.forget()
  targetEar.forget()
  const joined = other.transferToConferenceRoom(caller.context.extraChannel(), 'meeting', settingsOf(other, 'bert'))
  expect(await wait(Promise.all([first, joined]))).toEqual([State.TRANSFERRED, State.TRANSFERRED])
  await pass(clock, 1_500)
  const third = await arrival('5550103', 2)
  const last = third.channel.transferToConferenceRoom(
    third.context.extraChannel(),
    'meeting',
    settingsOf(third.channel, 'carl'),
  )
  expect(await wait(last)).toBe(State.TRANSFERRED)
  await pass(clock, 1_500)
  const announced = ({ stretches }: { stretches: typeof caller.ear.stretches }) =>
    stretches().filter(([value]) => value !== 0)
  const ofBert = [
    [texts.bert, 500],
    [texts['has joined'], 500],
  ]
  const ofCarl = [
    [texts.carl, 500],
    [texts['has joined'], 500],
  ]
  expect(announced(caller.ear)).toEqual([...ofBert, ...ofCarl])
  expect(announced(targetEar)).toEqual([...ofBert, ...ofCarl])
  expect(announced(third.ear)).toEqual(ofCarl)

  // In the room each hears the sum of the two others, and not who is muted.
  say(caller.call, callerSays, 60)
  say(target, targetSays, 60)
  say(third.call, thirdSays, 60)
  const hearing = async () => {
    await pass(clock, 1_000)
    const ears = [caller.ear, targetEar, third.ear]
    for (const ear of ears) ear.forget()
    await pass(clock, 1_000)
    return ears.map(ear => ear.stretches())
  }
  const all = [[[targetSays + thirdSays, 1_000]], [[callerSays + thirdSays, 1_000]], [[callerSays + targetSays, 1_000]]]
  expect(await hearing()).toEqual(all)
  target.press('0')
  expect(await hearing()).toEqual([[[thirdSays, 1_000]], [[callerSays + thirdSays, 1_000]], [[callerSays, 1_000]]])
  target.press('1')
  expect(await hearing()).toEqual(all)

  // The third leaves by its key: it is announced, heard no more, and back at its application.
  for (const ear of [caller.ear, targetEar, third.ear]) ear.forget()
  third.call.press('#')
  expect(await wait(third.channel.waitForTransferredCallRetrieval())).toBe(State.ANSWERED)
  expect(third.channel.transferCause()).toBe(TransferCause.TARGETHANGUP)
  await pass(clock, 1_500)
  const ofLeaving = (speaker: number) => [
    [speaker + (texts.carl ?? 0), 500],
    [speaker + (texts.left ?? 0), 500],
  ]
  expect(caller.ear.stretches()).toEqual(expect.arrayContaining(ofLeaving(targetSays)))
  expect(targetEar.stretches()).toEqual(expect.arrayContaining(ofLeaving(callerSays)))
  third.ear.forget()
  await wait(third.channel.filePlayer.play('back'))
  expect(await hearing()).toEqual([[[targetSays, 1_000]], [[callerSays, 1_000]], [[0, 1_000]]])

  // The end: who hangs up takes nobody else along, and nothing is left.
  caller.call.hangUp()
  await untilTrue(clock, () => caller.channel.state() === State.IDLE)
  await wait(Promise.all([other.hangUp(), third.channel.hangUp()]))
  await untilTrue(clock, () => target.cause !== undefined && third.call.cause !== undefined)
  expect([exchange.legs, exchange.room('meeting'), thrown]).toEqual([[], undefined, []])
})
