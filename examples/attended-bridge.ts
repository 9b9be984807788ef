// Puts callers through to a colleague, who is told first who it is and takes the call with 1. If he does not, the caller
// is told so. It takes two lines, and needs espeak-ng.
//   node bin/cellvoice.js run examples/attended-bridge.ts --port sim --port sim
// or on modules: node bin/cellvoice.js run examples/attended-bridge.ts --port /dev/ttyUSB2 --port /dev/ttyUSB6 441632960961
import type { CallChannel, InboundContext } from 'cellvoice'
import { say } from './say.ts'

// The colleague is shown the number of whatever line is free.
export const channelDefaults = { callFromPolicy: 'ignore' }

export async function inbound(channel: CallChannel, context: InboundContext & { readonly args: readonly string[] }) {
  const { log, args, callFrom } = context
  await channel.answer()
  await say(channel, 'One moment please, I will put you through.')
  const colleague = context.extraChannel()
  try {
    if ((await accepts(colleague, args[0] ?? '', callFrom)) && (await channel.connect(colleague))) {
      log.info(`${callFrom} and ${colleague.details.callTo} are talking`)
      const unlimited = { secondsTimeout: null }
      await Promise.race([channel.waitForIdle(unlimited), colleague.waitForIdle(unlimited)])
      log.info('they have talked')
    } else {
      log.info(`nobody takes the call from ${callFrom}`)
      await say(channel, 'Nobody is free. Please call again later.')
    }
  } finally {
    await colleague.hangUp()
  }
}

/** Whether the colleague answers and wants the call. */
async function accepts(colleague: CallChannel, number: string, caller: string): Promise<boolean> {
  try {
    if ((await colleague.call(`tel:${number}`, { secondsTimeout: 30 })) !== colleague.State.ANSWERED) return false
    // Digits apart, so that they are spoken one by one.
    const digits = caller.replace(/\D/g, '').split('').join(' ')
    await say(colleague, `A call from ${digits || 'a withheld number'}. Press 1 to take it.`)
    return (await colleague.dtmfDetector.getDigits({ count: 1, secondsPredigitsTimeout: 10 })) === '1'
  } catch (error) {
    if (error instanceof colleague.Hangup) return false
    throw error
  }
}

// On the simulator: the caller and the colleague, what they say to each other, and who hangs up.
export const simulation = {
  args: ['5550142'],
  calls: ['+15550123: listen; listen; say Fine, thank you. And how are you?; listen 3'],
  answers: ['5550142: listen; press 1; wait 1; say Hello, this is Bob. How are you?; listen; hang up'],
}
