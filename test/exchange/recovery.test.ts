import { describe, expect, it } from 'vitest'
import type { Leg } from '../../src/exchange/leg.ts'
import { errorOf } from '../support/error-of.ts'
import { type PluggedExchange, pluggedExchange, portOfPlace } from '../support/plugged-exchange.ts'
import { pass, untilTrue } from '../support/until.ts'

const port = portOfPlace(0)

/** How often each of the legs ended, and how. */
function endsOf(leg: Leg): string[] {
  const ends: string[] = []
  leg.onState(state => state === 'ended' && ends.push('ended'))
  void leg.ended.then(({ endedBy, cause }) => ends.push(`${endedBy} ${cause.name}`))
  return ends
}

/** What goes wrong in a call, what the line is then, how long until it is seen and until it is ready again. */
const losses: readonly {
  readonly name: string
  readonly happens: (made: PluggedExchange) => Promise<void> | void
  readonly condition: string
  readonly seenInMs: number
  readonly mends?: (made: PluggedExchange) => void
  readonly readyInMs: number
}[] = [
  {
    name: 'unplugged, and plugged in again',
    happens: ({ ports }) => ports.unplug(port),
    condition: 'no-port',
    seenInMs: 100,
    mends: ({ ports, modules }) =>
      modules[0] && ports.plug(modules[0], { path: port, location: '1-1', interfaceNumber: 2 }),
    readyInMs: 35_000,
  },
  {
    name: 'unplugged, and plugged in under another name in the same socket',
    happens: ({ ports }) => ports.unplug(port),
    condition: 'no-port',
    seenInMs: 100,
    mends: ({ ports, modules }) =>
      modules[0] && ports.plug(modules[0], { path: '/dev/ttyUSB9', location: '1-1', interfaceNumber: 2 }),
    readyInMs: 35_000,
  },
  {
    name: 'unplugged, and plugged in in another socket',
    happens: ({ ports }) => ports.unplug(port),
    condition: 'no-port',
    seenInMs: 100,
    mends: ({ ports, modules }) =>
      modules[0] && ports.plug(modules[0], { path: '/dev/ttyUSB9', location: '3-2', interfaceNumber: 2 }),
    readyInMs: 35_000,
  },
  {
    name: 'restarted: RDY',
    happens: ({ modules }) => modules[0]?.reset(),
    condition: 'restarting',
    seenInMs: 15_000,
    readyInMs: 20_000,
  },
  {
    name: 'switched off: POWERED DOWN',
    happens: ({ modules }) => {
      modules[0]?.say('POWERED DOWN')
      modules[0]?.powerDown()
    },
    condition: 'restarting',
    seenInMs: 100,
    mends: ({ modules }) => modules[0]?.reset(),
    readyInMs: 120_000,
  },
  {
    name: 'silent',
    happens: ({ modules }) => modules[0]?.stall(),
    condition: 'silent',
    seenInMs: 15_000,
    mends: ({ modules }) => modules[0]?.resume(),
    readyInMs: 40_000,
  },
  {
    name: 'without power, and its port still there',
    happens: ({ modules }) => modules[0]?.powerDown(),
    condition: 'silent',
    seenInMs: 15_000,
    mends: ({ modules }) => modules[0]?.reset(),
    readyInMs: 60_000,
  },
]

describe('a line whose module is lost in a call', () => {
  it.each(losses)('$name', async ({ happens, condition, seenInMs, mends, readyInMs }) => {
    const made = await pluggedExchange()
    const { exchange, connect, waitFor, clock, timers, wait } = made
    const line = made.line('a')
    await pass(clock, 1_000)
    const idle = timers.timers
    const leg = await connect('a')
    const ends = endsOf(leg)
    await happens(made)
    expect(await waitFor('a', condition)).toBeLessThanOrEqual(seenInMs)
    await clock.advance(0)
    expect(ends).toEqual(['ended', 'module FAILED'])
    const refused = await errorOf(exchange.dial('5550101'))
    expect([refused.code, refused.context.condition]).toEqual(['MODEM_NOT_READY', condition])
    await pass(clock, 20_000)
    mends?.(made)
    expect(await waitFor('a', 'ready')).toBeLessThanOrEqual(readyInMs)
    expect(made.line('a')).toBe(line)
    expect(exchange.legs.filter(other => other !== leg && other.state !== 'active')).toEqual([])
    for (const found of exchange.legs) await wait(found.hangUp())
    const next = await connect('a')
    expect(next.state).toBe('active')
    await wait(next.hangUp())
    await pass(clock, 3_000)
    expect(ends).toEqual(['ended', 'module FAILED'])
    expect(timers.timers).toBe(idle)
    await wait(exchange.close())
    await clock.advance(70_000)
    expect(timers.timers).toBe(0)
  })
})

