// Calls people and reminds them of their appointment. A person confirms with 1; an answering machine gets a message after
// its beep; who is busy or does not answer is called again. It needs espeak-ng.
//   node bin/cellvoice.js run examples/reminder.ts --port sim
// or on a module: node bin/cellvoice.js run examples/reminder.ts --port /dev/ttyUSB2 441632960961 441632960962
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallChannel, Exchange } from 'cellvoice'
import { say } from './say.ts'

const MESSAGE = 'This is the dentist. You have an appointment tomorrow at ten.'
const AGAIN_AFTER_SECONDS = [2, 60, 900]

interface Told {
  readonly args: readonly string[]
  readonly signal: AbortSignal
  readonly log: { info(message: string): void }
}

export async function main(exchange: Exchange, { args, signal, log }: Told) {
  const channel = exchange.channel({ callFromPolicy: 'ignore' })
  for (const number of args) {
    let outcome = await remind(channel, number)
    for (const seconds of AGAIN_AFTER_SECONDS) {
      if (outcome !== 'busy' && outcome !== 'no answer') break
      log.info(`${number}: ${outcome}, again in ${seconds} s`)
      await sleep(seconds * 1000, undefined, { signal })
      outcome = await remind(channel, number)
    }
    log.info(`${number}: ${outcome}`)
  }
}

async function remind(channel: CallChannel, number: string): Promise<string> {
  const { State, Cause, CallFarEndType } = channel
  try {
    const liveSpeakerDetect = channel.LiveSpeakerDetectionSettings.DEFAULT
    const state = await channel.call(`tel:${number}`, { secondsTimeout: 45, liveSpeakerDetect })
    if (state !== State.ANSWERED) {
      if (channel.cause() === Cause.BUSY) return 'busy'
      return [Cause.NOANSWER, Cause.TIMEOUT].some(cause => cause === channel.cause()) ? 'no answer' : channel.cause()
    }
    if (channel.details.farEndType === CallFarEndType.FAX_MACHINE) return 'a fax machine'
    if (channel.details.farEndType === CallFarEndType.ANSWER_MACHINE) {
      await channel.waitForAnswerMachine({ secondsTimeout: 30 })
      await say(channel, `${MESSAGE} Please call us if you cannot come.`)
      return 'message left'
    }
    await say(channel, `${MESSAGE} Press 1 if you will come.`)
    const key = await channel.dtmfDetector.getDigits({ count: 1, secondsPredigitsTimeout: 10 })
    if (key === '1') await say(channel, 'Thank you.')
    return key === '1' ? 'confirmed' : 'not confirmed'
  } catch (error) {
    if (error instanceof channel.Hangup) return 'hung up on us'
    throw error
  } finally {
    await channel.hangUp()
  }
}

// Who is called on the simulator: a person, a machine, and one who is busy at first.
const greeting =
  'Hello, you have reached Mary Smith. I cannot come to the telephone now. Please leave a message after the tone.'
export const simulation = {
  args: ['5550141', '5550142', '5550143'],
  answers: [
    '5550141: wait 0.5; say Hello?; listen; press 1; listen',
    `5550142: wait 0.5; say ${greeting}; wait 0.3; beep; listen`,
    '5550143: busy',
    '5550143: wait 0.5; say Yes please?; listen; hang up',
  ],
}
