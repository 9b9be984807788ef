import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/base/logger.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import { errorOf } from '../support/error-of.ts'
import { recentValue, simulatedExchange, statesOf } from '../support/simulated-exchange.ts'
import { pass, untilTrue } from '../support/until.ts'

/** An exchange without lines. */
async function virtual() {
  const clock = new ManualClock()
  const exchange = await Exchange.open({ lines: [], clock })
  const legs: Leg[] = []
  exchange.onLeg(leg => legs.push(leg))
  return { clock, exchange, legs }
}

describe('a service of an exchange', () => {
  it('gets an incoming leg for each call of its name; both are active when it answers', async () => {
    const { clock, exchange, legs } = await virtual()
    const given: Leg[] = []
    exchange.registerService('desk', leg => given.push(leg))
    const caller = exchange.callService('desk', { from: 'loc:front' })
    const states = statesOf(caller)
    await clock.advance(0)
    const [callee] = given
    expect(legs).toEqual([caller, callee])
    expect(caller).toMatchObject({ kind: 'service', direction: 'outgoing', from: 'loc:front', to: 'desk', line: null })
    expect(callee).toMatchObject({ direction: 'incoming', state: 'incoming', from: 'loc:front', to: 'desk' })
    expect((await errorOf(caller.session())).code).toBe('NO_SUCH_CALL')
    await callee?.answer()
    expect(states).toEqual(['dialing', 'alerting', 'active'])
    expect(callee?.state).toBe('active')
  })

  it('hears its caller, and is heard, frame by frame', async () => {
    const { clock, exchange } = await virtual()
    const given: Leg[] = []
    exchange.registerService('desk', leg => {
      given.push(leg)
      return leg.answer()
    })
    const caller = exchange.callService('desk')
    await clock.advance(0)
    const [one, other] = [await caller.session(), await given[0]?.session()]
    const [heardByCaller, heardByDesk] = [recentValue(), recentValue()]
    one.listen(heardByCaller.hear)
    other?.listen(heardByDesk.hear)
    one.setSource(frame => frame.fill(1).length > 0)
    other?.setSource(frame => frame.fill(2).length > 0)
    await clock.advance(1_000)
    expect([heardByCaller.value(), heardByDesk.value()]).toEqual([2, 1])
    expect(one.statistics).toMatchObject({ received: 50, sent: 50, silent: 0 })
  })

  it.each([
    ['rejects', (_caller: Leg, callee: Leg) => callee.hangUp(21), 'remote', 'REJECTED'],
    ['is given up by its caller', (caller: Leg) => caller.hangUp(), 'local', 'NORMAL'],
  ] as const)('%s: both legs end', async (_, end, endedBy, name) => {
    const { clock, exchange } = await virtual()
    const given: Leg[] = []
    exchange.registerService('desk', leg => given.push(leg))
    const caller = exchange.callService('desk')
    await clock.advance(0)
    const [callee] = given
    if (!callee) throw new Error('no callee')
    expect(await end(caller, callee)).toMatchObject({ sent: endedBy === 'remote' ? 21 : 16 })
    expect(await caller.ended).toMatchObject({ endedBy, cause: { name } })
    expect((await callee.ended).endedBy).toBe(endedBy === 'remote' ? 'local' : 'remote')
    expect(exchange.legs).toEqual([])
  })

  it('that nobody registered is UNOBTAINABLE', async () => {
    const { exchange, clock } = await virtual()
    const take = exchange.registerService('desk', () => {})
    take()
    const caller = exchange.callService('desk')
    const states = statesOf(caller)
    await clock.advance(0)
    expect((await caller.ended).cause).toMatchObject({ name: 'UNOBTAINABLE', value: 1 })
    expect(states).toEqual(['dialing', 'ended'])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('broken')
      },
    ],
  ])('whose handler %s ends the call as a failure', async (_, handler) => {
    const { exchange, clock } = await virtual()
    exchange.registerService('desk', handler)
    const caller = exchange.callService('desk')
    await clock.advance(0)
    expect((await caller.ended).cause).toMatchObject({ name: 'FAILED', value: 41 })
  })

  it('given up at once rings nowhere', async () => {
    const { exchange, clock, legs } = await virtual()
    exchange.registerService('desk', () => {})
    const caller = exchange.callService('desk')
    await caller.hangUp()
    await clock.advance(0)
    expect(legs).toEqual([caller])
  })

  it('has a name of its own', async () => {
    const { exchange } = await virtual()
    exchange.registerService('desk', () => {})
    for (const name of ['desk', '', 'front desk', 'x'.repeat(65)]) {
      expect(() => exchange.registerService(name, () => {})).toThrow('An argument is not acceptable')
    }
  })
})

describe('incoming calls', () => {
  const call = (made: Awaited<ReturnType<typeof simulatedExchange>>, line: number) =>
    made.network.subscriber('5550100').dial(made.modules[line]?.number ?? '')

  it('go to the route that says most of their line, then to the latest', async () => {
    const made = await simulatedExchange()
    const { exchange, clock } = made
    const given: string[] = []
    const note = (route: string) => (leg: Leg) => given.push(`${route} ${leg.line}`)
    exchange.routeIncoming({ line: 'b' }, note('name'))
    exchange.routeIncoming({ number: '+15550100002' }, note('number'))
    exchange.routeIncoming({}, note('older'))
    const latest = exchange.routeIncoming({}, note('latest'))
    for (const line of [0, 1, 2]) {
      call(made, line)
      await pass(clock, 2_000)
    }
    expect(given).toEqual(['latest a', 'name b', 'number c'])
    latest()
    for (const leg of exchange.legs) await made.wait(leg.hangUp())
    call(made, 0)
    await pass(clock, 2_000)
    expect(given.at(-1)).toBe('older a')
  })

  it('that ring already go to a route that comes later, once', async () => {
    const made = await simulatedExchange({ modules: [{}] })
    call(made, 0)
    await untilTrue(made.clock, () => made.exchange.legs.length === 1)
    const given: Leg[] = []
    made.exchange.routeIncoming({}, leg => given.push(leg))
    made.exchange.routeIncoming({}, leg => given.push(leg))
    expect(given).toEqual(made.exchange.legs)
  })

  it('ring on when their handler fails', async () => {
    const errors: string[] = []
    const logger = { ...silentLogger, error: (message: string) => errors.push(message) }
    const made = await simulatedExchange({ modules: [{}], logger })
    made.exchange.routeIncoming({}, () => {
      throw new Error('broken')
    })
    const far = call(made, 0)
    await pass(made.clock, 3_000)
    expect([far.state, made.exchange.legs[0]?.state]).toEqual(['alerting', 'incoming'])
    expect(errors).toEqual([expect.stringContaining('broken')])
  })
})
