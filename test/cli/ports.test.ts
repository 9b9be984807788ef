import { expect, test } from 'vitest'
import { interfaceRole } from '../../src/cli/interface-role.ts'
import { probePort } from '../../src/cli/probe-port.ts'
import { loadProfiles, ManualClock } from '../../src/index.ts'
import { memoryTransportPair } from '../../src/transport/index.ts'
import { FakeIo } from './fake-io.ts'

test('ports --probe --port tells what answers there', async () => {
  const io = new FakeIo()
  expect(await io.run(['ports', '--probe', '--port', 'sim:ec25'])).toBe(0)
  expect(io.stdout.lines).toEqual([
    expect.stringMatching(/^PORT .* ANSWER$/),
    expect.stringMatching(/^simulated EC25 1 .* Quectel EC25 Revision: /),
  ])
})

test('--json gives one object a port', async () => {
  const io = new FakeIo()
  await io.run(['ports', '--probe', '--port', 'sim', '--json'])
  expect(io.stdout.objects).toEqual([
    expect.objectContaining({ event: 'port', path: 'simulated EC200U 1', answer: expect.stringContaining('EC200U') }),
  ])
})

test('a named port that is not there is an error', async () => {
  const io = new FakeIo()
  expect(await io.run(['ports', '--probe', '--port', '/dev/does-not-exist', '--json'])).toBe(3)
  expect(io.stdout.objects).toEqual([{ error: expect.objectContaining({ code: 'PORT_NOT_FOUND' }) }])
})

test.each([
  ['the AT interface of an EC25', '2c7c', '0125', 2, ['at']],
  ['its NMEA interface', '2c7c', '0125', 1, ['nmea']],
  ['an interface nobody has', '2c7c', '0125', 9, []],
])('%s', (_what, vendorId, productId, interfaceNumber, roles) => {
  const port = { path: '/dev/ttyUSB0', usb: { vendorId, productId, interfaceNumber }, byId: [], byPath: [] }
  const found = interfaceRole(port, loadProfiles())
  expect(found.roles).toEqual(roles)
  expect(found.modules.join()).toContain('EC25')
})

test('a device nobody knows, and a port that is not on USB', () => {
  const usb = { vendorId: '1a86', productId: '7523', interfaceNumber: 0 }
  const ports = [
    { path: '/dev/ttyUSB0', usb, byId: [], byPath: [] },
    { path: '/dev/ttyS0', byId: [], byPath: [] },
  ]
  for (const port of ports) expect(interfaceRole(port, loadProfiles())).toEqual({ roles: [], modules: [] })
})

/** What a probe makes of a port on which `answer` says what comes back for each line. */
async function probe(answer: (line: string) => string): Promise<readonly string[] | string> {
  const clock = new ManualClock()
  const [host, module] = memoryTransportPair()
  await module.open({
    onData: chunk => void module.write(Buffer.from(answer(Buffer.from(chunk).toString('latin1')), 'latin1')),
    onLost() {},
  })
  const probed = probePort(host, clock).catch(error => error.code as string)
  await clock.advance(5_000)
  return probed
}

test.each([
  ['a module', { 'AT\r': '\r\nOK\r\n', 'ATI\r': '\r\nQuectel\r\nEC25\r\n\r\nOK\r\n' }, ['Quectel', 'EC25']],
  ['a module that echoes', { 'AT\r': 'AT\r\r\nOK\r\n', 'ATI\r': 'ATI\r\r\nEC25\r\n\r\nOK\r\n' }, ['EC25']],
  ['a module without ATI', { 'AT\r': '\r\nOK\r\n', 'ATI\r': '\r\nERROR\r\n' }, []],
  ['nothing', {}, 'PORT_SILENT'],
  ['a positioning receiver', { 'AT\r': '$GPGGA,,,,,,0,,,,,,,,*66\r\n' }, 'PORT_GARBAGE'],
])('a probe of %s', async (_what, script: Record<string, string>, expected) => {
  expect(await probe(line => script[line] ?? '')).toEqual(expected)
})
