import { expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'

const { State } = CallChannel

it('an answer that was broken off and is then refused can be given again', async () => {
  const { channel, clock, incoming, during } = scriptedChannel()
  const leg = incoming()
  const answer = leg.answer.bind(leg)
  let refuse = (_error: CellvoiceError) => {}
  leg.answer = () =>
    new Promise((_, reject) => {
      refuse = reject
    })
  const broken = new AbortController()
  const answering = channel.answer({ signal: broken.signal })
  await clock.advance(100)
  broken.abort(new Error('never mind'))
  await expect(answering).rejects.toThrow('never mind')
  expect(channel.state()).toBe(State.ANSWERING)
  refuse(new CellvoiceError('AT_ERROR', { detail: 'ATA' }))
  await clock.advance(0)
  expect(channel.state()).toBe(State.CALL_INCOMING)
  leg.answer = answer
  expect(await during(channel.answer())).toBe(State.ANSWERED)
})
