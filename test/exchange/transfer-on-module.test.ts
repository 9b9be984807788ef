import { describe, expect, it } from 'vitest'
import type { Leg } from '../../src/exchange/leg.ts'
import { errorOf } from '../support/error-of.ts'
import { answering, recentValue, simulatedExchange } from '../support/simulated-exchange.ts'
import { callBeside } from '../support/two-calls.ts'
import { pass, untilTrue } from '../support/until.ts'

async function twoCalls(until: 'alerting' | 'active' = 'active') {
  const made = await simulatedExchange({ modules: [{}, {}] })
  const first = await made.connect('a', 1_000)
  const second = await callBeside(made, first, until, 300)
  const transfers = () => made.sent[0]?.filter(line => line === 'AT+CHLD=4').length
  return { ...made, first, second, transfers }
}

describe('explicit call transfer', () => {
  it.each([
    ['the held and the active', false],
    ['the active and the held', true],
  ])('joins the far ends of %s call, and we are in neither any more', async (_, isTurned) => {
    const { exchange, first, second, wait, modules, clock } = await twoCalls()
    const [one, other] = isTurned ? [second, first] : [first, second]
    expect(exchange.canTransferOnModule(one.leg)).toBe(true)
    await wait(exchange.transferOnModule(one.leg, other.leg))
    expect([first.leg.state, second.leg.state, exchange.legs]).toEqual(['ended', 'ended', []])
    expect(await wait(first.leg.ended)).toMatchObject({ endedBy: 'local', cause: { name: 'NORMAL' } })
    expect(modules[0]?.truth()).toEqual([])
    await pass(clock, 1_500)
    expect([first.far.state, second.far.state]).toEqual(['active', 'active'])
  })

  it.each(['active', 'alerting'] as const)('lets the far ends hear each other, one of them %s by then', async until => {
    // Sound goes on the clock of a module: one far end is another line of the same exchange.
    const made = await simulatedExchange({ modules: [{}, {}] })
    const { exchange, modules, wait, clock } = made
    const legs: Leg[] = []
    exchange.onLeg(leg => legs.push(leg))
    const leg = await wait(exchange.dial(modules[1]?.number ?? '', { line: { kind: 'name', name: 'a' } }))
    await untilTrue(clock, () => legs.length === 2)
    const far = legs[1]
    await wait(far?.answer() ?? Promise.reject())
    await untilTrue(clock, () => leg.state === 'active' && far?.state === 'active')
    const second = await callBeside(made, { leg }, until)
    await wait(exchange.transferOnModule(leg, second.leg))
    if (until === 'alerting') second.far.answer()
    second.far.speak(new Int16Array(8_000 * 10).fill(70))
    const session = await wait(far?.session() ?? Promise.reject())
    const heard = recentValue()
    session.listen(heard.hear)
    session.setSource(frame => frame.fill(400).length > 0)
    await pass(clock, 2_000)
    expect([far?.state, heard.value(), second.hears()]).toEqual(['active', 70, 400])
  })

  it.each([
    [3, true],
    [4, false],
  ])(
    'AT_ERROR when the network refuses with %d: both calls stay, and it can be tried again: %s',
    async (code, again) => {
      const { exchange, first, second, wait, modules } = await twoCalls()
      modules[0]?.setHoldFaults({ transfer: code })
      expect(await errorOf(wait(exchange.transferOnModule(first.leg, second.leg)))).toMatchObject({
        code: 'AT_ERROR',
        context: { result: { kind: 'cme', code } },
      })
      expect([first.leg.state, second.leg.state]).toEqual(['held', 'active'])
      expect(exchange.canTransferOnModule(first.leg)).toBe(again)
      if (again) return
      expect((await errorOf(exchange.transferOnModule(first.leg, second.leg))).code).toBe('NOT_SUPPORTED')
    },
  )

  it('can be tried again when the module has started anew', async () => {
    const { exchange, first, second, wait, modules, clock } = await twoCalls()
    modules[0]?.setHoldFaults({ transfer: 4 })
    await errorOf(wait(exchange.transferOnModule(first.leg, second.leg)))
    modules[0]?.reset()
    await untilTrue(clock, () => exchange.lines[0]?.state.kind === 'waiting')
    await untilTrue(clock, () => exchange.lines[0]?.state.kind === 'ready')
    // A module has to find its network after a start.
    await pass(clock, 30_000)
    const leg = await wait(exchange.dial(answering))
    expect(exchange.canTransferOnModule(leg)).toBe(true)
  })

  it('AT_TIMEOUT when it was accepted and the calls stay', async () => {
    const { exchange, first, second, wait, modules } = await twoCalls()
    modules[0]?.setHoldFaults({ transfer: 'ignored' })
    expect((await errorOf(wait(exchange.transferOnModule(first.leg, second.leg)))).code).toBe('AT_TIMEOUT')
    expect([first.leg.state, second.leg.state]).toEqual(['held', 'active'])
  })

  it('NOT_SUPPORTED where the module does not list it, with nothing sent', async () => {
    const made = await simulatedExchange({ modules: [{ family: 'ec200u' }] })
    const first = await made.connect('a')
    const second = await callBeside(made, first)
    expect(made.exchange.canTransferOnModule(first.leg)).toBe(false)
    expect((await errorOf(made.exchange.transferOnModule(first.leg, second.leg))).code).toBe('NOT_SUPPORTED')
    expect(made.sent[0]).not.toContain('AT+CHLD=4')
  })

  it('is refused unless they are two calls of one module, one held', async () => {
    const { exchange, first, second, connect, wait, transfers, clock } = await twoCalls()
    const elsewhere = await connect('b')
    const room = exchange.callRoom('r')
    for (const [one, other] of [
      [first.leg, first.leg],
      [first.leg, elsewhere.leg],
      [first.leg, room],
      [room, first.leg],
    ] as const) {
      expect((await errorOf(exchange.transferOnModule(one, other))).code).toBe('INVALID_ARGUMENT')
    }
    expect(exchange.canTransferOnModule(room)).toBe(false)
    await wait(exchange.bridge(first.leg, second.leg))
    expect((await errorOf(exchange.transferOnModule(first.leg, second.leg))).code).toBe('WRONG_CALL_STATE')
    second.far.hangUp()
    await untilTrue(clock, () => second.leg.state === 'ended')
    expect((await errorOf(exchange.transferOnModule(first.leg, second.leg))).code).toBe('WRONG_CALL_STATE')
    expect(transfers()).toBe(0)
  })

  it('NO_SUCH_CALL when a far end hangs up before the network has done it; the other call stays', async () => {
    const { exchange, first, second, wait } = await twoCalls()
    const transferring = errorOf(wait(exchange.transferOnModule(first.leg, second.leg)))
    second.far.hangUp()
    expect((await transferring).code).toBe('NO_SUCH_CALL')
    expect(first.leg.state).toBe('held')
  })

  it('ends the session, like every end of a call', async () => {
    const { exchange, first, second, wait } = await twoCalls()
    const session = await wait(second.leg.session())
    session.listen(recentValue().hear)
    await wait(exchange.transferOnModule(first.leg, second.leg))
    expect(await wait(session.ended)).toBeNull()
  })
})
