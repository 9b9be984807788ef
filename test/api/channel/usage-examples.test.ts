import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { AnswerDetectors } from '../../../src/api/channel/calling/answer-detectors.ts'
import { UASCallChannel } from '../../../src/api/channel/uas/uas-call-channel.ts'
import { Hangup } from '../../../src/api/channel/words/exceptions.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import type { SampleSynthesizer } from '../../../src/audio/speech/speech-synthesizer.ts'
import { loudVoice } from '../../support/loud-voice.ts'
import { pumped } from '../../support/pumped-leg.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'
import type { Fate } from '../../support/scripted-exchange.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { until } from '../../support/until.ts'

/**
 * The usage examples of the contract pages, in the names of `CallChannel` and in those of the contract. S0 is the page
 * "Call channel methods", S1 the page of `call`, by line.
 */
const number = 'tel:441908273800'
const sip = 'sip:3301@127.0.0.1:5060;user=phone'
const busy: Fate = { kind: 'cleared', value: 17 }

/** A machine that is there at once. */
const machine: AnswerDetectors = {
  classifier: () => ({ process: () => ({ verdict: 'machine' }) }),
  ringing: () => ({ process: () => null }),
  machineReady: () => ({ hear: () => {}, isReady: () => true }),
  voice: loudVoice,
}
const voice: SampleSynthesizer = { name: 'test', speak: async text => ({ samples: new Int16Array(text.length) }) }

function made() {
  const mediaFolder = temporaryFolder()
  writeFileSync(join(mediaFolder, 'my_message.wav'), wavFile(new Int16Array(8_000).fill(1_000)))
  const one = scriptedChannel({ mediaFolder, detectors: machine, speech: voice })
  return { ...one, ch: new UASCallChannel(one.channel), other: one.another() }
}

describe('example 1 and 2 (S0:54, S1:41): a call to a telephone, and whether it was busy', () => {
  it('in camel case', async () => {
    const { channel, exchange, during } = made()
    exchange.fate = busy
    const state = await during(channel.call(number, { callFrom: '441234567890' }))
    expect(state).toBe(channel.State.IDLE)
    expect(state !== channel.State.ANSWERED && channel.cause() === channel.Cause.BUSY).toBe(true)
    // What the older page compares is a state with a cause, which is never equal.
    expect<string>(state).not.toBe(channel.Cause.BUSY)
  })

  it('in the names of the contract', async () => {
    const { ch, exchange, during } = made()
    exchange.fate = busy
    const state = await during(ch.call(number, { call_from: '441234567890' }))
    expect(state !== ch.State.ANSWERED && ch.cause() === ch.Cause.BUSY).toBe(true)
    exchange.fate = { kind: 'answered' }
    expect(await during(ch.call(number, { call_from: '441234567890' }))).toBe(ch.State.ANSWERED)
  })
})

describe('example 3 (S0:68, S1:56): a SIP call, which no cellular line makes', () => {
  it.each([
    ['in camel case', ({ channel }: ReturnType<typeof made>) => channel.call(sip, { callFrom: 'bob@1234' })],
    ['in the names of the contract', ({ ch }: ReturnType<typeof made>) => ch.call(sip, { call_from: 'bob@1234' })],
  ])('%s', async (_, call) => {
    const one = made()
    expect(await one.during(call(one))).toBe(one.ch.State.IDLE)
    expect([one.ch.cause(), one.ch.Details.raw_cause]).toEqual([one.ch.Cause.FAILED, 'unsupported-address'])
  })
})

describe('example 4 and 5 (S0:119, S0:145): start a call, work, wait for it', () => {
  it('in camel case', async () => {
    const { channel, during } = made()
    const { State } = channel
    if (await during(channel.startCall(number, { callFrom: '441234567890' }))) {
      expect(channel.state()).toBe(State.CALL_OUTGOING)
      expect(await during(channel.waitForOutgoingCall())).toBe(State.ANSWERED)
    }
    expect(channel.state()).toBe(State.ANSWERED)
  })

  it('in the names of the contract', async () => {
    const { ch, during, exchange } = made()
    exchange.fate = { kind: 'rings' }
    expect((await during(ch.start_call(number, { call_from: '441234567890' }))) === true).toBe(true)
    expect(await during(ch.wait_for_outgoing_call(5, true))).toBe(ch.State.RING_OUTGOING)
    // Not answered: a time-out, and the call still rings.
    expect(await during(ch.wait_for_outgoing_call(5))).toBe(ch.State.RING_OUTGOING)
  })
})

