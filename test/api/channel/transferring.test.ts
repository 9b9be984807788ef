import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { ChannelSetup } from '../../../src/api/channel/channel-setup.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import type { ClearingCause } from '../../../src/calls/clearing-cause.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State, Cause, TransferCause, ToneManager } = CallChannel
const number = 'tel:441908273800'

/** By `state` every line is taken; by a `report` the network has no channel. */
const noChannel = (source: ClearingCause['source']) =>
  new CellvoiceError('DIAL_REFUSED', { context: { cause: { name: 'NOCHANNELS', value: 34, text: null, source } } })

async function ready(options: Partial<ChannelSetup> = {}) {
  const made = scriptedChannel(options)
  const leg = await made.answered()
  return { ...made, leg, other: made.another() }
}

async function transferred() {
  const made = await ready()
  expect(await made.during(made.channel.retrievableTransfer(made.other, number))).toBe(State.TRANSFERRED)
  return { ...made, target: made.exchange.leg }
}

/** The loudest sample of the next 20 ms that the far end of a leg hears. */
const loudness = (leg: { readonly sound: { take(): Int16Array } }) =>
  Math.max(...Array.from({ length: 3 }, () => Math.max(...leg.sound.take())))

describe('a transfer', () => {
  it('calls on the other channel and joins the two', async () => {
    const { channel, other, states, exchange, leg, target } = await transferred()
    expect(states.slice(-2)).toEqual([State.TRANSFERRING, State.TRANSFERRED])
    expect([channel.transferCause(), other.state()]).toEqual([TransferCause.NORMAL, State.ANSWERED])
    expect([channel.details.connectedId, other.details.connectedId]).toEqual([other.id, channel.id])
    expect(exchange.bridges[0]?.legs).toEqual([leg, target])
  })

  it.each([
    [17, TransferCause.TARGETREJECT],
    [21, TransferCause.TARGETREJECT],
    [18, TransferCause.TARGETREJECT],
    [1, TransferCause.TARGETREJECT],
    [16, TransferCause.TARGETHANGUP],
    [34, TransferCause.FAIL],
    [42, TransferCause.FAIL],
    [88, TransferCause.FAIL],
  ])('to a target that clears with %i gives %s, and the call is back', async (value, cause) => {
    const { channel, other, exchange, during } = await ready()
    exchange.fate = { kind: 'cleared', value }
    expect(await during(channel.retrievableTransfer(other, number))).toBe(State.ANSWERED)
    expect([channel.transferCause(), other.state()]).toEqual([cause, State.IDLE])
  })

  it('to an address that is none gives FAIL; to no address is an Error', async () => {
    const { channel, other, during } = await ready()
    expect(await during(channel.retrievableTransfer(other, 'sip:anna@example.org'))).toBe(State.ANSWERED)
    expect([channel.transferCause(), other.cause()]).toEqual([TransferCause.FAIL, Cause.FAILED])
    await expect(channel.retrievableTransfer(other, null)).rejects.toMatchObject({ name: 'Error' })
    expect(channel.state()).toBe(State.ANSWERED)
  })

  it('whose sound cannot be joined gives FAIL, and the target is hung up', async () => {
    const { channel, other, exchange, during } = await ready()
    exchange.bridging = 'fails'
    expect(await during(channel.retrievableTransfer(other, number))).toBe(State.ANSWERED)
    expect([channel.transferCause(), other.state()]).toEqual([TransferCause.FAIL, State.IDLE])
  })

  it('needs another channel that is IDLE, and a call that hears nothing', async () => {
    const { channel, other, anotherAnswered } = await ready()
    const busy = await anotherAnswered()
    await expect(channel.retrievableTransfer(channel, number)).rejects.toMatchObject({ name: 'Error' })
    await expect(channel.retrievableTransfer(busy.channel, number)).rejects.toMatchObject({ name: 'Error' })
    await channel.connect(busy.channel)
    await expect(channel.retrievableTransfer(other, number)).rejects.toMatchObject({ name: 'Error' })
  })

  it('a caller who leaves while it rings is a Hangup: HANGUP, and the target is hung up', async () => {
    const { channel, other, exchange, during, leg, clock } = await ready()
    exchange.fate = { kind: 'rings' }
    const transferring = channel.retrievableTransfer(other, number).catch((error: unknown) => error)
    await clock.advance(2_000)
    leg.remoteEnd()
    expect(await during(transferring)).toBeInstanceOf(CallChannel.Hangup)
    await clock.advance(100)
    expect([channel.transferCause(), other.state(), exchange.leg.hungUpWith]).toEqual([
      TransferCause.HANGUP,
      State.IDLE,
      [16],
    ])
  })

  it('whose line never answers is given up in time', async () => {
    const { channel, other, exchange, during, clock } = await ready()
    exchange.fate = { kind: 'stuck' }
    expect(await during(channel.retrievableTransfer(other, number, { secondsTimeout: 5 }))).toBe(State.ANSWERED)
    expect([channel.transferCause(), other.state()]).toEqual([TransferCause.TIMEOUT, State.IDLE])
    expect(clock.now()).toBeLessThanOrEqual(5_100)
  })

  it('a caller who leaves while a target that came to nothing is hung up is a Hangup, too', async () => {
    const { channel, other, exchange, during, leg, clock } = await ready()
    exchange.fate = { kind: 'rings' }
    const transferring = channel.retrievableTransfer(other, number, { secondsTimeout: 5 }).catch(error => error)
    await clock.advance(2_000)
    exchange.leg.manners = { hangUp: 'stuck' }
    await clock.advance(5_000)
    leg.remoteEnd()
    exchange.leg.remoteEnd()
    expect(await during(transferring)).toBeInstanceOf(CallChannel.Hangup)
    expect(channel.transferCause()).toBe(TransferCause.HANGUP)
  })

  it('a caller id that no line has gives way to that of the SIM, which is noted', async () => {
    const { channel, other, exchange, during } = await ready()
    await during(channel.retrievableTransfer(other, number, { callFrom: '' }))
    expect(exchange.dialled[0]?.options).toEqual({})
    expect(channel.diagnostics[0]).toMatchObject({ method: 'retrievableTransfer', done: 'the number of the SIM' })
  })

  it('with every line taken the target is called beside the caller, who is held', async () => {
    const { channel, other, exchange, during, leg } = await ready()
    const dial = exchange.dial.bind(exchange)
    exchange.dial = async (to, options = {}) => {
      if (options.beside) return dial(to, options)
      throw noChannel('state')
    }
    expect(await during(channel.retrievableTransfer(other, number))).toBe(State.TRANSFERRED)
    expect(exchange.dialled[0]?.options).toEqual({ beside: leg })
    expect(channel.diagnostics.map(({ asked }) => asked)).toContain('a line of its own')
  })

  it('with the network full is FAIL: the caller is not put on hold for a second try', async () => {
    const { channel, other, exchange, during } = await ready()
    exchange.fate = { kind: 'refused', error: noChannel('report') }
    expect(await during(channel.retrievableTransfer(other, number))).toBe(State.ANSWERED)
    expect(channel.transferCause()).toBe(TransferCause.FAIL)
    expect(channel.diagnostics.map(({ asked }) => asked)).not.toContain('a line of its own')
  })
})

