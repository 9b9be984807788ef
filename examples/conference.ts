// A conference: callers enter its number, say their name, and are announced with it. 0 mutes, 1 unmutes, # leaves.
// A line for each caller; it needs espeak-ng.
//   node bin/cellvoice.js run examples/conference.ts --port sim --port sim --media-folder /tmp/conference
// or on modules: with --port /dev/ttyUSB2 --port /dev/ttyUSB6
import type { CallChannel, InboundContext } from 'cellvoice'
import { say } from './say.ts'

const rooms = new Map([['1234', 'monday']])

export async function inbound(channel: CallChannel, context: InboundContext) {
  await channel.answer()
  const room = await roomByPin(channel)
  if (room === undefined) return say(channel, 'Goodbye.')

  await say(channel, 'After the pause, say your name, and be silent.')
  const name = `name-${context.applicationInstanceId}`
  await channel.fileRecorder.record(name, { millisecondsMaxSilence: 1000, secondsTimeout: 6 })

  const settings = new channel.ConferencePartyMediaSettings({ exitOnDtmfDigit: '#' })
  settings.prefixMedia.fileToPlay(name)
  settings.onEntryMedia.textToSay('has joined')
  settings.onExitMedia.textToSay('has left')
  settings.muteOnDTMFDigits.setDigits({ mute: '0', unmute: '1' })
  context.log.info(`${context.callFrom} enters ${room}`)
  await channel.transferToConferenceRoom(context.extraChannel(), room, {
    conferencePartyMediaSettings: settings,
    secondsTimeout: null,
  })
  await channel.waitForTransferredCallRetrieval({ secondsTimeout: null })
  context.log.info(`${context.callFrom} is back from ${room}`)
  await say(channel, 'You have left the conference. Goodbye.')
}

async function roomByPin(channel: CallChannel): Promise<string | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    await say(channel, 'Please enter the number of your conference.')
    const pin = await channel.dtmfDetector.getDigits({ count: 4, secondsPredigitsTimeout: 10 })
    const room = rooms.get(pin)
    if (room !== undefined) return room
    await say(channel, 'There is no such conference.')
  }
  return undefined
}

// Two who call on the simulator. Alice enters a wrong number first; Bob is muted for a sentence, and leaves first.
export const simulation = {
  calls: [
    '+15550121: listen; press 9999; listen; press 1234; listen; say Alice; wait 12; say Hello Bob, how are you?; listen; listen 6; hang up',
    '+15550122: listen; press 1234; listen; say Bob; wait 14; listen; say Fine, thank you Alice.; wait 2; press 0; say Nobody hears this sentence of mine, although it is long.; press #; listen',
  ],
}
