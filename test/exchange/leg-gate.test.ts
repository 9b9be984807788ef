import { describe, expect, it } from 'vitest'
import { playLive } from '../../src/exchange/playback/live-playback.ts'
import { errorOf } from '../support/error-of.ts'
import { recentValue, simulatedExchange } from '../support/simulated-exchange.ts'
import { cellular } from '../support/two-calls.ts'
import { pass } from '../support/until.ts'

const ways = ['open', 'closed'] as const
const gates = ways.flatMap(downlink => ways.map(uplink => ({ downlink, uplink })))

/** A leg whose far end says 1000 and is sent 200. */
async function speaking(options: Parameters<typeof simulatedExchange>[0] = {}) {
  const made = await simulatedExchange({ modules: [{}], ...options })
  const connected = await made.connect('a', 1_000)
  const session = await made.wait(connected.leg.session())
  const [downlink, uplink] = [recentValue(), recentValue()]
  session.listen((down, up) => {
    downlink.hear(down)
    uplink.hear(up)
  })
  session.setSource(frame => frame.fill(200).length > 0)
  return { ...made, ...connected, leg: cellular(connected), session, downlink, uplink }
}

describe('the gate of a leg', () => {
  it.each(gates)('downlink $downlink, uplink $uplink: each side hears what comes through', async gate => {
    const { leg, clock, downlink, uplink, hears } = await speaking()
    expect(leg.gate).toEqual({ downlink: 'open', uplink: 'open' })
    leg.setGate(gate)
    await pass(clock, 1_500)
    expect(leg.gate).toEqual(gate)
    expect(downlink.value()).toBe(gate.downlink === 'open' ? 1_000 : 0)
    expect([uplink.value(), hears()]).toEqual(gate.uplink === 'open' ? [200, 200] : [0, 0])
    leg.setGate({ downlink: 'open', uplink: 'open' })
    await pass(clock, 1_500)
    expect([downlink.value(), hears(), leg.state]).toEqual([1_000, 200, 'active'])
  })

  it('lets what is played go on unheard, so that it ends in its time', async () => {
    const { leg, clock, session, wait } = await speaking()
    let frames = 0
    leg.setGate({ downlink: 'open', uplink: 'closed' })
    const startMs = clock.now()
    const playback = playLive(
      session,
      () => ++frames <= 100,
      async () => {},
    )
    expect(await wait(playback.ended)).toEqual({ kind: 'finished' })
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(2_000)
    expect(clock.now() - startMs).toBeLessThan(2_400)
  })

  it('outlasts a device that is lost and comes back', async () => {
    const { leg, clock, downlink, hears, modules } = await speaking()
    leg.setGate({ downlink: 'closed', uplink: 'closed' })
    modules[0]?.unplugSound()
    await pass(clock, 6_000)
    expect([downlink.value(), hears()]).toEqual([0, 0])
    leg.setGate({ downlink: 'open', uplink: 'open' })
    await pass(clock, 1_500)
    expect([downlink.value(), hears()]).toEqual([1_000, 200])
  })

  it('outlasts the session, too: that of a device which was gone for long', async () => {
    const { leg, clock, session, modules, wait } = await speaking()
    leg.setGate({ downlink: 'closed', uplink: 'open' })
    await session.close()
    modules[0]?.unplugSound()
    await pass(clock, 6_000)
    const heard = recentValue()
    const again = await wait(leg.session())
    again.listen(heard.hear)
    await pass(clock, 1_000)
    expect([again === session, heard.value()]).toEqual([false, 0])
    leg.setGate({ downlink: 'open', uplink: 'open' })
    await pass(clock, 1_000)
    expect(heard.value()).toBe(1_000)
  })

  it('is that of one leg: the other of a bridge goes on in the sound of its own line', async () => {
    const { exchange, connect, wait, clock } = await simulatedExchange()
    const [one, other] = [await connect('a', 1_000), await connect('b', 300)]
    await wait(exchange.bridge(one.leg, other.leg))
    cellular(one).setGate({ downlink: 'open', uplink: 'closed' })
    await pass(clock, 1_500)
    expect([one.hears(), other.hears()]).toEqual([0, 1_000])
    cellular(one).setGate({ downlink: 'closed', uplink: 'open' })
    await pass(clock, 1_500)
    expect([one.hears(), other.hears()]).toEqual([300, 0])
  })

  it.each(['auto', 'software'] as const)('lets no key through either way (detector: %s)', async detector => {
    const { leg, far, clock, wait } = await speaking({ dtmf: { detector } })
    const keys: string[] = []
    leg.onDigit(({ digit }) => keys.push(digit))
    leg.setGate({ downlink: 'closed', uplink: 'closed' })
    far.press('12')
    await pass(clock, 1_500)
    expect((await errorOf(leg.sendDigits('5', 100))).code).toBe('WRONG_CALL_STATE')
    leg.setGate({ downlink: 'open', uplink: 'open' })
    await wait(leg.sendDigits('6', 100))
    far.press('3')
    await pass(clock, 1_500)
    expect([keys.join(''), far.heard]).toEqual(['3', '6'])
  })

  it('NOT_SUPPORTED where no sound of the line reaches the host', async () => {
    const { connect } = await simulatedExchange({ modules: [{ family: 'ec200u' }] })
    const leg = cellular(await connect('a'))
    expect(() => leg.setGate({ downlink: 'closed', uplink: 'closed' })).toThrow(/reaches the host/)
    expect(leg.gate).toEqual({ downlink: 'open', uplink: 'open' })
  })
})