describe('a line without a call', () => {
  it('is seen to be silent within 45 s', async () => {
    const { modules, waitFor, clock } = await pluggedExchange()
    await clock.advance(100_000)
    modules[0]?.stall()
    expect(await waitFor('a', 'silent')).toBeLessThan(45_000)
    modules[0]?.resume()
    expect(await waitFor('a', 'ready')).toBeLessThan(10_000)
  })
})

describe('a line that cannot be opened', () => {
  it('is opened as soon as its port is there, and asks with growing pauses until then', async () => {
    const { ports, modules, clock, waitFor, connect, line } = await pluggedExchange([{ plug: null }])
    expect(line('a')).toMatchObject({
      state: { kind: 'failed', reason: { code: 'PORT_NOT_FOUND' } },
      health: { kind: 'not-ready', condition: 'no-port', sinceMs: 0, remedy: expect.stringContaining('cable') },
    })
    await clock.advance(300_000)
    // At 0, 1, 3, 7, 15, 31, 63 s, and then each minute.
    expect(ports.opened).toHaveLength(7 + 3)
    if (modules[0]) ports.plug(modules[0], { path: port })
    expect(await waitFor('a', 'ready')).toBeLessThan(62_000)
    expect((await connect('a')).state).toBe('active')
    expect(line('a').number).toBe('+15550100000')
  })

  it('begins anew with the shortest pause when it was ready for a minute', async () => {
    const { ports, modules, clock, waitFor } = await pluggedExchange()
    const lose = async (forMs: number) => {
      ports.unplug(port)
      await clock.advance(forMs)
      if (modules[0]) ports.plug(modules[0], { path: port, location: '1-1', interfaceNumber: 2 })
      return waitFor('a', 'ready')
    }
    await lose(100_000)
    await clock.advance(61_000)
    expect(await lose(500)).toBeLessThan(1_500)
  })

  it('that opens and never answers is silent, and asked again and again', async () => {
    const { modules, waitFor, clock, ports, line } = await pluggedExchange([{}, { plug: { baudRate: 115_200 } }])
    modules[0]?.powerDown()
    await waitFor('a', 'silent', 200_000)
    expect(line('b').state.kind).toBe('ready')
    const before = ports.opened.length
    await clock.advance(300_000)
    expect(ports.opened.length - before).toBeGreaterThanOrEqual(5)
    expect(ports.opened.length - before).toBeLessThanOrEqual(9)
    modules[0]?.reset()
    await waitFor('a', 'ready', 200_000)
  })

  it('stays as it is where nothing is to be opened again', async () => {
    const { ports, modules, clock, line, timers } = await pluggedExchange([{ plug: null }], { reopen: false })
    if (modules[0]) ports.plug(modules[0], { path: port })
    await clock.advance(120_000)
    expect(line('a').state).toMatchObject({ kind: 'failed', reason: { code: 'PORT_NOT_FOUND' } })
    expect(timers.timers).toBe(0)
  })

  it('closed while its module is looked for, nothing of it is opened any more', async () => {
    const { ports, clock, modules, exchange, wait, waitFor, timers } = await pluggedExchange([{}, {}])
    ports.unplug('/dev/ttyUSB2')
    await waitFor('a', 'no-port')
    const [module] = modules
    if (!module) throw new Error('no module')
    module.inject({ kind: 'hold', matching: /./, ms: 800 })
    ports.plug(module, { path: '/dev/ttyUSB40', location: '9-9', interfaceNumber: 2 })
    await untilTrue(clock, () => ports.opened.at(-1) === '/dev/ttyUSB40')
    const opened = ports.opened.length
    await wait(exchange.close())
    await clock.advance(200_000)
    expect([ports.opened.slice(opened), timers.timers]).toEqual([[], 0])
  })

  it('closed while it is being opened, nothing of it goes on', async () => {
    const { modules, exchange, waitFor, clock, timers, wait, ports } = await pluggedExchange()
    modules[0]?.powerDown()
    await waitFor('a', 'silent', 200_000)
    await pass(clock, 2_500)
    await wait(exchange.close())
    const { length } = ports.opened
    await clock.advance(200_000)
    expect(ports.opened).toHaveLength(length)
    expect(timers.timers).toBe(0)
  })
})

