import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { usbNeighbours } from '../../src/modem/usb-neighbours.ts'
import { pluggedPort } from '../support/plugged-port.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Two modules of one kind, a UART, and a port of which the system does not tell the interface. */
const ports = Promise.resolve([
  ...[0, 1, 2, 3].map(number => pluggedPort(`/dev/ttyUSB${number}`, '1-1.2', number)),
  ...[0, 1, 2, 3].map(number => pluggedPort(`/dev/ttyUSB${4 + number}`, '1-1.3', number)),
  pluggedPort('/dev/ttyACM0', '1-1.4'),
  pluggedPort('/dev/ttyS0'),
])

test.each([
  ['of the first module', '/dev/ttyUSB2', [1], { location: '1-1.2', port: '/dev/ttyUSB1' }],
  ['of the second', '/dev/ttyUSB7', [1], { location: '1-1.3', port: '/dev/ttyUSB5' }],
  [
    'with two interfaces to look for: the first port that is one of them',
    '/dev/ttyUSB2',
    [9, 3],
    { location: '1-1.2', port: '/dev/ttyUSB3' },
  ],
  ['without an interface to look for', '/dev/ttyUSB2', [], { location: '1-1.2', port: null }],
  ['of a device without such an interface', '/dev/ttyUSB2', [7], { location: '1-1.2', port: null }],
  ['of a device that does not tell its interfaces', '/dev/ttyACM0', [1], { location: '1-1.4', port: null }],
  ['that is not on USB', '/dev/ttyS0', [1], null],
  ['that there is not', '/dev/ttyUSB99', [1], null],
])('a port %s', async (_, port, interfaces, neighbours) => {
  expect(await usbNeighbours(port, interfaces, ports)).toEqual(neighbours)
})

test('a link to a port is followed', async () => {
  const folder = temporaryFolder()
  const [device, link] = [join(folder, 'ttyUSB2'), join(folder, 'modem')]
  writeFileSync(device, '')
  symlinkSync(device, link)
  const known = [pluggedPort(device, '1-1', 2), pluggedPort('/dev/ttyUSB1', '1-1', 1)]
  expect(await usbNeighbours(link, [1], Promise.resolve(known))).toEqual({ location: '1-1', port: '/dev/ttyUSB1' })
})
