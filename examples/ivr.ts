// A menu for callers: 1 says when the shop is open, 2 tells the state of an order, 9 says goodbye. It needs espeak-ng.
//   node bin/cellvoice.js run examples/ivr.ts --port sim
// or on a module: node bin/cellvoice.js run examples/ivr.ts --port /dev/ttyUSB2
import type { CallChannel, InboundContext } from 'cellvoice'
import { say } from './say.ts'

const MENU = 'Welcome to the bicycle shop. For opening hours press 1, for your repair press 2, to end press 9.'

const repairs = new Map([
  ['4711', 'is ready, come and get it'],
  ['4712', 'waits for a chain'],
])

export async function inbound(channel: CallChannel, { callFrom, log }: InboundContext) {
  await channel.ring({ secondsRingtime: 1 })
  await channel.answer()
  for (let tries = 0; tries < 3; tries++) {
    await say(channel, MENU)
    const choice = await channel.dtmfDetector.getDigits({ count: 1, secondsPredigitsTimeout: 5 })
    log.info(`${callFrom || 'somebody'} chose ${choice || 'nothing'}`)
    if (choice === '1') await say(channel, 'We are open from nine to six, Monday to Friday.')
    else if (choice === '2') await tellOfRepair(channel)
    else if (choice === '9') break
  }
  await say(channel, 'Goodbye.')
}

async function tellOfRepair(channel: CallChannel) {
  await say(channel, 'Enter the number of your repair, and then the hash key.')
  const number = await channel.dtmfDetector.getDigits({ end: '#', secondsPredigitsTimeout: 10 })
  await say(channel, `Your bicycle ${repairs.get(number) ?? 'is not with us'}.`)
}

// Who calls on the simulator: hears a prompt to its end, or presses a key in the middle of it.
export const simulation = {
  calls: ['+15550123: listen; press 1; wait 5; press 2; listen; press 4711#; listen; press 9; listen'],
}
