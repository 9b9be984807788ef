import { describe, expect, it } from 'vitest'
import { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import { lineConditions } from '../../src/exchange/lines/line-conditions.ts'
import { type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import { errorOf } from '../support/error-of.ts'
import { type PluggedLine, pluggedExchange, portOfPlace } from '../support/plugged-exchange.ts'
import { ScriptedModule } from '../support/scripted-module.ts'
import { pass, until, untilTrue } from '../support/until.ts'

const none = { circuit: 0, packet: 0, eps: 0 } as const

/** How a module is at the start, and what is missing then. */
const atStart: readonly [condition: string, line: PluggedLine][] = [
  ['ready', {}],
  ['ready', { module: { registration: { circuit: 5, packet: 5, eps: 5 } } }],
  ['ready', { module: { registration: { ...none, eps: 1 }, ims: true } }],
  ['sim-missing', { module: { sim: 'absent' } }],
  ['sim-pin', { module: { sim: 'pin' } }],
  ['sim-puk', { module: { sim: 'puk' } }],
  ['not-registered', { module: { registration: none } }],
  ['not-registered', { module: { registration: { circuit: 2, packet: 2, eps: 2 } } }],
  ['registration-denied', { module: { registration: { circuit: 3, packet: 3, eps: 3 } } }],
  ['no-port', { plug: null }],
  ['no-permission', { plug: { fault: new CellvoiceError('PORT_NO_PERMISSION') } }],
  ['port-busy', { plug: { fault: new CellvoiceError('PORT_BUSY') } }],
  ['port-failed', { plug: { fault: new CellvoiceError('PORT_FAILED') } }],
  ['other-module', { options: { identity: { imei: '861123040000099' } } }],
]

/** What happens to a module that was ready, and how it is undone. */
const changes: readonly {
  readonly condition: string
  readonly happens: (module: SimulatedModule) => void
  readonly ends: (module: SimulatedModule) => void
}[] = [
  { condition: 'sim-missing', happens: module => module.ejectSim(), ends: module => module.insertSim() },
  {
    condition: 'not-registered',
    happens: module => module.setRegistration(none),
    ends: module => module.setRegistration({ circuit: 1, packet: 1, eps: 1 }),
  },
  {
    condition: 'registration-denied',
    happens: module => module.setRegistration({ circuit: 3, packet: 3, eps: 3 }),
    ends: module => module.setRegistration({ circuit: 1, packet: 1, eps: 1 }),
  },
]

describe('a line', () => {
  it.each(atStart)('is %s for %o', async (condition, line) => {
    const { told, exchange, line: named } = await pluggedExchange([line])
    expect(told[0]).toEqual([condition])
    if (condition === 'ready') return
    const refused = await errorOf(exchange.dial('5550101'))
    expect([refused.code, refused.context.condition]).toEqual(['MODEM_NOT_READY', condition])
    expect(refused.message).toContain(condition)
    expect(named('a').state.kind).not.toBe('ready')
    expect(exchange.legs).toEqual([])
  })

  it.each(changes)(
    'is $condition when that happens, and ready when it is over',
    async ({ condition, happens, ends }) => {
      const { modules, clock, waitFor, connect, line, told, exchange } = await pluggedExchange()
      const module = modules[0] as SimulatedModule
      await pass(clock, 5_000)
      happens(module)
      expect(await waitFor('a', condition)).toBeLessThan(1_000)
      const { health } = line('a')
      expect(health).toMatchObject({ kind: 'not-ready', sinceMs: expect.any(Number), remedy: expect.any(String) })
      expect((await errorOf(exchange.dial('5550101'))).code).toBe('MODEM_NOT_READY')
      await pass(clock, 30_000)
      expect(line('a').health).toBe(health)
      ends(module)
      expect(await waitFor('a', 'ready')).toBeLessThan(5_000)
      expect(told[0]?.at(0)).toBe('ready')
      expect((await connect('a')).state).toBe('active')
    },
  )

  it('sees a loss of service that no line tells of within a minute, and its return sooner', async () => {
    const { modules, clock, waitFor, line } = await pluggedExchange()
    const send = (command: string) => until<unknown>(clock, line('a').modem?.command(command) ?? Promise.resolve())
    await send('AT+CREG=0')
    await send('AT+CEREG=0')
    await send('AT+CFUN=4')
    expect(await waitFor('a', 'radio-off')).toBeLessThanOrEqual(60_100)
    await send('AT+CFUN=1')
    expect(await waitFor('a', 'ready')).toBeLessThanOrEqual(20_100)
    expect(modules).toHaveLength(1)
  })

  it('keeps a call that is up when its SIM slot is asked about and nothing changed', async () => {
    const { connect, modules, clock, told } = await pluggedExchange()
    const leg = await connect('a')
    modules[0]?.say('+CPIN: READY')
    modules[0]?.say('+CREG: 1,"D509","80D413D",7')
    await pass(clock, 130_000)
    expect(leg.state).toBe('active')
    expect(told[0]).toEqual(['ready'])
  })

  it('has no voice where LTE is all there is and IMS is off', async () => {
    const { clock, waitFor, line } = await pluggedExchange([{ module: { registration: { ...none, eps: 1 } } }])
    const send = (command: string) => until<unknown>(clock, line('a').modem?.command(command) ?? Promise.resolve())
    await send('AT+QCFG="ims",2')
    expect(await waitFor('a', 'no-voice')).toBeLessThanOrEqual(60_100)
    await send('AT+QCFG="ims",1')
    expect(await waitFor('a', 'ready')).toBeLessThanOrEqual(10_100)
  })

  it('asks for the number of the SIM again when another one was put in', async () => {
    const { modules, clock, waitFor, line } = await pluggedExchange([{ module: { sim: 'absent' } }])
    expect(line('a').number).toBeNull()
    modules[0]?.insertSim()
    await waitFor('a', 'ready')
    await pass(clock, 500)
    expect(line('a').number).toBe('+15550100000')
  })

  it('with a modem that was handed in is watched too, and not opened again', async () => {
    const clock = new ManualClock()
    const { modules } = await startSimulator({ family: 'ec25', clock })
    const module = modules[0] as SimulatedModule
    const modem = await until(clock, openModem({ transport: module.transport(), clock }))
    const exchange = await until(clock, Exchange.open({ lines: [{ modem, audio: 'none' }], clock }))
    const [line] = exchange.lines
    expect(line?.health.kind).toBe('ready')
    module.ejectSim()
    await untilTrue(clock, () => line?.health.kind === 'not-ready')
    expect(line?.health).toMatchObject({ condition: 'sim-missing', remedy: lineConditions['sim-missing'].remedy })
    module.insertSim()
    await untilTrue(clock, () => line?.health.kind === 'ready')
    module.unplug()
    await pass(clock, 100_000)
    expect(line).toMatchObject({ state: { kind: 'failed' }, health: { condition: 'no-port' } })
    await modem.close()
    expect(line).toMatchObject({ state: { kind: 'failed' } })
  })

  it('closed says so, and is not ready any more', async () => {
    const { exchange, line, wait, told } = await pluggedExchange()
    await wait(exchange.close())
    expect(line('a')).toMatchObject({ state: { kind: 'closed' }, health: { kind: 'not-ready', condition: 'closed' } })
    expect(told[0]).toEqual(['ready', 'closed'])
  })

  it('that is no port at all stays what it is', async () => {
    const clock = new ManualClock()
    const lines = [{ port: { path: 'ttyUSB2' } }]
    const exchange = await until(clock, Exchange.open({ lines, clock }))
    expect(exchange.lines[0]).toMatchObject({
      state: { kind: 'failed', reason: { code: 'INVALID_ARGUMENT' } },
      health: { kind: 'not-ready', condition: 'port-failed' },
    })
  })
})

describe('several lines', () => {
  it('none ready: the refusal names what each of them lacks', async () => {
    const { exchange } = await pluggedExchange([{ module: { sim: 'absent' } }, { plug: null }])
    const refused = await errorOf(exchange.dial('5550101'))
    expect(refused.context.conditions).toEqual({ a: 'sim-missing', b: 'no-port' })
    expect(refused.message).toContain('no-port, PORT_NOT_FOUND')
  })

  it('one ready: it takes the call', async () => {
    const { exchange, wait } = await pluggedExchange([{ module: { sim: 'pin' } }, { plug: null }, {}])
    expect((await wait(exchange.dial('5550101'))).line).toBe('c')
  })
})

describe('the module of a line', () => {
  const busy = { path: portOfPlace(1), location: '1-2', interfaceNumber: 2 }

  it('is not silently another one: that is refused until the right one is back', async () => {
    const { ports, modules, waitFor, connect, line, clock } = await pluggedExchange([{}, { plug: null }])
    const [own, other] = modules as [SimulatedModule, SimulatedModule]
    ports.unplug(portOfPlace(0))
    ports.plug(other, { path: portOfPlace(0), location: '1-1', interfaceNumber: 2 })
    await waitFor('a', 'other-module')
    expect(line('a').state).toMatchObject({ kind: 'failed', reason: { code: 'MODEM_NOT_READY' } })
    await pass(clock, 10_000)
    ports.unplug(portOfPlace(0))
    ports.plug(own, { path: portOfPlace(0), location: '1-1', interfaceNumber: 2 })
    await waitFor('a', 'ready')
    expect((await connect('a')).line).toBe('a')
  })

  it('is found by its IMEI where two have changed places', async () => {
    const { ports, modules, waitFor, line } = await pluggedExchange([{}, {}])
    const [a, b] = modules as [SimulatedModule, SimulatedModule]
    ports.unplug(portOfPlace(0))
    ports.unplug(portOfPlace(1))
    ports.plug(b, { path: portOfPlace(0), location: '1-1', interfaceNumber: 2 })
    ports.plug(a, busy)
    await waitFor('a', 'no-port')
    await waitFor('a', 'ready')
    await waitFor('b', 'ready')
    expect([line('a'), line('b')].map(({ modem }) => modem?.identity.imei)).toEqual([
      '861123040000000',
      '861123040000001',
    ])
    expect([line('a'), line('b')].map(({ number }) => number)).toEqual(['+15550100000', '+15550100001'])
  })

  it('is found by what was declared, also at the first opening', async () => {
    const declared = { identity: { usbLocation: '4-1', interfaceNumber: 2 } }
    const { told, ports } = await pluggedExchange([
      { options: declared, plug: { path: '/dev/ttyUSB11', location: '4-1' } },
      { options: { identity: { imei: '861123040000001' } }, plug: { path: '/dev/ttyUSB12', location: '4-2' } },
    ])
    expect(told).toEqual([['ready'], ['ready']])
    expect(ports.opened).toContain('/dev/ttyUSB11')
  })

  it('is looked at again when it restarts: behind wires nothing else tells that it was exchanged', async () => {
    const clock = new ManualClock()
    const module = await ScriptedModule.start({ ATI: ['Quectel', 'EC25', 'OK'], 'AT+CMEE?': ['+CMEE: 1', 'OK'] })
    module.otherwise = ['OK']
    module.learn('AT+CGSN', '861123040000000', 'OK')
    const lines = [{ port: { transport: module.host }, audio: 'none' }] as const
    const exchange = await until(clock, Exchange.open({ lines, clock }))
    const [line] = exchange.lines
    expect(line?.health.kind).toBe('ready')
    module.learn('AT+CGSN', '861123040000001', 'OK')
    module.say('RDY')
    await pass(clock, 20_000)
    expect(line?.health).toMatchObject({ kind: 'not-ready', condition: 'other-module' })
    module.learn('AT+CGSN', '861123040000000', 'OK')
    await untilTrue(clock, () => line?.health.kind === 'ready')
    await until(clock, exchange.close())
  })
})
