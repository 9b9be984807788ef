import { CallChannel } from '../../src/api/channel/call-channel.ts'
import type { InboundContext } from '../../src/api/channel/inbound-application.ts'
import type { Caller } from './caller.ts'

const { State, LiveSpeakerDetectionSettings } = CallChannel

/** One thing that a caller does, from IDLE to IDLE. */
export type Scenario = (caller: Caller) => Promise<void>

/** Calls the friend. @returns null, and nothing is up, where that failed: its line may have been taken by a transfer. */
async function called(caller: Caller): Promise<CallChannel | null> {
  const channel = caller.channel()
  const state = await channel.call(`tel:${caller.friend}`, { callFrom: caller.line.number, secondsTimeout: 20 })
  caller.happened(`call ${state === State.ANSWERED ? 'answered' : channel.cause()}`)
  if (state !== State.ANSWERED) return null
  caller.farCall()
  return channel
}

/** Either side ends it, as the dice has it. */
async function over(caller: Caller, channel: CallChannel): Promise<void> {
  if (caller.dice() < 0.5) {
    caller.farCall().hangUp()
    await channel.waitForIdle()
  } else await channel.hangUp()
}

/** A prompt that a key breaks off, a number of keys, a recording, keys sent back. */
const menu: Scenario = async caller => {
  const channel = await called(caller)
  if (!channel) return
  const playing = channel.filePlayer.play('menu', { bargeIn: true })
  await caller.pause(500 + 5_000 * caller.dice())
  caller.farCall().press('12#')
  const digits = await channel.dtmfDetector.getDigits({ end: '#', secondsTimeout: 5 })
  await playing
  caller.happened(`keys ${digits === '12' ? 'collected' : `lost: ${JSON.stringify(digits)}`}`)
  const file = `recording-${caller.friend}`
  caller.happened(`recording ${await channel.fileRecorder.record(file, { secondsTimeout: 1 + 3 * caller.dice() })}`)
  await channel.dtmfPlayer.play('42')
  await over(caller, channel)
}

/** Far ends that are busy, reject, do not exist, or ring for longer than one waits. */
const refused: Scenario = async caller => {
  const channel = caller.channel()
  const number = caller.pick(['10010', '5550302', '5550001', '5550042', '5550102'])
  const state = await channel.call(`tel:${number}`, { callFrom: caller.line.number, secondsTimeout: 5 })
  caller.happened(`call ${state === State.ANSWERED ? 'answered' : channel.cause()}`)
}

/** The friend calls the line, whose application {@link serveCall} is. */
const incoming: Scenario = async caller => {
  const call = caller.dial(caller.line.number)
  for (let waited = 0; call.state !== 'active' && call.state !== 'released' && waited < 200; waited++) {
    await caller.pause(100)
  }
  caller.happened(`call to a line ${call.state === 'active' ? 'answered' : `cleared: ${call.cause}`}`)
  await caller.pause(3_000 * caller.dice())
  if (call.state === 'active') call.press(caller.pick(['1', '2', '3', '4']))
  await caller.pause(3_000 + 8_000 * caller.dice())
  if (call.state !== 'released') call.hangUp()
  // The module tells its host, and the application comes to its end.
  await caller.pause(1_000)
}

/** What is done with calls to lines: 1 is recorded, 2 is transferred to a service, 3 into a room, any other hung up. */
export async function serveCall(channel: CallChannel, { callFrom, extraChannel }: InboundContext): Promise<void> {
  await channel.ring({ secondsRingtime: 1 })
  await channel.answer()
  const playing = channel.filePlayer.play('menu', { bargeIn: true })
  const key = await channel.dtmfDetector.getDigits({ count: 1, secondsTimeout: 8 })
  await playing
  const other = extraChannel()
  try {
    if (key === '1') await channel.fileRecorder.record(`message-${callFrom}`, { secondsTimeout: 4 })
    if (key === '2') await channel.transferToInboundService(other, 'Clock')
    if (key === '3') await channel.transferToConferenceRoom(other, 'lobby', { secondsTimeout: 5 })
    if (channel.state() === State.TRANSFERRED) await channel.waitForTransferredCallRetrieval({ secondsTimeout: 3 })
    if (channel.state() === State.TRANSFERRED) await channel.retrieveTransferredCall()
  } finally {
    await other.hangUp()
  }
}

/** The service `Clock`: says something over and over. */
export async function serveClock(channel: CallChannel): Promise<void> {
  await channel.answer()
  for (let times = 0; times < 20 && channel.state() === State.ANSWERED; times++) {
    await channel.filePlayer.play('prompt', { bargeIn: true })
  }
}

