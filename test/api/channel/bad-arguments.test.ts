import { expect, it, test } from 'vitest'
import type { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { Channels } from '../../../src/api/channel/channels.ts'
import { State } from '../../../src/api/channel/words/state.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { channelIn, type StateName } from '../../support/channel-in-state.ts'
import { simulatedExchange } from '../../support/simulated-exchange.ts'

// What no compiler of an application in JavaScript refuses.

/** A method, where it is called, and with what. */
type Bad = readonly [what: string, from: StateName, start: (channel: CallChannel, bad: never) => Promise<unknown>]

const number = 'tel:441908273800'

it.each<Bad>([
  ['codecs of a call', 'IDLE', (channel, codecs) => channel.call(number, { codecs })],
  ['codecs of an answer', 'CALL_INCOMING', (channel, codecs) => channel.answer({ codecs })],
  [
    'a lifetime control',
    'IDLE',
    (channel, conferenceLifetimeControl) => channel.callConferenceRoom('room', { conferenceLifetimeControl }),
  ],
])('%s that are none are an Error, and nothing happens', async (_what, from, start) => {
  for (const bad of [5, {}, () => {}, Number.NaN, 10n]) {
    const { channel } = await channelIn(from)
    await expect(start(channel, bad as never)).rejects.toMatchObject({ name: 'Error' })
    expect(channel.state()).toBe(State[from])
  }
})

it('options that are null are a rejection, not an exception', async () => {
  const { channel } = await channelIn('IDLE')
  for (const start of ['call', 'startCall', 'callInboundService', 'startCallInboundService'] as const) {
    await expect(channel[start](number, null as never)).rejects.toBeInstanceOf(TypeError)
  }
  expect(channel.state()).toBe(State.IDLE)
})

test.each(['1.4', 'constructor'])('serve refuses the profile %s at once', async name => {
  const { exchange } = await simulatedExchange({ modules: [{}] })
  const channels = new Channels(exchange)
  const serve = () => channels.serve({}, () => {}, { profile: name as '1.2' })
  expect(serve).toThrow(expect.toSatisfy(error => CellvoiceError.is(error, 'INVALID_ARGUMENT')))
})
