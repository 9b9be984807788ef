import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { ExchangeOptions } from '../../src/exchange/exchange-options.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import { readCallRecords } from '../../src/exchange/records/read-call-records.ts'
import { type Fault, startSimulator } from '../../src/simulator/index.ts'
import { errorOf } from '../support/error-of.ts'
import { noEmergencyTransport } from '../support/no-emergency-transport.ts'
import { refusingTransport } from '../support/refusing-transport.ts'
import { answering, ringing, simulatedExchange } from '../support/simulated-exchange.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pass, until, untilTrue } from '../support/until.ts'

type Before = 'dialled' | 'dialled and ringing' | 'answered' | 'two calls' | 'ringing for us'

/** A module with the calls of a program that is gone. */
async function abandoned(before: Before) {
  const clock = new ManualClock()
  const { network, modules } = await startSimulator({ family: 'ec25', clock })
  const module = modules[0]
  if (!module) throw new Error('no module')
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const transport = () => noEmergencyTransport(module.transport())
  const modem = await wait(openModem({ transport: transport(), clock }))
  if (before === 'dialled and ringing') await wait(modem.dial(ringing))
  else if (before === 'answered' || before === 'ringing for us') network.subscriber(ringing).dial(module.number)
  else {
    const call = await wait(modem.dial(answering))
    await untilTrue(clock, () => call.state === 'active')
    if (before === 'two calls') await wait(modem.dial(ringing))
  }
  await pass(clock, 3_000)
  if (before === 'answered') {
    await wait(modem.answer())
    await pass(clock, 1_000)
  }
  await wait(modem.close())
  expect(module.truth().length).toBe(before === 'two calls' ? 2 : 1)
  const open = (options: Partial<ExchangeOptions> = {}, ...refused: string[]) =>
    wait(
      Exchange.open({
        lines: [{ name: 'a', port: { transport: refusingTransport(transport(), ...refused) }, audio: 'none' }],
        clock,
        ...options,
      }),
    )
  return { clock, network, module, wait, open }
}

const found: readonly Before[] = ['dialled', 'dialled and ringing', 'answered', 'two calls']

describe('a call that was up before the exchange', () => {
  it.each(found)('%s: is ended', async before => {
    const { module, open, wait } = await abandoned(before)
    const exchange = await open({ orphans: 'end' })
    expect([module.truth(), exchange.legs.length]).toEqual([[], 0])
    // The line can be used at once.
    expect((await wait(exchange.dial(answering))).line).toBe('a')
  })

  it.each(found)('%s: is left, also when the exchange is closed', async before => {
    const { module, open, wait, clock } = await abandoned(before)
    const exchange = await open()
    const count = module.truth().length
    expect(exchange.legs).toHaveLength(count)
    await pass(clock, 10_000)
    await wait(exchange.close())
    expect(module.truth()).toHaveLength(count)
  })

  it.each(found)('%s: is adopted, and hung up when the exchange is closed', async before => {
    const { module, open, wait, clock } = await abandoned(before)
    const exchange = await open({ orphans: 'adopt' })
    await pass(clock, 10_000)
    expect(exchange.legs.length).toBeGreaterThan(0)
    await wait(exchange.close())
    expect(module.truth()).toEqual([])
  })

  it('adopted, it may be as long as the policy allows', async () => {
    const { module, open, clock } = await abandoned('dialled')
    const exchange = await open({ orphans: 'adopt', dialPolicy: { maxCallMinutes: 1 } })
    await clock.advance(55_000)
    expect(exchange.legs.length).toBe(1)
    await pass(clock, 7_000)
    expect([exchange.legs.length, module.truth()]).toEqual([0, []])
  })

  it.each(['end', 'adopt', 'leave'] as const)('that rings for us is no orphan: %s', async orphans => {
    const { module, open, clock, wait } = await abandoned('ringing for us')
    const exchange = await open({ orphans })
    const taken: Leg[] = []
    exchange.routeIncoming({}, leg => taken.push(leg))
    await pass(clock, 5_000)
    expect([taken.length, module.truth().length]).toEqual([1, 1])
    await wait(exchange.close())
  })

  it('is asked to end until it does', async () => {
    const { module, open, clock } = await abandoned('dialled')
    const began = clock.now()
    const exchange = await open({ orphans: 'end' }, 'AT+CHUP', 'ATH', 'AT+QHUP', 'AT+CHLD=1')
    // A module that will not is not waited for.
    expect(clock.now() - began).toBeLessThan(15_000)
    expect([exchange.legs.length, module.truth().length]).toEqual([1, 1])
    expect((await errorOf(exchange.dial(answering))).context.cause).toMatchObject({ name: 'NOCHANNELS' })
    await clock.advance(20_000)
    module.reset()
    await pass(clock, 20_000)
    expect(exchange.legs.length).toBe(0)
  })

  it('has a record that says so', async () => {
    const path = join(temporaryFolder(), 'calls.ndjson')
    const { open, wait } = await abandoned('dialled')
    const exchange = await open({ orphans: 'end', records: { path } })
    await wait(exchange.close())
    expect((await readCallRecords(path)).records).toMatchObject([
      { found: true, to: answering, answeredAt: expect.any(String), end: { endedBy: 'local' } },
    ])
  })
})

describe('a call of the exchange whose line was lost', () => {
  it.each([
    ['leave', 0],
    ['end', 0],
    ['adopt', 1],
  ] as const)('by %s: %i are up when the line is back', async (orphans, left) => {
    const { module, open, clock, wait } = await abandoned('dialled')
    const exchange = await open({ orphans })
    for (const found of exchange.legs) await wait(found.hangUp())
    await pass(clock, 1_000)
    const leg = await wait(exchange.dial(answering))
    await untilTrue(clock, () => leg.state === 'active')
    module.unplug()
    expect(await wait(leg.ended)).toMatchObject({ endedBy: 'module' })
    expect(module.truth().length).toBe(1)
    await pass(clock, 20_000)
    expect([exchange.legs.length, module.truth().length]).toEqual([left, left])
  })
})