/** Two calls that hear each other for a while. */
const bridged: Scenario = async caller => {
  const channel = await called(caller)
  if (!channel) return
  const other = caller.channel({ callFromPolicy: 'ignore' })
  if ((await other.call('tel:5550101', { secondsTimeout: 10 })) === State.ANSWERED) {
    caller.happened(`bridge ${await channel.connect(other)}`)
    await caller.pause(2_000 + 4_000 * caller.dice())
    if (caller.dice() < 0.5) await channel.disconnect()
    await other.hangUp()
  } else caller.happened(`no bridge: ${other.cause()}`)
  await over(caller, channel)
}

/** Transferred with a ring-back tone, and taken back; or the friend has enough of it. */
const transferred: Scenario = async caller => {
  const channel = await called(caller)
  if (!channel) return
  channel.createTonePlayer(new channel.ToneManager())
  const number = caller.pick(['5550100', '5550100', '5550204', '10010'])
  const options = { ringbackTone: 'RINGBACK_EU', secondsTimeout: 10 }
  const state = await channel.retrievableTransfer(caller.channel(), `tel:${number}`, options)
  caller.happened(`transfer ${state === State.TRANSFERRED ? 'done' : channel.transferCause()}`)
  if (state === State.TRANSFERRED) {
    await caller.pause(1_000 + 2_000 * caller.dice())
    if (caller.dice() < 0.3) caller.farCall().hangUp()
    await channel.waitForTransferredCallRetrieval({ secondsTimeout: 3 })
    if (channel.state() === State.TRANSFERRED) await channel.retrieveTransferredCall()
  }
  await over(caller, channel)
}

/** Into one of four rooms, with a name, muted for a while, and out by a key, by being taken back, or by hanging up. */
const inRoom: Scenario = async caller => {
  const channel = await called(caller)
  if (!channel) return
  const settings = new channel.ConferencePartyMediaSettings({ exitOnDtmfDigit: '#' })
  settings.muteOnDTMFDigits.setDigits({ mute: '0', unmute: '1' })
  settings.prefixMedia.textToSay(caller.friend)
  settings.onEntryMedia.textToSay('has joined')
  settings.onExitMedia.textToSay('has left')
  const options = { conferencePartyMediaSettings: settings, secondsTimeout: 8 }
  const room = caller.pick(['north', 'east', 'south', 'west'])
  const state = await channel.transferToConferenceRoom(caller.channel(), room, options)
  caller.happened(`room ${state === State.TRANSFERRED ? 'entered' : channel.transferCause()}`)
  if (state === State.TRANSFERRED) {
    caller.farCall().press('0')
    await caller.pause(3_000 * caller.dice())
    caller.farCall().press(caller.pick(['1', '#']))
    await channel.waitForTransferredCallRetrieval({ secondsTimeout: 3 })
    if (channel.state() === State.TRANSFERRED && caller.dice() < 0.5) await channel.retrieveTransferredCall()
  }
  await over(caller, channel)
}

/** A call within the exchange. */
const toService: Scenario = async caller => {
  const channel = caller.channel()
  const state = await channel.callInboundService('Clock', { callFrom: caller.friend })
  caller.happened(`service ${state === State.ANSWERED ? 'answered' : channel.cause()}`)
  if (state !== State.ANSWERED) return
  await channel.dtmfPlayer.play('1')
  await caller.pause(4_000 * caller.dice())
  await channel.hangUp()
}

/** Who answered, and whether a machine is ready. */
const listening: Scenario = async caller => {
  const channel = caller.channel()
  const liveSpeakerDetect = LiveSpeakerDetectionSettings.DEFAULT
  const options = { callFrom: caller.line.number, liveSpeakerDetect, secondsTimeout: 20 }
  const state = await channel.call(`tel:${caller.friend}`, options)
  caller.happened(state === State.ANSWERED ? `far end ${channel.details.farEndType}` : `call ${channel.cause()}`)
  if (state !== State.ANSWERED) return
  await channel.waitForAnswerMachine({ secondsTimeout: 2 })
  await over(caller, channel)
}

/** What callers choose from; what is there twice is chosen twice as often. */
export const scenarios: readonly Scenario[] = [
  menu,
  menu,
  incoming,
  incoming,
  transferred,
  inRoom,
  inRoom,
  bridged,
  toService,
  listening,
  refused,
]
