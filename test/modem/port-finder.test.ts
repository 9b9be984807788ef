import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { isModuleOnUsb, isPort, portAt, portOfImei } from '../../src/modem/port-finder.ts'
import { type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import { pluggedPort } from '../support/plugged-port.ts'
import { SimulatedPorts } from '../support/simulated-ports.ts'
import { until } from '../support/until.ts'

const socket = [0, 1, 2, 3].map(number => pluggedPort(`/dev/ttyUSB${number}`, '1-1.2', number))

describe('a port', () => {
  it('is found by socket and interface, whatever its name', () => {
    expect(portAt(socket, { usbLocation: '1-1.2', interfaceNumber: 3 })).toBe('/dev/ttyUSB3')
    expect(portAt(socket, { usbLocation: '1-1.3', interfaceNumber: 2 })).toBeNull()
    expect(portAt(socket, { interfaceNumber: 2 })).toBeNull()
  })

  it('is that of the AT interface, as the profile has it, where none is named', () => {
    expect(portAt(socket, { usbLocation: '1-1.2' })).toBe('/dev/ttyUSB2')
  })

  it('is known by its links too', () => {
    const port = { path: '/dev/ttyUSB2', byId: ['/dev/serial/by-id/x'], byPath: ['/dev/serial/by-path/y'] }
    expect(
      ['/dev/ttyUSB2', '/dev/serial/by-id/x', '/dev/serial/by-path/y', '/dev/ttyUSB3'].map(path => isPort(port, path)),
    ).toEqual([true, true, true, false])
  })

  it('with a converter of another maker has a rate', () => {
    expect(isModuleOnUsb({ vendorId: '2c7c', productId: 'ffff' })).toBe(true)
    expect(isModuleOnUsb({ vendorId: '0403', productId: '6001' })).toBe(false)
    expect(isModuleOnUsb(undefined)).toBe(false)
  })
})

describe('the search for an IMEI', () => {
  async function searched(wanted: string, inUse: readonly string[] = [], not: readonly string[] = []) {
    const clock = new ManualClock()
    const { modules } = await startSimulator({ family: 'ec25', clock, modules: 4 })
    const ports = new SimulatedPorts()
    const [a, b, wired, dead] = modules as [SimulatedModule, SimulatedModule, SimulatedModule, SimulatedModule]
    ports.plug(dead, { path: '/dev/ttyUSB0', location: '1-1', interfaceNumber: 2 })
    ports.plug(a, { path: '/dev/ttyUSB2', location: '1-2', interfaceNumber: 2 })
    ports.plug(b, { path: '/dev/ttyUSB6', location: '1-3', interfaceNumber: 2 })
    ports.plug(wired, { path: '/dev/ttyS0' })
    dead.powerDown()
    const used = new Set(inUse)
    const search = { imei: wanted, interfaceNumber: 2, system: ports, clock, inUse: used, not }
    const found = await until(clock, portOfImei(search))
    expect([...used]).toEqual(inUse)
    return { found, opened: ports.opened, tookMs: clock.now() }
  }

  it('asks one port after the other, and no more when it is found', async () => {
    const { found, opened, tookMs } = await searched('861123040000001')
    expect([found, opened]).toEqual(['/dev/ttyUSB6', ['/dev/ttyUSB0', '/dev/ttyUSB2', '/dev/ttyUSB6']])
    expect(tookMs).toBeLessThan(3_000)
  })

  it('leaves alone what is in use, what was tried, and what is no module on USB', async () => {
    const { found, opened } = await searched('861123040000002', ['/dev/ttyUSB2'], ['/dev/ttyUSB6'])
    expect([found, opened]).toEqual([null, ['/dev/ttyUSB0']])
  })
})
