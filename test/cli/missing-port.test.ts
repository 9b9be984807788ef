import { expect, test } from 'vitest'
import { missingPort } from '../../src/cli/missing-port.ts'
import { pluggedPort } from '../support/plugged-port.ts'

const uart = pluggedPort('/dev/ttyS0')
const module = [0, 1, 2, 3].map(number => pluggedPort(`/dev/ttyUSB${number}`, '1-1', number))

test.each([
  ['no port', [], 'This machine has no serial port;'],
  ['one port', [uart], 'This machine has /dev/ttyS0;'],
  [
    'a module: its ports first, and which of them is likely to be the right one',
    [uart, ...module],
    'This machine has /dev/ttyUSB0, /dev/ttyUSB1, /dev/ttyUSB2 (AT), /dev/ttyUSB3, /dev/ttyS0;',
  ],
  ['many ports', Array.from({ length: 9 }, () => uart), '/dev/ttyS0 and 3 more;'],
])('%s', async (_, ports, text) => {
  const { code, message } = await missingPort(Promise.resolve(ports))
  expect(code).toBe('INVALID_ARGUMENT')
  expect(message).toContain('Give --port PORT or set CELLVOICE_PORT.')
  expect(message).toContain(text)
  expect(message).toMatch(/--port sim is a simulated module\.$/)
})

test('ports that cannot be listed are none', async () => {
  const { message } = await missingPort(Promise.reject(new Error('EACCES')))
  expect(message).toContain('no serial port')
})
