import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listPorts } from '../../src/transport/list-ports.ts'
import { packagePortInfo } from '../../src/transport/package-port-info.ts'
import { portOrder } from '../../src/transport/port-order.ts'
import { FakeSystem } from '../support/fake-system.ts'

const ec25 = { idVendor: '2c7c', idProduct: '0125', manufacturer: 'Quectel', product: 'EC25-EFA' }

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('an EC25: four ports, each with its interface, its links and what the module says of itself', async () => {
    const system = new FakeSystem()
    system.usbDevice('1-1.2', { ...ec25, serial: '0123456789AB' })
    for (const i of [3, 1, 0, 2]) {
      system.usbPort('1-1.2', i, `ttyUSB${i}`)
      system.link(`dev/serial/by-id/usb-Quectel_EC25-EFA_0123456789AB-if0${i}-port0`, `dev/ttyUSB${i}`)
      system.link(`dev/serial/by-path/pci-0000:00:14.0-usb-0:1.2:1.${i}-port0`, `dev/ttyUSB${i}`)
    }
    const ports = await listPorts(system.roots)
    const { dev } = system.roots
    expect(ports.map(port => port.path)).toEqual([0, 1, 2, 3].map(i => join(dev, `ttyUSB${i}`)))
    expect(ports[2]).toEqual({
      path: join(dev, 'ttyUSB2'),
      usb: {
        vendorId: '2c7c',
        productId: '0125',
        interfaceNumber: 2,
        manufacturer: 'Quectel',
        product: 'EC25-EFA',
        serialNumber: '0123456789AB',
        location: '1-1.2',
      },
      byId: [join(dev, 'serial/by-id/usb-Quectel_EC25-EFA_0123456789AB-if02-port0')],
      byPath: [join(dev, 'serial/by-path/pci-0000:00:14.0-usb-0:1.2:1.2-port0')],
    })
  })

  test('two modules that came up mixed: those of one socket together; then what is not on USB', async () => {
    const system = new FakeSystem()
    system.uart('ttyS0', 4)
    for (const [location, names] of Object.entries({
      '1-2': ['ttyUSB10', 'ttyUSB2'],
      '1-10': ['ttyUSB1', 'ttyUSB0'],
    })) {
      system.usbDevice(location, ec25)
      for (const [i, name] of names.entries()) system.usbPort(location, i, name)
    }
    const names = (await listPorts(system.roots)).map(port => port.path.replace(/.*\//, ''))
    expect(names).toEqual(['ttyUSB10', 'ttyUSB2', 'ttyUSB1', 'ttyUSB0', 'ttyS0'])
  })

  test('a CDC-ACM port; interface numbers are hexadecimal', async () => {
    const system = new FakeSystem()
    system.usbDevice('1-1', { idVendor: '2c7c', idProduct: '0901' })
    system.acmPort('1-1', 11, 'ttyACM0')
    expect(await listPorts(system.roots)).toEqual([
      {
        path: join(system.roots.dev, 'ttyACM0'),
        usb: { vendorId: '2c7c', productId: '0901', interfaceNumber: 11, location: '1-1' },
        byId: [],
        byPath: [],
      },
    ])
  })

  test.each([
    ['an empty machine', () => {}],
    ['virtual terminals', (system: FakeSystem) => void system.file('sys/class/tty/tty1/dev', '4:1\n')],
    ['UART slots with nothing in them', (system: FakeSystem) => system.uart('ttyS4', 0)],
    [
      'a port that the container was not given',
      (system: FakeSystem) => {
        system.link('sys/class/tty/ttyUSB0', 'sys/devices/1-1/ttyUSB0/tty/ttyUSB0')
        system.file('sys/devices/1-1/ttyUSB0/tty/ttyUSB0/device/uevent')
      },
    ],
  ] satisfies [string, (system: FakeSystem) => void][])('no ports: %s', async (_, add) => {
    const system = new FakeSystem()
    add(system)
    expect(await listPorts(system.roots)).toEqual([])
  })

  test('the list of this machine can be made, with or without udevadm', async () => {
    for (const port of await listPorts()) expect(port.path).toMatch(/^\/dev\//)
  })
})

test.each([
  [
    'Windows',
    {
      path: 'COM7',
      vendorId: '2C7C',
      productId: '0125',
      manufacturer: 'Quectel Incorporated',
      pnpId: 'USB\\VID_2C7C&PID_0125&MI_02\\6&2F2B5D4C&0&0002',
    },
    { vendorId: '2c7c', productId: '0125', manufacturer: 'Quectel Incorporated', interfaceNumber: 2 },
  ],
  [
    'macOS',
    { path: '/dev/tty.usbserial-1', vendorId: '2c7c', productId: '0125', locationId: '14200000', serialNumber: 'X1' },
    { vendorId: '2c7c', productId: '0125', serialNumber: 'X1', location: '14200000' },
  ],
  ['a port not on USB', { path: 'COM1', pnpId: 'ACPI\\PNP0501\\1' }, undefined],
])('as the serialport package lists it: %s', (_, port, usb) => {
  expect(packagePortInfo(port)).toEqual({ path: port.path, ...(usb && { usb }), byId: [], byPath: [] })
})

test('the order does not depend on the order of finding', () => {
  const ports = ['COM10', 'COM3', 'COM1'].map(path => packagePortInfo({ path }))
  expect(ports.sort(portOrder).map(port => port.path)).toEqual(['COM1', 'COM3', 'COM10'])
})
