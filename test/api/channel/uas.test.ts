import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { camelCase } from '../../../src/api/channel/uas/parameter-names.ts'
import { UASCallChannel } from '../../../src/api/channel/uas/uas-call-channel.ts'
import {
  channelNames,
  detailsNames,
  dtmfDetectorNames,
  dtmfPlayerNames,
  filePlayerNames,
  fileRecorderNames,
  muteDigitsNames,
  playableMediaNames,
  toneManagerNames,
} from '../../../src/api/channel/uas/uas-names.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State, Cause } = UASCallChannel
const number = 'tel:441908273800'

function uas() {
  const made = scriptedChannel()
  return { ...made, ch: new UASCallChannel(made.channel) }
}

describe('the names of the contract', () => {
  const { channel } = scriptedChannel()
  const settings = new channel.ConferencePartyMediaSettings()
  it.each([
    ['the channel', channel, channelNames],
    ['the file player', channel.filePlayer, filePlayerNames],
    ['the file recorder', channel.fileRecorder, fileRecorderNames],
    ['the key player', channel.dtmfPlayer, dtmfPlayerNames],
    ['the key detector', channel.dtmfDetector, dtmfDetectorNames],
    ['the tone manager', new channel.ToneManager(), toneManagerNames],
    ['playable media', settings.prefixMedia, playableMediaNames],
    ['the mute digits', settings.muteOnDTMFDigits, muteDigitsNames],
  ])('of %s all stand for something', (_, target, names) => {
    const missing = Object.keys(names).filter(name => !(camelCase(name) in target))
    expect(missing).toEqual([])
  })

  it('of the details all stand for something', () => {
    expect(detailsNames.filter(name => !(camelCase(name) in channel.details))).toEqual([])
  })

  it('are 24 methods', () => {
    expect(Object.keys(channelNames)).toHaveLength(24)
  })
})

describe('arguments', () => {
  const line = { kind: 'number', number: '441234567890' }
  it.each<readonly [string, (ch: UASCallChannel) => Promise<unknown>]>([
    ['by position', ch => ch.call(number, '441234567890', 30, 'g711a')],
    ['by name', ch => ch.call({ call_to: number, call_from: '441234567890', seconds_timeout: 30, codecs: 'g711a' })],
    ['mixed', ch => ch.call(number, '441234567890', { seconds_timeout: 30, codecs: 'g711a' })],
    ['with undefined for a default', ch => ch.call(number, '441234567890', undefined, 'g711a')],
  ])('%s', async (_, call) => {
    const { ch, during, exchange } = uas()
    expect(await during(call(ch))).toBe(State.ANSWERED)
    expect(exchange.dialled).toEqual([{ number: '+441908273800', options: { line } }])
    expect(ch.diagnostics).toMatchObject([{ asked: 'codecs g711a' }])
  })

  it.each<readonly [string, readonly unknown[]]>([
    ['too many', [number, '', 1, null, null, 1, 2]],
    ['a name that is not known', [number, { callFrom: '44' }]],
    ['one given twice', [number, { call_to: number }]],
  ])('%s are refused', (_, args) => {
    const { ch, exchange } = uas()
    const call = ch.call as (...all: readonly unknown[]) => unknown
    expect(() => Reflect.apply(call, ch, args)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect([exchange.dialled, ch.state()]).toEqual([[], State.IDLE])
  })

  it('that are required and missing are an Error of the method', async () => {
    const { ch } = uas()
    const call = ch.call as (...all: readonly unknown[]) => Promise<unknown>
    await expect(call.call(ch)).rejects.toBeInstanceOf(ch.Error)
  })

  it('None is null: no limit', async () => {
    const { ch, answered, clock, during } = uas()
    const leg = await answered()
    const waiting = ch.wait_for_idle(null)
    await clock.advance(3_600_000)
    leg.remoteEnd()
    expect(await during(waiting)).toBe(State.IDLE)
  })
})

describe('a channel of the contract', () => {
  it('has the words, and its own classes', () => {
    const { ch } = uas()
    expect([ch.State, ch.Cause, UASCallChannel.State]).toEqual([State, Cause, CallChannel.State])
    expect(new ch.Hangup('gone')).toBeInstanceOf(CallChannel.Hangup)
    expect(ch.FilePlayer.Cause.NORMAL).toBe('FilePlayer.Cause.NORMAL')
  })

  it('stands for another one where that is asked for', async () => {
    const { ch, answered, anotherAnswered, during } = uas()
    await answered()
    const other = new UASCallChannel((await anotherAnswered()).channel)
    expect(await during(ch.connect(other))).toBe(true)
    expect([ch.Details.connected_id, other.Details.connected_id]).toEqual(['channel-2', 'channel-1'])
    expect(await during(ch.disconnect())).toBe(true)
  })

  it('collects keys', async () => {
    const { ch, answered, during } = uas()
    const leg = await answered()
    leg.press('12#4')
    expect(await during(ch.DTMFDetector.get_digits(false, 0, 0, 5, '#'))).toBe('12')
    expect(ch.DTMFDetector.cause()).toBe(ch.DTMFDetector.Cause.END)
    ch.DTMFDetector.clear_digits()
    expect(await during(ch.DTMFDetector.get_digits({ seconds_predigits_timeout: 1 }))).toBe('')
  })

  it('plays tones of its own manager', async () => {
    const { ch, answered, another, during } = uas()
    await answered()
    const tones = new ch.ToneManager('log')
    const silent = { frequency: 0, amplitude: 0 }
    tones.create_tone([[{ frequency: 400, amplitude: 10 }, silent, { duration: 500, add: 'summation' }]], 'OURS')
    tones.set_default(ch.ToneManager.PredefinedTones.RINGBACK_EU)
    expect(ch.create_tone_player(tones)).toBe(true)
    const other = new UASCallChannel(another())
    expect(await during(ch.retrievable_transfer(other, number, { ringback_tone: 'OURS' }))).toBe(State.TRANSFERRED)
    expect(ch.diagnostics.filter(({ asked }) => asked.includes('tone'))).toEqual([])
  })
})
