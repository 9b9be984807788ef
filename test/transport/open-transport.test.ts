import { expect, test } from 'vitest'
import { transportFor } from '../../src/transport/open-transport.ts'
import { parseTcpAddress } from '../../src/transport/tcp-address.ts'

test.each([
  '/dev/ttyUSB2',
  '/dev/serial/by-id/usb-Quectel_EC25-if02-port0',
  './modem',
  'run/modem',
  'COM3',
  '\\\\.\\COM12',
  'tcp://127.0.0.1:4000',
  'tcp://[::1]:4000',
])('%s names a port', path => {
  expect(transportFor(path).name).toBe(path)
})

test.each([
  ['nothing', ''],
  ['a blank', ' '],
  ['a bare name', 'ttyUSB2'],
  ['a folder', '/dev/'],
  ['a NUL in it', '/dev/ttyUSB2\0'],
  ['a line end in it', '/dev/ttyUSB2\n'],
  ['another scheme', 'http://127.0.0.1:4000'],
  ['another scheme', 'file:///dev/ttyUSB2'],
  ['no port number', 'tcp://127.0.0.1'],
  ['port 0', 'tcp://127.0.0.1:0'],
  ['a port above 65535', 'tcp://127.0.0.1:65536'],
  ['no host', 'tcp://:4000'],
  ['a user', 'tcp://me@127.0.0.1:4000'],
  ['a path', 'tcp://127.0.0.1:4000/modem'],
  ['a blank in the host', 'tcp://my host:4000'],
  ['one slash', 'tcp:/127.0.0.1:4000'],
])('refused, %s: %j', (_, path) => {
  expect(() => transportFor(path)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
})

test.each([0, 49, 4_000_001, 115_200.5, Number.NaN])('refused, a baud rate of %s', baudRate => {
  expect(() => transportFor('/dev/ttyUSB2', { baudRate })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  )
})

test.each([
  ['tcp://127.0.0.1:4000', { host: '127.0.0.1', port: 4000 }],
  ['tcp://gateway-1.example:65535/', { host: 'gateway-1.example', port: 65_535 }],
  ['TCP://[fe80::1%eth0]:1', { host: 'fe80::1%eth0', port: 1 }],
])('%s -> %o', (url, address) => {
  expect(parseTcpAddress(url)).toEqual(address)
})