describe('the rate of a port with wires', () => {
  it('is found where the module answers at another', async () => {
    const { waitFor, connect, ports, told } = await pluggedExchange([
      { plug: { path: port, baudRate: 460_800, location: undefined } as never },
    ])
    expect(await waitFor('a', 'ready')).toBeLessThan(20_000)
    expect(ports.opened).toEqual([port, `${port} 921600`, `${port} 460800`])
    expect(told[0]).toEqual(['wrong-baud', 'ready'])
    expect((await connect('a')).state).toBe('active')
  })

  it('is searched once, and the line says what came', async () => {
    const { clock, ports, told } = await pluggedExchange([{ plug: { baudRate: 1_200, location: undefined } as never }])
    await clock.advance(60_000)
    expect(ports.opened.filter(path => path.includes(' '))).toHaveLength(7)
    expect(told[0]).toEqual(['wrong-baud'])
    await clock.advance(120_000)
    expect(ports.opened.filter(path => path.includes(' '))).toHaveLength(7)
  })

  it('stays where it was given, and on USB', async () => {
    const { clock, ports } = await pluggedExchange([
      { baudRate: 115_200, plug: { baudRate: 9_600, location: undefined } as never },
      { plug: { baudRate: 9_600 } },
    ])
    await clock.advance(60_000)
    expect([...new Set(ports.opened)].sort()).toEqual([`${port} 115200`, portOfPlace(1)])
  })
})

describe('a sick line', () => {
  it('delays no other: its calls are set up as fast as before', async () => {
    const made = await pluggedExchange([{}, {}, { plug: null }, {}])
    const { connect, clock, modules, ports, wait, waitFor } = made
    const setUp = async () => {
      const beganMs = clock.now()
      const leg = await connect('b')
      const tookMs = clock.now() - beganMs
      await wait(leg.hangUp())
      await pass(clock, 1_000)
      return tookMs
    }
    const undisturbed = await setUp()
    modules[0]?.powerDown()
    ports.unplug(portOfPlace(3))
    const times = []
    for (let n = 0; n < 12; n++) times.push(await setUp())
    await waitFor('a', 'silent')
    for (let n = 0; n < 12; n++) times.push(await setUp())
    expect(times).toEqual(times.map(() => undisturbed))
    expect(made.told[1]).toEqual(['ready'])
  })
})

describe('a line that has just fallen silent', () => {
  it('holds up a dial by operator for half a second at most', async () => {
    const { exchange, modules, clock, wait } = await pluggedExchange([{}, {}])
    modules[0]?.stall()
    const beganMs = clock.now()
    const leg = await wait(exchange.dial('5550101', { line: { kind: 'operator', operator: '00101' } }))
    expect(leg.line).toBe('b')
    expect(clock.now() - beganMs).toBeLessThanOrEqual(600)
  })
})

describe('a module whose supply breaks down', () => {
  it('is said to be the supply after the third start, ends each call once, and serves again when it holds', async () => {
    const { modules, waitFor, told, connect, clock } = await pluggedExchange()
    const ends: string[][] = []
    for (let n = 0; n < 4; n++) {
      await waitFor('a', 'ready')
      ends.push(endsOf(await connect('a')))
      modules[0]?.reset()
      await pass(clock, 11_000)
    }
    await waitFor('a', 'ready')
    expect(ends).toEqual(ends.map(() => ['ended', 'module FAILED']))
    expect(told[0]?.filter(condition => condition === 'brown-out').length).toBeGreaterThanOrEqual(2)
    expect((await connect('a')).state).toBe('active')
    await clock.advance(700_000)
    modules[0]?.reset()
    await waitFor('a', 'restarting')
  })
})