describe('while the target rings', () => {
  it('the caller hears the tone, and nothing of it afterwards', async () => {
    const { channel, other, leg, clock, during, exchange } = await ready()
    channel.createTonePlayer(new ToneManager())
    const transferring = channel.retrievableTransfer(other, number, { ringbackTone: 'RINGBACK_UK' })
    await clock.advance(500)
    expect(loudness(leg)).toBe(0)
    await clock.advance(1_000)
    expect([other.state(), loudness(leg) > 1_000]).toEqual([State.RING_OUTGOING, true])
    await during(transferring)
    expect(loudness(leg)).toBe(0)
    expect(exchange.bridges).toHaveLength(1)
  })

  it.each([
    ['the channel has no tone player', null, null],
    ['there is no tone', new ToneManager(), 'NO_SUCH_TONE'],
  ])('there is silence where %s, which is noted', async (why, tones, ringbackTone) => {
    const { channel, other, during, leg, clock } = await ready()
    if (tones) channel.createTonePlayer(tones)
    const transferring = channel.retrievableTransfer(other, number, { ringbackTone })
    await clock.advance(1_500)
    expect(loudness(leg)).toBe(0)
    expect(await during(transferring)).toBe(State.TRANSFERRED)
    const note = channel.diagnostics.find(({ asked }) => asked === 'a ring-back tone')
    expect(note?.done).toContain(why)
  })
})

