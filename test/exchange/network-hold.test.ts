import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/error-of.ts'
import { recentValue, ringing, simulatedExchange, statesOf } from '../support/simulated-exchange.ts'
import { callBeside, cellular } from '../support/two-calls.ts'
import { pass, untilTrue } from '../support/until.ts'

/** A leg on the only module, which is through. */
async function through(options: Parameters<typeof simulatedExchange>[0] = {}) {
  const made = await simulatedExchange({ modules: [{}], ...options })
  const connected = await made.connect('a', 1_000)
  const chld = () => (made.sent[0] ?? []).filter(line => line.startsWith('AT+CHLD')).length
  return { ...made, connected, far: connected.far, leg: cellular(connected), hears: connected.hears, chld }
}

describe.each(['ec25', 'ec200u', 'ec600n', 'generic'] as const)('network hold on %s', family => {
  it('is there when it resolves, and taken back when that does', async () => {
    const { leg, far, wait, modules, chld } = await through({ family })
    const states = statesOf(leg)
    await wait(leg.hold())
    expect([leg.state, far.heldByFarEnd, modules[0]?.truth()[0]?.state]).toEqual(['held', true, 'held'])
    await wait(leg.retrieve())
    expect([leg.state, far.heldByFarEnd, modules[0]?.truth()[0]?.state]).toEqual(['active', false, 'active'])
    expect([states, chld()]).toEqual([['active', 'held', 'active'], 2])
  })
})

describe('network hold', () => {
  it('cuts the sound both ways, and the session stays', async () => {
    const { leg, wait, clock, hears } = await through()
    const session = await wait(leg.session())
    const heard = recentValue()
    session.listen(heard.hear)
    session.setSource(frame => frame.fill(200).length > 0)
    await wait(leg.hold())
    await pass(clock, 1_500)
    expect([heard.value(), hears()]).toEqual([0, 0])
    await wait(leg.retrieve())
    await pass(clock, 1_500)
    expect([heard.value(), hears(), await wait(leg.session())]).toEqual([1_000, 200, session])
  })

  it('asked for twice is sent once', async () => {
    const { leg, wait, chld } = await through()
    await wait(Promise.all([leg.hold(), leg.hold()]))
    expect([leg.state, chld()]).toEqual(['held', 1])
  })

  it('WRONG_CALL_STATE for a leg in another state, with nothing sent', async () => {
    const { exchange, leg, wait, chld, clock } = await through({ modules: [{}, {}] })
    expect((await errorOf(leg.retrieve())).code).toBe('WRONG_CALL_STATE')
    const other = cellular({ leg: await wait(exchange.dial(ringing, { line: { kind: 'name', name: 'b' } })) })
    expect((await errorOf(other.hold())).code).toBe('WRONG_CALL_STATE')
    await wait(leg.hold())
    expect((await errorOf(leg.hold())).code).toBe('WRONG_CALL_STATE')
    await wait(leg.hangUp())
    await pass(clock, 100)
    for (const asked of [leg.hold(), leg.retrieve()]) expect((await errorOf(asked)).code).toBe('WRONG_CALL_STATE')
    expect(chld()).toBe(1)
  })

  it('WRONG_CALL_STATE beside a second call, which it would swap', async () => {
    const made = await through()
    const second = await callBeside(made, made.connected)
    for (const asked of [cellular(second).hold(), made.leg.retrieve()]) {
      expect(await errorOf(asked)).toMatchObject({
        code: 'WRONG_CALL_STATE',
        message: expect.stringContaining('another'),
      })
    }
    expect([made.leg.state, second.leg.state, made.chld()]).toEqual(['held', 'active', 0])
  })

  it('WRONG_CALL_STATE while another call waits, which it would answer, or is being dialled', async () => {
    const { exchange, network, modules, clock, leg, chld, wait } = await through()
    const caller = network.subscriber('5550100').dial(modules[0]?.number ?? '')
    await untilTrue(clock, () => exchange.legs.length === 2)
    expect((await errorOf(leg.hold())).code).toBe('WRONG_CALL_STATE')
    expect([caller.state, chld()]).toEqual(['alerting', 0])
    caller.hangUp()
    await untilTrue(clock, () => exchange.legs.length === 1)
    const dialled = exchange.dial(ringing, { beside: leg })
    expect((await errorOf(leg.hold())).code).toBe('WRONG_CALL_STATE')
    await wait(dialled)
  })

  it.each([3, 4, 100])(
    'AT_ERROR with the result when the network refuses with %d, and the call goes on',
    async code => {
      const { leg, wait, modules, clock, hears } = await through()
      modules[0]?.setHoldFaults({ hold: code })
      expect(await errorOf(wait(leg.hold()))).toMatchObject({
        code: 'AT_ERROR',
        context: { result: { kind: 'cme', code } },
      })
      const session = await wait(leg.session())
      session.setSource(frame => frame.fill(200).length > 0)
      await pass(clock, 1_500)
      expect([leg.state, hears()]).toEqual(['active', 200])
      modules[0]?.setHoldFaults({ hold: null, retrieve: code })
      await wait(leg.hold())
      expect((await errorOf(wait(leg.retrieve()))).code).toBe('AT_ERROR')
      expect(leg.state).toBe('held')
    },
  )

  it('AT_TIMEOUT when it was accepted and nothing came of it; then it may be asked for again', async () => {
    const { leg, wait, modules, clock } = await through()
    modules[0]?.setHoldFaults({ hold: 'ignored' })
    const startMs = clock.now()
    const failed = await errorOf(wait(leg.hold(5_000)))
    expect(failed).toMatchObject({ code: 'AT_TIMEOUT', message: expect.stringContaining('is active still') })
    expect(clock.now() - startMs).toBeLessThan(5_200)
    modules[0]?.setHoldFaults({ hold: null })
    await wait(leg.hold())
    expect(leg.state).toBe('held')
  })

  it('AT_TIMEOUT without an answer; until it comes nothing else is sent that would undo it', async () => {
    const { leg, wait, modules, clock, chld } = await through()
    modules[0]?.stall()
    expect((await errorOf(wait(leg.hold(2_000)))).code).toBe('AT_TIMEOUT')
    expect((await errorOf(leg.hold())).code).toBe('WRONG_CALL_STATE')
    expect(chld()).toBe(1)
    modules[0]?.resume()
    await pass(clock, 45_000)
    await wait(leg.state === 'held' ? leg.retrieve() : leg.hold())
    expect(chld()).toBe(2)
  })

  it('NO_SUCH_CALL when the call ends meanwhile', async () => {
    const { leg, far, wait, modules, clock } = await through()
    modules[0]?.setHoldFaults({ hold: 'ignored' })
    const holding = errorOf(wait(leg.hold()))
    await clock.advance(1_000)
    far.hangUp()
    expect((await holding).code).toBe('NO_SUCH_CALL')
  })

  it.each([
    ['while it is asked', 0],
    ['when it has accepted', 1_000],
  ])('PORT_LOST when the module is lost %s', async (_, afterMs) => {
    const { leg, wait, modules, clock } = await through()
    modules[0]?.setHoldFaults({ hold: 'ignored' })
    const holding = errorOf(wait(leg.hold()))
    if (afterMs > 0) await clock.advance(afterMs)
    modules[0]?.unplug()
    expect((await holding).code).toBe('PORT_LOST')
    expect(leg.state).toBe('ended')
  })
})
