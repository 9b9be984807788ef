import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import type { SampleSynthesizer } from '../../../src/audio/speech/speech-synthesizer.ts'
import { ToneDetector } from '../../../src/audio/tones/tone-detector.ts'
import { simulatedChannels } from '../../support/simulated-channels.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { pass, untilTrue } from '../../support/until.ts'

const { State, Cause, TransferCause } = CallChannel

describe('a call on a simulated module', () => {
  it('goes out on the line that has the caller id', async () => {
    const { channels, wait, numberOf } = await simulatedChannels()
    const channel = channels.channel()
    expect(await wait(channel.call('tel:5550101', { callFrom: numberOf(1) }))).toBe(State.ANSWERED)
    expect(channel.details).toMatchObject({ line: 'b', callTo: '5550101', callFrom: '+15550100001' })
    expect(await wait(channel.hangUp())).toBe(State.IDLE)
    expect([channel.cause(), channel.details.clearing?.value]).toEqual([Cause.NORMAL, 16])
  })

  it.each([
    ['10010', Cause.BUSY, 'q850:17'],
    ['5550302', Cause.REJECTED, 'q850:21'],
    ['5550001', Cause.UNOBTAINABLE, 'q850:1'],
    ['5550042', Cause.CONGESTION, 'q850:42'],
  ])('to %s is cleared: %s', async (number, cause, rawCause) => {
    const { channels, wait, numberOf } = await simulatedChannels()
    const channel = channels.channel()
    expect(await wait(channel.call(`tel:${number}`, { callFrom: numberOf(0) }))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([cause, rawCause])
  })

  it.each([
    ['442079460000', Cause.FAILED, 'caller-id-not-validated'],
    ['', Cause.FAILED, 'caller-id-missing'],
  ])('from %j is not made', async (callFrom, cause, rawCause) => {
    const { channels, wait, sent } = await simulatedChannels()
    const channel = channels.channel()
    expect(await wait(channel.call('tel:5550101', { callFrom }))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([cause, rawCause])
    expect(sent.flat().filter(line => line.startsWith('ATD'))).toEqual([])
  })

  it('anonymous is hidden', async () => {
    const { channels, wait, sent } = await simulatedChannels()
    await wait(channels.channel().call('tel:5550101', { callFrom: 'anonymous' }))
    expect(sent[0]).toContain('ATD5550101I;')
  })

  it('with every line taken is NOCHANNELS', async () => {
    const { channels, wait } = await simulatedChannels({ callFromPolicy: 'ignore' }, { modules: [{}] })
    expect(await wait(channels.channel().call('tel:5550101'))).toBe(State.ANSWERED)
    const second = channels.channel()
    expect(await wait(second.call('tel:5550101'))).toBe(State.IDLE)
    expect(second.cause()).toBe(Cause.NOCHANNELS)
  })

  it('that rings for too long is given up, and the line is free again', async () => {
    const { channels, wait, numberOf, network } = await simulatedChannels()
    const channel = channels.channel()
    const options = { callFrom: numberOf(0), secondsTimeout: 5 }
    expect(await wait(channel.call('tel:5550102', options))).toBe(State.IDLE)
    expect([channel.cause(), network.subscriber('5550102').call?.state]).toEqual([Cause.TIMEOUT, 'released'])
    expect(await wait(channel.call('tel:5550101', options))).toBe(State.ANSWERED)
  })

  it('whose module is unplugged is over: ERROR', async () => {
    const { channels, wait, numberOf, modules } = await simulatedChannels()
    const channel = channels.channel()
    await wait(channel.call('tel:5550101', { callFrom: numberOf(0) }))
    const idle = channel.waitForIdle()
    modules[0]?.unplug()
    expect(await wait(idle)).toBe(State.IDLE)
    expect(channel.cause()).toBe(Cause.ERROR)
  })

  it('collects the keys of the far end and sends keys to it', async () => {
    const { channels, wait, numberOf, telephone, clock } = await simulatedChannels()
    const channel = channels.channel()
    await wait(channel.call('tel:5550101', { callFrom: numberOf(0) }))
    const far = telephone('5550101')
    far.call.press('17#')
    const digits = channel.dtmfDetector.getDigits({ secondsPredigitsTimeout: 5, end: '#' })
    expect(await wait(digits)).toBe('17')
    await wait(channel.dtmfPlayer.play('42*'))
    await untilTrue(clock, () => far.call.heard === '42*')
  })
})

describe('an application', () => {
  it('serves the calls of a line: ring, answer, play, collect, hang up', async () => {
    const mediaFolder = temporaryFolder()
    writeFileSync(join(mediaFolder, 'greeting.wav'), wavFile(new Int16Array(8_000).fill(1_000)))
    const { channels, dialIn, clock, thrown, exchange } = await simulatedChannels({ mediaFolder })
    const log: unknown[] = []
    channels.serve({ line: 'b' }, async (channel, { line, callFrom, callTo }) => {
      log.push(line, callFrom, callTo, channel.state())
      log.push(await channel.ring({ secondsRingtime: 1 }), await channel.answer())
      log.push(await channel.filePlayer.play('greeting', { bargeIn: true }))
      log.push(await channel.dtmfDetector.getDigits({ count: 2, secondsPredigitsTimeout: 10 }))
    })
    const caller = dialIn('5550100', 1)
    await untilTrue(clock, () => caller.heard(1_000) > 0)
    await pass(clock, 1_500)
    caller.call.press('42')
    await untilTrue(clock, () => caller.call.cause !== undefined)
    expect(log).toEqual([
      'b',
      '5550100',
      '+15550100001',
      State.CALL_INCOMING,
      State.RING_INCOMING,
      State.ANSWERED,
      'FilePlayer.Cause.NORMAL',
      '42',
    ])
    expect([caller.heard(1_000), caller.call.cause, thrown, exchange.legs]).toEqual([8_000, 16, [], []])
  })

  it('whose caller leaves ends with a Hangup that nobody hears of', async () => {
    const { channels, dialIn, clock, thrown, exchange } = await simulatedChannels()
    let state: unknown = null
    channels.serve({}, async channel => {
      try {
        await channel.ring({ secondsRingtime: 30 })
      } finally {
        state = channel.state()
      }
    })
    const caller = dialIn('5550100', 0)
    await pass(clock, 3_000)
    caller.call.hangUp()
    await untilTrue(clock, () => state !== null)
    expect([state, thrown, exchange.legs]).toEqual([State.IDLE, [], []])
  })

  it('that throws is reported, and the call is hung up', async () => {
    const { channels, dialIn, clock, thrown } = await simulatedChannels()
    channels.serve({}, async channel => {
      await channel.answer()
      throw new Error('a mistake')
    })
    const caller = dialIn('5550100', 0)
    await untilTrue(clock, () => caller.call.cause !== undefined)
    expect(thrown).toMatchObject([
      { error: { message: 'a mistake' }, context: { applicationInstanceId: 'application-1' } },
    ])
  })

  it('rejects with a cause that the caller sees, in place of one that modules do not take', async () => {
    const { channels, dialIn, clock } = await simulatedChannels()
    let diagnostics: unknown = null
    channels.serve({}, async channel => {
      await channel.reject({ cause: Cause.NOCHANNELS })
      diagnostics = channel.diagnostics
    })
    const caller = dialIn('5550100', 0)
    await untilTrue(clock, () => diagnostics !== null)
    expect(caller.call.cause).toBe(17)
    expect(diagnostics).toMatchObject([{ asked: 'cause 34 (Cause.NOCHANNELS)', done: 'cause 17 was sent' }])
  })

  it('is reachable by name from another channel, and from a transferred call', async () => {
    const { channels, wait, numberOf, telephone, clock } = await simulatedChannels()
    const served: string[] = []
    channels.serve({ service: 'Voicemail' }, async (channel, { service, callFrom }) => {
      served.push(`${service} from ${callFrom}`)
      await channel.answer()
      await channel.waitForIdle({ secondsTimeout: null })
    })
    const direct = channels.channel()
    expect(await wait(direct.callInboundService('Voicemail', { callFrom: 'anna' }))).toBe(State.ANSWERED)
    expect(await wait(direct.hangUp())).toBe(State.IDLE)
    expect(await wait(direct.call('loc:NoSuchService'))).toBe(State.IDLE)
    expect(direct.cause()).toBe(Cause.UNOBTAINABLE)
    const channel = channels.channel()
    await wait(channel.call('tel:5550101', { callFrom: numberOf(0) }))
    expect(await wait(channel.transferToInboundService(direct, 'Voicemail'))).toBe(State.TRANSFERRED)
    telephone('5550101').call.hangUp()
    await untilTrue(clock, () => direct.state() === State.IDLE)
    expect(served).toEqual(['Voicemail from anna', 'Voicemail from +15550100000'])
  })
})

describe('three simulated modules', () => {
  it('a transfer: the caller hears the ring-back tone, then the target; taken back, a file', async () => {
    const mediaFolder = temporaryFolder()
    writeFileSync(join(mediaFolder, 'back.wav'), wavFile(new Int16Array(16_000).fill(900)))
    const { channels, dialIn, clock, wait, telephone, thrown } = await simulatedChannels({ mediaFolder })
    const states: string[] = []
    let channel: CallChannel | null = null
    let other: CallChannel | null = null
    channels.serve({ line: 'a' }, async (served, context) => {
      channel = served
      other = context.extraChannel()
      await served.answer()
      served.createTonePlayer(new served.ToneManager())
      states.push(await served.retrievableTransfer(other, 'tel:5550102', { ringbackTone: 'RINGBACK_EU' }))
      states.push(await served.waitForTransferredCallRetrieval({ secondsTimeout: 3 }))
      states.push(await served.retrieveTransferredCall(), other.state())
      states.push(await served.filePlayer.play('back'))
      await other.hangUp()
    })
    const caller = dialIn('5550100', 0)
    caller.says(200)
    const tones = new ToneDetector({ country: 'de' })
    const kinds: string[] = []
    caller.call.listen(frame => kinds.push(...tones.process(frame).map(({ kind, tone }) => `${tone} ${kind}`)))
    await untilTrue(clock, () => kinds.length > 0, 30_000)
    expect(kinds).toEqual(['ringback start'])
    expect(other).toMatchObject({ details: { line: 'b' } })
    const target = telephone('5550102')
    target.says(300)
    target.call.answer()
    await untilTrue(clock, () => caller.hears() === 300 && target.hears() === 200)
    await untilTrue(clock, () => states.length === 5)
    expect(states).toEqual([
      State.TRANSFERRED,
      State.TRANSFERRED,
      State.ANSWERED,
      State.ANSWERED,
      'FilePlayer.Cause.NORMAL',
    ])
    expect(caller.heard(900)).toBe(16_000)
    expect(target.heard(900)).toBe(0)
    await wait(untilTrue(clock, () => caller.call.cause !== undefined))
    expect(channel).toMatchObject({ diagnostics: [{ asked: 'no caller id' }] })
    expect(thrown).toEqual([])
  })

  it('a conference of three, with names and keys to be muted', async () => {
    /** Each name is a value, for half a second. */
    const voice: SampleSynthesizer = {
      name: 'test',
      speak: async text => ({ samples: new Int16Array(4_000).fill(Number(text)) }),
    }
    const { channels, dialIn, clock, thrown, exchange } = await simulatedChannels({ speech: voice })
    const ends: unknown[] = []
    channels.serve({}, async (channel, { extraChannel, callFrom }) => {
      await channel.answer()
      const settings = new channel.ConferencePartyMediaSettings({ beepOnEntry: false, exitOnDtmfDigit: '#' })
      settings.muteOnDTMFDigits.setDigits({ mute: '0', unmute: '1' })
      settings.prefixMedia.textToSay(callFrom.slice(-3))
      const options = { conferencePartyMediaSettings: settings }
      await channel.transferToConferenceRoom(extraChannel(), 'meeting', options)
      ends.push(await channel.waitForTransferredCallRetrieval({ secondsTimeout: null }), channel.transferCause())
    })
    // Their last three digits are their names, and what they say is a thousand times the last of them.
    const numbers = ['5550101', '5550102', '5550103']
    const parties = numbers.map((number, index) => dialIn(number, index))
    await untilTrue(clock, () => exchange.room('meeting')?.parties.length === 3, 30_000)
    await pass(clock, 3_000)
    const names = [101, 102, 103].map(name => parties.map(party => party.heard(name) > 0))
    // The first came to an empty room; who comes is announced to those who are there.
    expect(names[2]?.slice(0, 2)).toEqual([true, true])
    for (const [index, party] of parties.entries()) party.says(1_000 * (index + 1))
    await untilTrue(clock, () => parties.map(party => party.hears()).join() === '5000,4000,3000')
    parties[1]?.call.press('0')
    await untilTrue(clock, () => parties.map(party => party.hears()).join() === '3000,4000,1000')
    parties[1]?.call.press('1')
    await untilTrue(clock, () => parties.map(party => party.hears()).join() === '5000,4000,3000')
    parties[2]?.call.press('#')
    await untilTrue(clock, () => ends.length > 0)
    expect(ends).toEqual([State.ANSWERED, TransferCause.TARGETHANGUP])
    await untilTrue(clock, () => parties[2]?.call.cause !== undefined)
    await untilTrue(clock, () => parties[0]?.hears() === 2_000 && parties[1]?.hears() === 1_000)
    expect(thrown).toEqual([])
  })
})

describe('one simulated module', () => {
  async function answered(target: string) {
    const made = await simulatedChannels({}, { modules: [{}] })
    const channel = made.channels.channel()
    const other = made.channels.channel()
    await made.wait(channel.call('tel:5550101', { callFrom: made.numberOf(0) }))
    const state = await made.wait(channel.retrievableTransfer(other, `tel:${target}`))
    return { ...made, channel, other, state }
  }

  it('a transfer is a call of three in the network, and both calls stay up when it is taken back', async () => {
    const { channel, other, state, wait, network } = await answered('5550100')
    expect([state, other.state()]).toEqual([State.TRANSFERRED, State.ANSWERED])
    expect(channel.diagnostics.map(({ asked }) => asked)).toContain('a line of its own')
    expect(await wait(channel.retrieveTransferredCall())).toBe(State.ANSWERED)
    expect(other.state()).toBe(State.ON_HOLD)
    expect(network.subscriber('5550101').call?.heldByFarEnd).toBe(false)
    expect(await wait(other.hangUp())).toBe(State.IDLE)
    expect(channel.state()).toBe(State.ANSWERED)
  })

  it('to a target that is busy, the caller is taken back from hold', async () => {
    const { channel, state, network } = await answered('10010')
    expect([state, channel.transferCause()]).toEqual([State.ANSWERED, TransferCause.TARGETREJECT])
    expect(network.subscriber('5550101').call?.heldByFarEnd).toBe(false)
  })

  it('the target leaves: the caller is back', async () => {
    const { channel, network, wait } = await answered('5550100')
    const waiting = channel.waitForTransferredCallRetrieval()
    network.subscriber('5550100').call?.hangUp()
    expect(await wait(waiting)).toBe(State.ANSWERED)
  })
})
