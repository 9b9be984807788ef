import { describe, expect, test } from 'vitest'
import { type PortFacts, portError, portErrorCode } from '../../src/transport/port-errors.ts'

const nodeError = (code: string) => Object.assign(new Error(`${code}: something, open '/dev/ttyUSB2'`), { code })

test.each([
  // What Node says, by errno name.
  [nodeError('ENOENT'), 'PORT_NOT_FOUND'],
  [nodeError('ENXIO'), 'PORT_NOT_FOUND'],
  [nodeError('ENODEV'), 'PORT_NOT_FOUND'],
  [nodeError('EACCES'), 'PORT_NO_PERMISSION'],
  [nodeError('EPERM'), 'PORT_NO_PERMISSION'],
  [nodeError('EBUSY'), 'PORT_BUSY'],
  [nodeError('EISDIR'), 'PORT_FAILED'],
  [nodeError('ENOTTY'), 'PORT_FAILED'],
  [nodeError('EIO'), 'PORT_FAILED'],
  [nodeError('EMFILE'), 'PORT_FAILED'],
  // What serialport 13.0.0 says on Linux.
  [new Error('Error: No such file or directory, cannot open /dev/ttyUSB2'), 'PORT_NOT_FOUND'],
  [new Error('Error: No such device or address, cannot open /dev/ttyUSB2'), 'PORT_NOT_FOUND'],
  [new Error('Error: No such device, cannot open /dev/ttyUSB2'), 'PORT_NOT_FOUND'],
  [new Error('Error: Permission denied, cannot open /dev/ttyUSB2'), 'PORT_NO_PERMISSION'],
  [new Error('Error: Operation not permitted, cannot open /dev/ttyUSB2'), 'PORT_NO_PERMISSION'],
  [new Error('Error Resource temporarily unavailable Cannot lock port'), 'PORT_BUSY'],
  [new Error('Error: Device or resource busy, cannot open /dev/ttyUSB2'), 'PORT_BUSY'],
  [new Error('Error: Is a directory, cannot open /tmp'), 'PORT_FAILED'],
  [new Error('Error: Inappropriate ioctl for device setting custom baud rate of 13'), 'PORT_FAILED'],
  [new Error('Error: Input/output error, cannot open /dev/ttyUSB2'), 'PORT_FAILED'],
  // The same from musl.
  [new Error('Error: Resource busy, cannot open /dev/ttyUSB2'), 'PORT_BUSY'],
  [new Error('Error: Not a tty setting custom baud rate of 13'), 'PORT_FAILED'],
  // On Windows.
  [new Error('Opening COM3: File not found'), 'PORT_NOT_FOUND'],
  [new Error('Opening COM3: Access denied'), 'PORT_BUSY'],
  // Anything else.
  [new Error('flux capacitor'), 'PORT_FAILED'],
  ['a string', 'PORT_FAILED'],
  [undefined, 'PORT_FAILED'],
])('%s -> %s', (said, code) => {
  expect(portErrorCode(said)).toBe(code)
  const error = portError('/dev/ttyUSB2', said)
  expect(error.code).toBe(code)
  expect(error.cause).toBe(said)
  expect(error.message).toContain('/dev/ttyUSB2')
})

describe('the message says what to do', () => {
  const busy = new Error('Error Resource temporarily unavailable Cannot lock port')
  const rows: [string, unknown, PortFacts, RegExp][] = [
    [
      'which ports are there',
      nodeError('ENOENT'),
      { present: ['/dev/ttyUSB0', '/dev/ttyUSB1'] },
      /there: \/dev\/ttyUSB0, \/dev\/ttyUSB1/,
    ],
    ['that none is there', nodeError('ENOENT'), { present: [] }, /no serial port is there at all/],
    ['that the module behind the file is gone', nodeError('ENXIO'), {}, /no device behind it/],
    [
      'the group that owns it',
      nodeError('EACCES'),
      { group: { name: 'uucp', mayOpen: true } },
      /`sudo usermod -aG uucp \$USER`/,
    ],
    ['that no group helps', nodeError('EACCES'), { group: { name: 'tty', mayOpen: false } }, /only root .* udev rule/],
    [
      'never to join group root',
      nodeError('EACCES'),
      { group: { name: 'root', mayOpen: true } },
      /^(?!.*usermod -aG root)/,
    ],
    ['that a container keeps it away', nodeError('EPERM'), {}, /--device/],
    ['who holds it', busy, { holders: [{ pid: 12, name: 'picocom' }] }, /held by picocom \(process 12\)/],
    ['that we hold it', busy, { holders: [{ pid: 7, name: 'node' }], ownPid: 7 }, /held by this program itself/],
    ['that the holder is not ours to see', busy, { holders: [] }, /cannot see\. /],
    ['that ModemManager is the suspect', busy, { modemManagerPid: 812 }, /ModemManager \(process 812\) runs/],
    ['that it is no port', nodeError('ENOTTY'), {}, /not a serial port/],
    ['what the system said, when that is all there is', new Error('flux capacitor'), {}, /flux capacitor/],
  ]
  test.each(rows)('%s', (_, said, facts, message) => {
    expect(portError('/dev/ttyUSB2', said, facts).message).toMatch(message)
  })
})
