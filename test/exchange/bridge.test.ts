import { describe, expect, it } from 'vitest'
import type { Leg } from '../../src/exchange/leg.ts'
import { claimUplink, uplinkUser } from '../../src/exchange/legs/uplink-claim.ts'
import { errorOf } from '../support/error-of.ts'
import { recentValue, ringing, simulatedExchange } from '../support/simulated-exchange.ts'
import { pass, untilTrue } from '../support/until.ts'

describe('a bridge between two lines', () => {
  it('lets each hear the other, and neither itself', async () => {
    const { exchange, connect, wait, clock } = await simulatedExchange()
    const [one, other] = [await connect('a', 1_000), await connect('b', 300)]
    const bridge = await wait(exchange.bridge(one.leg, other.leg))
    await pass(clock, 2_000)
    expect([bridge.kind, one.hears(), other.hears()]).toEqual(['sound', 300, 1_000])
    await bridge.close()
    await pass(clock, 1_500)
    expect([one.hears(), other.hears()]).toEqual([0, 0])
    expect([one.leg.state, other.leg.state]).toEqual(['active', 'active'])
    expect(await bridge.ended).toEqual({ kind: 'closed' })
    await bridge.close()
  })

  it.each([
    ['hangs up', (hangUp: () => void, _unplug: () => void) => hangUp()],
    ['loses its module', (_hangUp: () => void, unplug: () => void) => unplug()],
  ])('ends when one of them %s, and the other goes on', async (_, end) => {
    const { exchange, connect, wait, clock, modules } = await simulatedExchange()
    const [one, other] = [await connect('a', 1_000), await connect('b', 300)]
    const bridge = await wait(exchange.bridge(one.leg, other.leg))
    await pass(clock, 1_000)
    end(
      () => one.far.hangUp(),
      () => modules[0]?.unplug(),
    )
    expect(await wait(bridge.ended)).toEqual({ kind: 'leg-ended', leg: one.leg })
    await pass(clock, 1_500)
    expect([other.leg.state, other.hears(), uplinkUser(other.leg)]).toEqual(['active', 0, null])
    await bridge.close()
  })

  it('outlasts a device that is lost and comes back', async () => {
    const { exchange, connect, wait, clock, modules } = await simulatedExchange()
    const [one, other] = [await connect('a', 1_000), await connect('b', 300)]
    await wait(exchange.bridge(one.leg, other.leg))
    await pass(clock, 1_000)
    modules[0]?.unplugSound()
    await pass(clock, 6_000)
    expect([one.hears(), other.hears()]).toEqual([300, 1_000])
  })

  it('fails when a device does not come back, and the calls go on', async () => {
    const { exchange, connect, wait, clock, modules } = await simulatedExchange({ modules: [{ pcmOpens: 1 }, {}] })
    const [one, other] = [await connect('a', 1_000), await connect('b', 300)]
    const bridge = await wait(exchange.bridge(one.leg, other.leg))
    await pass(clock, 1_000)
    modules[0]?.unplugSound()
    expect(await wait(bridge.ended)).toMatchObject({ kind: 'failed', reason: { code: 'PORT_LOST' } })
    expect((await errorOf(wait(one.leg.session()))).code).toBe('PORT_NOT_FOUND')
    await pass(clock, 1_000)
    expect([one.leg.state, other.leg.state, other.hears()]).toEqual(['active', 'active', 0])
  })

  it('passes no key on that is in the sound anyway', async () => {
    const { exchange, connect, wait, clock, sent } = await simulatedExchange()
    const [one, other] = [await connect('a'), await connect('b')]
    await wait(exchange.bridge(one.leg, other.leg))
    one.far.press('12')
    await pass(clock, 2_000)
    expect(sent[1]?.filter(line => line.startsWith('AT+VTS'))).toEqual([])
  })

  it('WRONG_CALL_STATE for a leg that somebody speaks to already, with nothing changed', async () => {
    const { exchange, connect, wait } = await simulatedExchange()
    const [one, other, third] = [await connect('a'), await connect('b'), await connect('c')]
    const release = claimUplink(other.leg, 'a player')
    const refused = await errorOf(wait(exchange.bridge(one.leg, other.leg)))
    expect([refused.code, refused.message]).toEqual(['WRONG_CALL_STATE', expect.stringContaining('a player')])
    expect(uplinkUser(one.leg)).toBeNull()
    release()
    await wait(exchange.bridge(one.leg, other.leg))
    expect(() => claimUplink(one.leg, 'a player')).toThrow('a bridge')
    expect((await errorOf(exchange.bridge(third.leg, other.leg))).code).toBe('WRONG_CALL_STATE')
    release()
    expect(uplinkUser(other.leg)).toBe('a bridge')
  })

  it('is refused for a leg that is not active, without sound, or the same', async () => {
    const { exchange, connect, wait } = await simulatedExchange({ modules: [{}, {}, { family: 'ec200u' }] })
    const { leg } = await connect('a')
    const waiting = await wait(exchange.dial(ringing, { line: { kind: 'name', name: 'b' } }))
    expect((await errorOf(exchange.bridge(leg, waiting))).code).toBe('WRONG_CALL_STATE')
    const { leg: mute } = await connect('c')
    expect((await errorOf(wait(exchange.bridge(leg, mute)))).code).toBe('NOT_SUPPORTED')
    expect((await errorOf(exchange.bridge(leg, leg))).code).toBe('INVALID_ARGUMENT')
    expect([uplinkUser(leg), uplinkUser(mute)]).toEqual([null, null])
  })
})