describe('a transferred call', () => {
  it('is back when the target leaves', async () => {
    const { channel, target, during, clock } = await transferred()
    const waiting = channel.waitForTransferredCallRetrieval()
    await clock.advance(1_000)
    target.remoteEnd()
    expect(await during(waiting)).toBe(State.ANSWERED)
    expect([channel.transferCause(), channel.details.connectedId]).toEqual([TransferCause.TARGETHANGUP, null])
    expect(await channel.retrieveTransferredCall()).toBe(State.ANSWERED)
  })

  it('whose caller leaves is a Hangup, and the target is hung up', async () => {
    const { channel, other, leg, during, clock } = await transferred()
    const waiting = channel.waitForTransferredCallRetrieval().catch((error: unknown) => error)
    await clock.advance(1_000)
    leg.remoteEnd()
    expect(await during(waiting)).toBeInstanceOf(CallChannel.Hangup)
    await clock.advance(100)
    expect(other.state()).toBe(State.IDLE)
  })

  it('is taken back, and the target stays up, free for something else', async () => {
    const { channel, other, during, states } = await transferred()
    expect(await during(channel.retrieveTransferredCall())).toBe(State.ANSWERED)
    expect(states.slice(-3)).toEqual([State.TRANSFERRED, State.RECONNECTING, State.ANSWERED])
    expect([other.state(), other.details.connectedId]).toEqual([State.ANSWERED, null])
    expect(await during(channel.connect(other))).toBe(true)
  })

  it('that cannot be taken back stays TRANSFERRED: FAIL', async () => {
    const { channel, exchange, during } = await transferred()
    exchange.parting = 'fails'
    expect(await during(channel.retrieveTransferredCall())).toBe(State.TRANSFERRED)
    expect(channel.transferCause()).toBe(TransferCause.FAIL)
    exchange.parting = 'works'
    expect(await during(channel.retrieveTransferredCall())).toBe(State.ANSWERED)
  })

  it('neither plays nor records nor collects keys', async () => {
    const { channel } = await transferred()
    for (const use of [
      () => channel.filePlayer.play('greeting'),
      () => channel.fileRecorder.record('message'),
      () => channel.dtmfDetector.getDigits(),
    ]) {
      await expect(use()).rejects.toMatchObject({ name: 'Error', state: State.TRANSFERRED })
    }
  })
})

describe('into a conference room', () => {
  it('the caller hears the room before it starts, and the transfer is done when it has', async () => {
    const { channel, other, exchange, during, clock } = await ready()
    const transferring = channel.transferToConferenceRoom(other, 'room1')
    await clock.advance(1_500)
    expect([channel.state(), other.state(), exchange.bridges.length]).toEqual([
      State.TRANSFERRING,
      State.RING_OUTGOING,
      1,
    ])
    expect(await during(transferring)).toBe(State.TRANSFERRED)
    expect(exchange.bridges).toHaveLength(1)
  })

  it('taking the call back leaves the room', async () => {
    const { channel, other, during, clock } = await ready()
    await during(channel.transferToConferenceRoom(other, 'room1'))
    expect(await during(channel.retrieveTransferredCall())).toBe(State.ANSWERED)
    await clock.advance(100)
    expect(other.state()).toBe(State.IDLE)
  })

  it.each([false, true])('startAlone %s is told to the room', async startAlone => {
    const { channel, other, during, exchange } = await ready({ startAlone })
    await during(channel.transferToConferenceRoom(other, 'room1', { talkerAndListener: false }))
    expect(exchange.rooms[0]).toMatchObject({
      name: 'room1',
      options: {
        talkerAndListener: false,
        from: '+441632960001',
        lifetime: { startOnEntry: true, destroyOnExit: false, startAlone },
        party: { beepOnEntry: true, startMuted: false },
      },
    })
  })

  it.each(['', 'a b', 'room-1', 'x'.repeat(48)])('%j is no room', async name => {
    const { channel, other } = await ready()
    await expect(channel.transferToConferenceRoom(other, name)).rejects.toMatchObject({ name: 'Error' })
    expect([channel.state(), other.state()]).toEqual([State.ANSWERED, State.IDLE])
  })
})

it('to an inbound service shows the caller there', async () => {
  const { channel, other, during, exchange } = await ready()
  expect(await during(channel.transferToInboundService(other, 'Voicemail'))).toBe(State.TRANSFERRED)
  expect(exchange.services).toEqual([{ name: 'Voicemail', from: '+441632960001' }])
})
