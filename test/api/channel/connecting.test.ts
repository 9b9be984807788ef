import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { claimUplink } from '../../../src/exchange/legs/uplink-claim.ts'
import { type ScriptedChannel, scriptedChannel } from '../../support/scripted-channel.ts'

const { State } = CallChannel

/** Two channels whose calls are up. */
async function two() {
  const made = scriptedChannel()
  const leg = await made.answered()
  const other = await made.anotherAnswered()
  return { ...made, leg, other: other.channel, otherLeg: other.leg }
}

async function connected() {
  const made = await two()
  expect(await made.during(made.channel.connect(made.other))).toBe(true)
  return made
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    value => value,
    (error: unknown) => (error as Error).name,
  )

describe('connect', () => {
  it('tells each the id of the other', async () => {
    const { channel, other, exchange, leg, otherLeg } = await connected()
    expect([channel.details.connectedId, other.details.connectedId]).toEqual([other.id, channel.id])
    expect(exchange.bridges[0]?.legs).toEqual([leg, otherLeg])
    expect([channel.state(), other.state()]).toEqual([State.ANSWERED, State.ANSWERED])
  })

  it.each([
    ['the other call is IDLE', async ({ other, during }: Awaited<ReturnType<typeof two>>) => during(other.hangUp())],
    ['either hears something', async ({ leg }: Awaited<ReturnType<typeof two>>) => claimUplink(leg, 'a player')],
    ['the other hears something', async ({ otherLeg }: Awaited<ReturnType<typeof two>>) => claimUplink(otherLeg, 'x')],
    ['they are connected', async ({ channel, other }: Awaited<ReturnType<typeof two>>) => channel.connect(other)],
  ])('is an Error when %s', async (_, spoil) => {
    const made = await two()
    await spoil(made)
    expect(await errorOf(made.channel.connect(made.other))).toBe('Error')
  })

  it('is an Error with itself, and in a conference', async () => {
    const { channel, another, during } = await two()
    expect(await errorOf(channel.connect(channel))).toBe('Error')
    const inRoom = another()
    await during(inRoom.callConferenceRoom('room1'))
    expect(await errorOf(channel.connect(inRoom))).toBe('Error')
  })

  it('that fails gives false, says why, and leaves both free', async () => {
    const { channel, other, exchange, during } = await two()
    exchange.bridging = 'fails'
    expect(await during(channel.connect(other))).toBe(false)
    expect(channel.diagnostics[0]).toMatchObject({ method: 'connect', asked: 'to join two calls' })
    exchange.bridging = 'works'
    expect(await during(channel.connect(other))).toBe(true)
  })

  it('players are refused meanwhile, receivers are not', async () => {
    const { channel, otherLeg, leg, during } = await connected()
    expect(await errorOf(channel.filePlayer.play('greeting'))).toBe('Error')
    expect(await errorOf(channel.dtmfPlayer.play('1'))).toBe('Error')
    leg.press('42')
    expect(await during(channel.dtmfDetector.getDigits({ count: 2 }))).toBe('42')
    expect(otherLeg.sentDigits).toEqual([])
  })
})

describe('disconnect', () => {
  it('leaves both up, and once is enough', async () => {
    const { channel, other, during } = await connected()
    expect(await during(channel.disconnect())).toBe(true)
    expect([channel.state(), other.state(), channel.details.connectedId]).toEqual([
      State.ANSWERED,
      State.ANSWERED,
      null,
    ])
    expect([await errorOf(channel.disconnect()), await errorOf(other.disconnect())]).toEqual(['Error', 'Error'])
    expect(await during(other.connect(channel))).toBe(true)
  })

  it('is true when the other call is over, and then an Error', async () => {
    const { channel, otherLeg, clock } = await connected()
    otherLeg.remoteEnd()
    await clock.advance(100)
    expect([channel.state(), channel.details.connectedId]).toEqual([State.ANSWERED, null])
    expect(await channel.disconnect()).toBe(true)
    expect(await errorOf(channel.disconnect())).toBe('Error')
  })

  it('that the network refuses gives false, and they stay connected', async () => {
    const { channel, other, exchange, during } = await connected()
    exchange.parting = 'fails'
    expect(await during(channel.disconnect())).toBe(false)
    expect(channel.details.connectedId).toBe(other.id)
  })

  it('of a call that is over is a Hangup', async () => {
    const { channel, leg } = await connected()
    leg.remoteEnd()
    await leg.ended
    expect(await errorOf(channel.disconnect())).toBe('Hangup')
  })
})

it.each(['ended by its far end', 'hung up'] as const)('a call that is %s parts the other one', async how => {
  const { channel, other, leg, during, clock } = await connected()
  if (how === 'hung up') await during(channel.hangUp())
  else leg.remoteEnd()
  await clock.advance(100)
  expect([channel.state(), other.state(), other.details.connectedId]).toEqual([State.IDLE, State.ANSWERED, null])
})

it('both calls at once leave nothing behind', async () => {
  const made: ScriptedChannel & { readonly other: CallChannel } = await connected()
  await made.during(Promise.all([made.channel.hangUp(), made.other.hangUp()]))
  expect([made.channel.state(), made.other.state()]).toEqual([State.IDLE, State.IDLE])
})
