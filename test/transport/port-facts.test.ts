import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { portFacts } from '../../src/transport/port-facts.ts'
import { FakeSystem } from '../support/fake-system.ts'

test('busy: the processes that have the device open, whatever link it was named by; and ModemManager', async () => {
  const system = new FakeSystem()
  const device = system.file('dev/ttyUSB2')
  system.file('dev/null')
  system.link('dev/modem', 'dev/ttyUSB2')
  system.process(12, 'picocom', ['dev/null', 'dev/ttyUSB2'])
  system.process(13, 'bash', ['dev/null'])
  system.process(812, 'ModemManager', [])
  system.file('proc/version', 'not a process')
  const expected = { holders: [{ pid: 12, name: 'picocom' }], modemManagerPid: 812, ownPid: process.pid }
  expect(await portFacts(device, 'PORT_BUSY', system.roots)).toEqual(expected)
  expect(await portFacts(join(system.roots.dev, 'modem'), 'PORT_BUSY', system.roots)).toEqual(expected)
})

test.each([
  [0o660, true],
  [0o640, false],
  [0o600, false],
])('no permission: the group, and whether mode %o lets it in: %s', async (mode, mayOpen) => {
  const system = new FakeSystem()
  const device = system.file('dev/ttyUSB2')
  chmodSync(device, mode)
  system.file('etc/group', `root:x:987654:\nserial:x:${statSync(device).gid}:alice,bob\n`)
  expect(await portFacts(device, 'PORT_NO_PERMISSION', system.roots)).toEqual({ group: { name: 'serial', mayOpen } })
})

test('no permission, and no /etc/group: the number of the group', async () => {
  const system = new FakeSystem()
  const device = system.file('dev/ttyUSB2')
  chmodSync(device, 0o660)
  const { gid } = statSync(device)
  expect(await portFacts(device, 'PORT_NO_PERMISSION', system.roots)).toEqual({
    group: { name: `${gid}`, mayOpen: true },
  })
})

test.runIf(process.platform === 'linux')('not found: the ports that are there', async () => {
  const system = new FakeSystem()
  system.uart('ttyS0', 4)
  const present = [join(system.roots.dev, 'ttyS0')]
  expect(await portFacts('/dev/ttyUSB2', 'PORT_NOT_FOUND', system.roots)).toEqual({ present })
})

test.each(['PORT_NO_PERMISSION', 'PORT_BUSY', 'PORT_FAILED'] as const)(
  '%s where nothing can be read: no facts',
  async code => {
    expect(await portFacts('/nowhere/ttyUSB2', code, new FakeSystem().roots)).toEqual({})
  },
)