describe('example 6 (S0:187): a message for an answering machine', () => {
  it('in camel case', async () => {
    const { channel, clock, exchange } = made()
    const calling = channel.call(number, {
      callFrom: '441234567890',
      liveSpeakerDetect: channel.LiveSpeakerDetectionSettings.DEFAULT,
    })
    await clock.advance(1_000)
    const far = pumped(clock, exchange.leg)
    expect(await until(clock, calling)).toBe(channel.State.ANSWERED)
    expect(channel.details.farEndType).toBe(channel.CallFarEndType.ANSWER_MACHINE)
    expect(await until(clock, channel.waitForAnswerMachine())).toBe(true)
    const cause = await until(clock, channel.filePlayer.play('my_message'))
    expect([cause, far.heard(1_000)]).toEqual([channel.filePlayer.Cause.NORMAL, 8_000])
  })

  it('in the names of the contract', async () => {
    const { ch, clock, exchange } = made()
    const calling = ch.call(number, '441234567890', { live_speaker_detect: ch.LiveSpeakerDetectionSettings.DEFAULT })
    await clock.advance(1_000)
    pumped(clock, exchange.leg)
    await until(clock, calling)
    expect(ch.Details.far_end_type === ch.CallFarEndType.ANSWER_MACHINE).toBe(true)
    expect((await until(clock, ch.wait_for_answer_machine())) === true).toBe(true)
    expect(await until(clock, ch.FilePlayer.play('my_message'))).toBe(ch.FilePlayer.Cause.NORMAL)
  })
})

describe('example 7 (S0:225): ring for a second, then answer', () => {
  it('in camel case', async () => {
    const { channel, incoming, during } = made()
    incoming()
    expect(channel.state()).toBe(channel.State.CALL_INCOMING)
    expect(await during(channel.ring({ secondsRingtime: 1 }))).toBe(channel.State.RING_INCOMING)
    expect(await during(channel.answer())).toBe(channel.State.ANSWERED)
  })

  it('in the names of the contract, and the caller leaves', async () => {
    const { ch, incoming, during, clock } = made()
    const leg = incoming({ answer: 'stuck' })
    expect(await during(ch.ring(1))).toBe(ch.State.RING_INCOMING)
    const answering = ch.answer().catch((error: unknown) => error)
    await clock.advance(500)
    leg.remoteEnd()
    expect(await during(answering)).toBeInstanceOf(ch.Hangup)
  })
})

describe('example 8 (S0:271): hang up, and wait where that took too long', () => {
  it('in camel case', async () => {
    const { channel, answered, during } = made()
    await answered()
    if ((await during(channel.hangUp())) !== channel.State.IDLE) await during(channel.waitForIdle())
    expect(channel.state()).toBe(channel.State.IDLE)
  })

  it('in the names of the contract, of a call that takes its time', async () => {
    const { ch, answered, during, clock } = made()
    const leg = await answered({ hangUp: 'stuck' })
    expect(await during(ch.hang_up())).toBe(ch.State.ANSWERED)
    clock.setTimer(30_000, () => leg.remoteEnd())
    expect(await during(ch.wait_for_idle())).toBe(ch.State.IDLE)
    expect(await ch.hang_up()).toBe(ch.State.IDLE)
  })
})

describe('example 9 (S0:322): a raw cause that cannot be sent', () => {
  it.each([
    ['in camel case', ({ channel }: ReturnType<typeof made>) => channel.reject({ rawCause: 301 })],
    ['in the names of the contract', ({ ch }: ReturnType<typeof made>) => ch.reject({ raw_cause: '301' })],
  ])('%s', async (_, reject) => {
    const one = made()
    const leg = one.incoming()
    expect(await one.during(reject(one))).toBe(one.ch.State.ERROR)
    expect(leg.hungUpWith).toEqual([])
    await one.during(one.ch.reject())
    expect(await one.during(one.ch.wait_for_idle())).toBe(one.ch.State.IDLE)
  })
})