describe('a number whose answer never came', () => {
  const lostOk: Fault = { kind: 'lose', matching: /^OK$/ }
  const lostLines: Fault = { kind: 'lose', matching: /DSCI/, rate: 1 }

  it.each([
    ['leave', 'untold', 0],
    ['leave', 'told', 0],
    ['end', 'untold', 0],
    ['adopt', 'untold', 1],
  ] as const)('by %s, its line lost and the call %s: %i are up when it is back', async (orphans, told, left) => {
    const { exchange, modules, clock, wait } = await simulatedExchange({ modules: [{}], orphans })
    modules[0]?.inject(lostOk, ...(told === 'told' ? [] : [lostLines]))
    const refused = errorOf(exchange.dial(answering))
    await pass(clock, 1_000)
    modules[0]?.unplug()
    expect((await wait(refused)).code).toBe('PORT_LOST')
    expect(modules[0]?.truth().length).toBe(1)
    await pass(clock, 20_000)
    expect([exchange.legs.length, modules[0]?.truth().length]).toEqual([left, left])
    await wait(exchange.close())
    expect(modules[0]?.truth()).toEqual([])
  })

  it.each(['told', 'untold'] as const)('is a leg of who dialled when the list has its call, %s', async told => {
    const path = join(temporaryFolder(), 'calls.ndjson')
    const { exchange, modules, clock, wait } = await simulatedExchange({ modules: [{}], records: { path } })
    modules[0]?.inject(lostOk, ...(told === 'told' ? [] : [lostLines]))
    const leg = await wait(exchange.dial(answering))
    await untilTrue(clock, () => leg.state === 'active')
    expect(exchange.legs).toEqual([leg])
    await wait(leg.hangUp())
    await wait(exchange.close())
    expect((await readCallRecords(path)).records).toMatchObject([
      { found: false, to: answering, end: { endedBy: 'local' } },
    ])
  })

  it('is hung up when it becomes a call after it was given up', async () => {
    const { exchange, modules, clock, wait } = await simulatedExchange({ modules: [{}] })
    modules[0]?.inject({ kind: 'delay', direction: 'to-module', matching: /^ATD/, ms: 12_000 })
    expect((await wait(errorOf(exchange.dial(answering)))).code).toBe('AT_TIMEOUT')
    const found: Leg[] = []
    exchange.onLeg(leg => found.push(leg))
    await untilTrue(clock, () => found.length === 1)
    await pass(clock, 5_000)
    expect([found.map(({ state }) => state), modules[0]?.truth()]).toEqual([['ended'], []])
  })
})

describe('a call of somebody else on a line that was lost', () => {
  /** Another program dials on another port of the module. */
  async function elsewhere(trouble: 'unplug' | 'reset', withheld: boolean) {
    const { exchange, modules, network, clock, wait } = await simulatedExchange({ modules: [{}] })
    const [module] = modules
    if (!module) throw new Error('no module')
    exchange.routeIncoming({}, leg => leg.answer())
    network.call(answering, module.number, { withheld })
    await untilTrue(clock, () => exchange.legs[0]?.state === 'active')
    if (trouble === 'unplug') network.subscriber(answering).call?.hangUp()
    module[trouble]()
    await untilTrue(clock, () => exchange.legs.length === 0)
    await pass(clock, 60_000)
    expect([exchange.lines[0]?.state.kind, module.truth()]).toEqual(['ready', []])
    const other = await wait(openModem({ transport: noEmergencyTransport(module.transport()), clock }))
    await wait(other.dial(answering))
    await pass(clock, 8_000)
    return module.truth().map(({ state }) => state)
  }

  it('is not taken for the one of a caller who withheld the number', async () => {
    expect(await elsewhere('unplug', true)).toEqual(['active'])
  })

  it('is not taken for the one that ended with a restart', async () => {
    expect(await elsewhere('reset', false)).toEqual(['active'])
  })
})

describe('a call that appears while the exchange is open and that nobody here dialled', () => {
  it('is ended too: as after a number was sent whose answer was lost', async () => {
    const { module, open, clock, wait } = await abandoned('dialled')
    const exchange = await open({ orphans: 'end' })
    const { modem } = exchange.lines[0] ?? {}
    await wait(modem?.dial(answering) ?? Promise.reject(new Error('no modem')))
    await untilTrue(clock, () => module.truth().length === 0)
    await pass(clock, 1_000)
    expect(exchange.legs.length).toBe(0)
  })

  it('but not one that the exchange dialled, answered, or handed over', async () => {
    const { module, network, open, clock, wait } = await abandoned('dialled')
    const exchange = await open({ orphans: 'end' })
    const leg = await wait(exchange.dial(answering))
    await untilTrue(clock, () => leg.state === 'active')
    const next = exchange.takeOver(leg)
    await pass(clock, 10_000)
    expect([next.state, module.truth().length]).toEqual(['active', 1])
    await wait(next.hangUp())
    await pass(clock, 1_000)
    network.subscriber(ringing).dial(module.number)
    await untilTrue(clock, () => exchange.legs.length === 1)
    await wait(exchange.legs[0]?.answer() ?? Promise.reject(new Error('no leg')))
    await pass(clock, 10_000)
    expect([exchange.legs[0]?.state, module.truth().length]).toEqual(['active', 1])
  })
})