describe('a bridge between two calls of one module', () => {
  /** One call on hold, the other active, on one module. */
  async function twoCalls() {
    const made = await simulatedExchange({ modules: [{}] })
    const { exchange, connect, wait, clock, network } = made
    const first = await connect('a')
    const second = await wait(exchange.dial(ringing, { beside: first.leg }))
    await untilTrue(clock, () => second.state === 'alerting')
    const far = network.subscriber(ringing).call
    if (!far) throw new Error('nobody was called')
    far.answer()
    await untilTrue(clock, () => second.state === 'active')
    return { ...made, first, second: { leg: second, far } }
  }

  it('is multiparty in the network, and parted again by holding the second', async () => {
    const { exchange, first, second, wait, sent, clock } = await twoCalls()
    expect([first.leg.state, second.leg.state]).toEqual(['held', 'active'])
    const bridge = await wait(exchange.bridge(first.leg, second.leg))
    expect([bridge.kind, first.leg.state, second.leg.state]).toEqual(['multiparty', 'active', 'active'])
    expect(sent[0]).toContain('AT+CHLD=3')
    await wait(bridge.close())
    expect([first.leg.state, second.leg.state]).toEqual(['active', 'held'])
    expect(await bridge.ended).toEqual({ kind: 'closed' })
    await pass(clock, 1_000)
    const again = await wait(exchange.bridge(first.leg, second.leg))
    second.far.hangUp()
    expect(await wait(again.ended)).toEqual({ kind: 'leg-ended', leg: second.leg })
    expect(first.leg.state).toBe('active')
  })

  it('is refused unless one is held', async () => {
    const { exchange, first, second, wait } = await twoCalls()
    await wait(second.leg.hangUp())
    expect((await errorOf(exchange.bridge(first.leg, second.leg))).code).toBe('WRONG_CALL_STATE')
    expect(uplinkUser(first.leg)).toBeNull()
  })
})

describe('a bridge to a virtual leg', () => {
  it('carries sound and keys both ways', async () => {
    const { exchange, connect, wait, clock } = await simulatedExchange({ modules: [{}] })
    const answered: Leg[] = []
    exchange.registerService('desk', async leg => {
      answered.push(leg)
      await leg.answer()
    })
    const { leg, far, hears } = await connect('a', 700)
    const caller = exchange.callService('desk')
    await untilTrue(clock, () => caller.state === 'active')
    const [desk] = answered
    if (!desk) throw new Error('no desk')
    const bridge = await wait(exchange.bridge(leg, caller))
    const session = await desk.session()
    const downlink = recentValue()
    session.listen(downlink.hear)
    session.setSource(frame => frame.fill(90).length > 0)
    await pass(clock, 2_000)
    expect([downlink.value(), hears()]).toEqual([700, 90])
    const keys: string[] = []
    desk.onDigit(({ digit, source }) => keys.push(`${source} ${digit}`))
    far.press('1#')
    await pass(clock, 2_000)
    expect(keys).toEqual(['virtual 1', 'virtual #'])
    await wait(desk.sendDigits('789', 100))
    await pass(clock, 3_000)
    expect(far.heard).toBe('789')
    await desk.hangUp()
    expect(await bridge.ended).toEqual({ kind: 'leg-ended', leg: caller })
    expect(leg.state).toBe('active')
  })
})
