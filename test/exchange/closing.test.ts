import { describe, expect, it } from 'vitest'
import { uplinkUser } from '../../src/exchange/legs/uplink-claim.ts'
import { errorOf } from '../support/error-of.ts'
import { answering, ringing, simulatedExchange } from '../support/simulated-exchange.ts'
import { pass, untilTrue } from '../support/until.ts'

/** Two lines bridged, a third in a room with a virtual leg, a service call, a ringing call of nobody. */
async function busy() {
  const made = await simulatedExchange()
  const { exchange, connect, wait, clock } = made
  const idle = made.timers.timers
  const far = [await connect('a', 1_000), await connect('b', 300), await connect('c', 500)]
  const [one, other, third] = far.map(({ leg }) => leg)
  if (!one || !other || !third) throw new Error('three legs were dialled')
  const bridge = await wait(exchange.bridge(one, other))
  const [inRoom, guest] = [exchange.callRoom('R1'), exchange.callRoom('R1')]
  exchange.registerService('desk', leg => leg.answer())
  const desk = exchange.callService('desk')
  await clock.advance(0)
  const roomBridge = await wait(exchange.bridge(third, inRoom))
  for (const leg of [one, guest, desk]) {
    const session = await wait(leg.session())
    session.listen(() => {})
    leg.onDigit(() => {})
  }
  await pass(clock, 1_000)
  return { ...made, idle, far, legs: [one, other, third, inRoom, guest, desk], bridges: [bridge, roomBridge] }
}

describe('an exchange', () => {
  it('has no timer, leg, room or claim left when all have hung up', async () => {
    const { exchange, legs, wait, clock, timers, idle, bridges } = await busy()
    expect(exchange.legs).toHaveLength(7)
    for (const leg of legs) await wait(leg.hangUp())
    await pass(clock, 3_000)
    expect(exchange.legs).toEqual([])
    expect(exchange.room('R1')).toBeUndefined()
    expect(legs.map(uplinkUser)).toEqual(legs.map(() => null))
    expect(await Promise.all(bridges.map(({ ended }) => ended))).toHaveLength(2)
    expect(timers.timers).toBe(idle)
  })

  it('closed, it ends what is up, and nothing of it goes on', async () => {
    const { exchange, legs, wait, clock, timers, far } = await busy()
    const began = clock.now()
    await wait(exchange.close())
    expect(clock.now() - began).toBeLessThan(2_000)
    expect(legs.map(({ state }) => state)).toEqual(legs.map(() => 'ended'))
    expect(far.map(one => [one.far.state, one.far.cause])).toEqual(far.map(() => ['released', 16]))
    expect(exchange.lines.map(({ state }) => state.kind)).toEqual(['closed', 'closed', 'closed'])
    await pass(clock, 3_000)
    expect(timers.timers).toBe(0)
    expect((await errorOf(exchange.dial(ringing))).code).toBe('MODEM_CLOSED')
    expect(() => exchange.callRoom('R1')).toThrow('closed')
    await exchange.close()
  })

  it.each([100, 3_000])(
    'closed while a number is dialled, it ends the call that comes of it: OK after %i ms',
    async ms => {
      const { exchange, wait, clock, modules } = await simulatedExchange({ modules: [{}] })
      modules[0]?.inject({ kind: 'hold', matching: /^OK$/, ms }, { kind: 'lose', matching: /DSCI/, rate: 1 })
      const dialled = exchange.dial(answering)
      await clock.advance(20)
      await wait(exchange.close())
      expect((await dialled).state).toBe('ended')
      expect(modules[0]?.truth()).toEqual([])
    },
  )

  it('closed while it is asked who serves a line, it dials no more', async () => {
    const { exchange, wait, sent } = await simulatedExchange({ modules: [{}] })
    const refused = errorOf(exchange.dial(answering, { line: { kind: 'operator', operator: '00101' } }))
    const closed = exchange.close()
    expect((await wait(refused)).code).toBe('MODEM_CLOSED')
    await wait(closed)
    expect(sent[0]?.filter(line => line.startsWith('ATD'))).toEqual([])
  })

  it('closes in bounded time although a module answers nothing any more', async () => {
    const { exchange, wait, clock, modules, timers } = await busy()
    modules[0]?.stall()
    const began = clock.now()
    await wait(exchange.close())
    expect(clock.now() - began).toBeLessThan(16_000)
    await pass(clock, 200_000)
    expect(timers.timers).toBe(0)
  })

  it('a module that restarts in the middle leaves nothing behind', async () => {
    const { exchange, legs, wait, clock, modules, idle, timers } = await busy()
    modules[0]?.reset()
    modules[2]?.reset()
    await untilTrue(clock, () => legs[0]?.state === 'ended' && legs[2]?.state === 'ended')
    expect((await legs[0]?.ended)?.endedBy).toBe('module')
    for (const leg of legs) await wait(leg.hangUp())
    await pass(clock, 70_000)
    expect(exchange.legs).toEqual([])
    expect(timers.timers).toBe(idle)
    expect(exchange.lines.map(({ state }) => state.kind)).toEqual(['ready', 'ready', 'ready'])
  })

  it('a call that ends while its sound is lost leaves no timer', async () => {
    const { connect, wait, clock, modules, timers } = await simulatedExchange({ modules: [{ pcmOpens: 1 }] })
    const idle = timers.timers
    const { leg } = await connect('a')
    const session = await wait(leg.session())
    modules[0]?.unplugSound()
    await pass(clock, 1_000)
    await wait(leg.hangUp())
    expect(await wait(session.ended)).toBeNull()
    await pass(clock, 3_000)
    expect(timers.timers).toBe(idle)
  })

  it('a leg nobody listens to any more has no listener', async () => {
    const { exchange, wait, clock } = await simulatedExchange({ modules: [{}] })
    const leg = await wait(exchange.dial(ringing))
    const heard: string[] = []
    const stop = leg.onState(state => heard.push(state))
    stop()
    await wait(leg.hangUp())
    leg.onState(state => heard.push(state))
    leg.onDigit(({ digit }) => heard.push(digit))
    await pass(clock, 500)
    expect(heard).toEqual([])
  })
})
