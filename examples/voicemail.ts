// Voicemail: a greeting, a beep, and what the caller says is kept with its time and number. The owner presses * during
// the greeting, enters the PIN and hears all messages. It needs espeak-ng.
//   node bin/cellvoice.js run examples/voicemail.ts --port sim --media-folder /tmp/voicemail
// or on a module: node bin/cellvoice.js run examples/voicemail.ts --port /dev/ttyUSB2 --media-folder messages
import { access, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallChannel, InboundContext } from 'cellvoice'
import { hz, toneSamples, wavFile } from 'cellvoice/audio'
import { say } from './say.ts'

const PIN = '2580'

type Context = InboundContext & { readonly mediaFolder: string }

export async function inbound(channel: CallChannel, context: Context) {
  await channel.ring({ secondsRingtime: 2 })
  await channel.answer()
  await say(channel, 'I am not at home. Please speak after the tone.')
  const key = await channel.dtmfDetector.getDigits({ count: 1 })
  await (key === '*' ? playMessages(channel, context) : takeMessage(channel, context))
}

async function takeMessage(channel: CallChannel, { callFrom, mediaFolder, log }: Context) {
  await channel.filePlayer.play(await beep(mediaFolder))
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const name = `${time} from ${callFrom.replace(/\D/g, '') || 'withheld'}`
  await channel.fileRecorder.record(name, { millisecondsMaxSilence: 4000, secondsTimeout: 120, bargeIn: true })
  const seconds = Math.round((channel.fileRecorder.recorded?.durationMs ?? 0) / 1000)
  log.info(`message "${name}", ${seconds} s`)
}

async function playMessages(channel: CallChannel, { mediaFolder, log }: Context) {
  await say(channel, 'Enter your PIN.')
  if ((await channel.dtmfDetector.getDigits({ count: 4, secondsPredigitsTimeout: 10 })) !== PIN) return
  const messages = (await readdir(mediaFolder)).filter(file => / from \w+\.wav$/.test(file)).sort()
  log.info(`the owner listens to ${messages.length}`)
  await say(channel, `You have ${messages.length} messages.`)
  for (const file of messages) {
    const [, number = ''] = / from (\w+)\.wav$/.exec(file) ?? []
    await say(channel, `From ${number.split('').join(' ')}.`)
    await channel.filePlayer.play(file, { bargeIn: true })
  }
  await say(channel, 'No more messages.')
}

/** The name of the file with the beep; it is made for the first message. */
async function beep(folder: string): Promise<string> {
  const path = join(folder, 'beep.wav')
  const tone = toneSamples({ segments: [{ signal: hz(1000), ms: 500 }] }, { ms: 500 })
  await access(path).catch(() => writeFile(path, wavFile(tone)))
  return 'beep'
}

// On the simulator somebody leaves a message, and then the owner listens to it.
export const simulation = {
  calls: [
    '+15550123: listen; say Hello Paul, it is Susan. I will be there at eight.; hang up',
    '+15550199: wait 3; press *; listen; press 2580; listen; listen',
  ],
}