describe('example 10 (S0:368): reject, and be told of the end by an exception', () => {
  it('in camel case', async () => {
    const { channel, incoming, during } = made()
    incoming()
    if ((await during(channel.reject({ cause: channel.Cause.BUSY }))) !== channel.State.IDLE) {
      await channel.waitForIdle({ secondsTimeout: null })
    }
    expect(() => channel.state({ checkForHangup: true })).toThrow(Hangup)
  })

  it('in the names of the contract', async () => {
    const { ch, incoming, during } = made()
    incoming()
    let caught: unknown = null
    try {
      if ((await during(ch.reject({ cause: ch.Cause.BUSY }))) !== ch.State.IDLE) await ch.wait_for_idle(null)
      ch.state(true)
    } catch (error) {
      if (!(error instanceof ch.Hangup)) throw error
      caught = error
    }
    expect(caught).toMatchObject({ cause: ch.Cause.BUSY, method: 'state' })
  })
})

describe('example 11 (S0:488, 506, 529): transfer, wait, take back', () => {
  it('in camel case', async () => {
    const { channel, other, answered, during } = made()
    const { State } = channel
    await answered()
    expect(await during(channel.retrievableTransfer(other, number))).toBe(State.TRANSFERRED)
    const waiting = channel.waitForTransferredCallRetrieval({ secondsTimeout: 5 })
    expect(await during(waiting)).toBe(State.TRANSFERRED)
    expect(await during(channel.retrieveTransferredCall())).toBe(State.ANSWERED)
  })

  it('in the names of the contract, to a target that is busy', async () => {
    const { ch, other, answered, during, exchange } = made()
    await answered()
    exchange.fate = busy
    const state = await during(ch.retrievable_transfer(new UASCallChannel(other), number))
    expect(state).toBe(ch.State.ANSWERED)
    expect(ch.transfer_cause()).toBe(ch.TransferCause.TARGETREJECT)
    expect<string>(ch.transfer_cause()).toBe(ch.Cause.TARGETREJECT)
  })
})

describe('example 12 (S0:583): into a conference, with a name and keys to be muted', () => {
  const party = { exitDigit: '#', muteDigits: { mute: '0', unmute: '1' } }
  const lifetime = { startOnEntry: true, destroyOnExit: true }

  it('in camel case', async () => {
    const { channel, other, answered, during, exchange, leg } = await withCall()
    const settings = new channel.ConferencePartyMediaSettings({ exitOnDtmfDigit: '#' })
    settings.muteOnDTMFDigits.setDigits({ mute: '0', unmute: '1' })
    settings.prefixMedia.textToSay('george')
    settings.onEntryMedia.textToSay('has joined')
    settings.onExitMedia.textToSay('has left')
    const control = new channel.ConferenceLifetimeControl({ startOnEntry: true, destroyOnExit: true })
    const options = { conferenceLifetimeControl: control, conferencePartyMediaSettings: settings }
    expect(await during(channel.transferToConferenceRoom(other, 'room1', options))).toBe(channel.State.TRANSFERRED)
    expect(exchange.rooms[0]).toMatchObject({ name: 'room1', options: { party, lifetime } })
    const { prefix, onEntry, onExit } = exchange.rooms[0]?.options.party ?? {}
    expect([prefix?.length, onEntry?.length, onExit?.length]).toEqual([6, 10, 8])
    exchange.leg.remoteEnd()
    expect(await during(channel.waitForTransferredCallRetrieval())).toBe(channel.State.ANSWERED)
    expect([answered, leg.state]).toEqual([expect.anything(), 'active'])
  })

  it('in the names of the contract', async () => {
    const { ch, other, during, exchange } = await withCall()
    const settings = new ch.ConferencePartyMediaSettings({ exit_on_dtmf_digit: '#' })
    settings.MuteOnDTMFDigits.set_digits({ mute: '0', unmute: '1' })
    settings.PrefixMedia.text_to_say('george')
    settings.OnEntryMedia.text_to_say('has joined')
    settings.OnExitMedia.text_to_say('has left')
    const control = new ch.ConferenceLifetimeControl({ start_on_entry: true, destroy_on_exit: true })
    const state = await during(
      ch.transfer_to_conference_room(new UASCallChannel(other), 'room1', {
        conference_lifetime_control: control,
        conference_party_media_settings: settings,
      }),
    )
    expect(state).toBe(ch.State.TRANSFERRED)
    expect(exchange.rooms[0]).toMatchObject({ options: { party, lifetime } })
    expect(exchange.rooms[0]?.options.party?.prefix).toHaveLength(6)
  })

  async function withCall() {
    const one = made()
    return { ...one, leg: await one.answered() }
  }
})

it('the class has the words of the contract as each channel does', () => {
  expect([CallChannel.State, CallChannel.Cause]).toEqual([UASCallChannel.State, UASCallChannel.Cause])
})
