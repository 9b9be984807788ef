import { expect, test } from 'vitest'
import { checks } from '../../src/cli/doctor/checks.ts'
import type { DeviceFacts } from '../../src/cli/doctor/doctor-facts.ts'
import type { DoctorSystem } from '../../src/cli/doctor/doctor-system.ts'
import { lookAtDevice } from '../../src/cli/doctor/look-at-port.ts'
import { CellvoiceError, type LineCondition, lineConditions } from '../../src/index.ts'
import { portError } from '../../src/transport/port-errors.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { AT_PORT, consult, healthySystem, lineTo, scriptedPatient, simulatedPatient } from '../support/doctor-visit.ts'
import { SimulatedPorts } from '../support/simulated-ports.ts'

const dialout = { name: 'dialout', mayOpen: true }

/** A port whose opening fails. */
function closedPort(error: CellvoiceError): Transport {
  return { name: AT_PORT, open: () => Promise.reject(error), write: async () => {}, close: async () => {} }
}

const refused = (errno: string) =>
  portError(AT_PORT, Object.assign(new Error(errno), { code: errno }), { group: dialout })

test.each<readonly [string, string | null, Partial<DoctorSystem>, readonly string[], RegExp, RegExp]>([
  ['no port', null, { pathKind: async () => 'absent' }, ['fault port-there'], /does not exist.*ttyUSB0/, /cable/],
  [
    'a directory',
    null,
    { pathKind: async () => 'directory' },
    ['fault port-is-terminal'],
    /directory/,
    /cellvoice ports/,
  ],
  ['a plain file', null, { pathKind: async () => 'other' }, ['fault port-is-terminal'], /no serial port/, /ttyUSB2/],
  ['a device that is no terminal', 'ENOTTY', {}, ['fault port-is-terminal'], /not a serial port/, /./],
  ['a device file without a device', 'ENODEV', {}, ['fault port-there'], /no device behind/, /cable/],
  [
    'no permission',
    'EACCES',
    { groupOf: async () => ({ group: dialout, isMember: false }) },
    ['fault port-permission', 'hint group-membership'],
    /may not be opened/,
    /usermod -aG dialout/,
  ],
  [
    'a port that minicom holds',
    'EBUSY',
    { portUse: async () => ({ holders: [{ pid: 4711, name: 'minicom' }], ownPid: 1 }) },
    ['fault port-free'],
    /minicom \(process 4711\)/,
    /kill 4711/,
  ],
  [
    'a port that ModemManager holds',
    'EBUSY',
    { portUse: async () => ({ holders: [{ pid: 99, name: 'ModemManager' }], modemManagerPid: 99, ownPid: 1 }) },
    ['fault port-free', 'hint modem-manager'],
    /ModemManager \(process 99\)/,
    /systemctl stop ModemManager/,
  ],
  ['a port that a program of another user holds', 'EBUSY', {}, ['fault port-free'], /cannot see/, /End that program/],
])('%s', async (_what, errno, differences, findings, what, remedy) => {
  const open = () => closedPort(errno === null ? new CellvoiceError('PORT_FAILED') : refused(errno))
  const { found, the, code } = await consult(healthySystem(open, differences))
  expect(found).toEqual(findings)
  const first = the(findings[0]?.split(' ')[1] ?? '')
  expect(first.what).toMatch(what)
  expect(first.remedy).toMatch(remedy)
  expect(code).toBe(9)
})

test('a link of hardware/udev is known for the port that it leads to', async () => {
  const link = '/dev/cellvoice/1-1-at'
  const resolve = async (path: string) => (path === link ? AT_PORT : path)
  const facts = await lookAtDevice(
    healthySystem(() => closedPort(new CellvoiceError('PORT_FAILED')), { resolve }),
    link,
  )
  expect(facts.info?.path).toBe(AT_PORT)
})

test('a network port that nobody serves', async () => {
  const { found, the } = await consult(
    healthySystem(() => closedPort(new CellvoiceError('PORT_FAILED'))),
    { port: 'tcp://127.0.0.1:1' },
  )
  expect(found).toEqual(['fault port-there'])
  expect(the('port-there').what).toMatch(/cannot be reached.*127\.0\.0\.1:1/)
})

const device: DeviceFacts = {
  kind: 'terminal',
  info: null,
  roles: [],
  atPorts: [],
  present: [],
  use: {},
  group: null,
  isMember: true,
}
const machine = {
  nodeVersion: '20.19.0',
  missingPrograms: [],
  mediaFolder: { path: '.', freeBytes: 1e10 },
  throttled: null,
}

const portConditions = (Object.keys(lineConditions) as LineCondition[]).filter(
  condition => !/^(sim|radio|regis|emerg|not-reg|no-voice)/.test(condition),
)

test.each(portConditions)('%s is never passed over, and told once', condition => {
  for (const here of [device, null]) {
    const failure = { message: 'why', remedy: 'help', condition, answersAtRate: null }
    const facts = { machine, port: { name: AT_PORT, device: here, failure }, module: null, sound: null, call: null }
    const faults = checks.filter(check => check.run(facts).kind === 'found')
    expect(faults.map(({ id }) => id)).toHaveLength(1)
  }
})

test('ModemManager that runs beside a port that works is a hint', async () => {
  const module = await scriptedPatient({})
  const portUse = async () => ({ holders: [], modemManagerPid: 99, ownPid: 1 })
  const { found, the, code } = await consult(healthySystem(() => lineTo(module), { portUse }))
  expect(found).toEqual(['hint modem-manager'])
  expect(the('modem-manager').remedy).toMatch(/udev/)
  expect(code).toBe(0)
})

test.each([
  ['/dev/ttyUSB1', 'fault right-interface', /nmea interface/, /\/dev\/ttyUSB2/],
  ['/dev/ttyUSB0', 'fault right-interface', /diag interface/, /\/dev\/ttyUSB2/],
  ['/dev/ttyUSB2', 'fault answers', /nothing answers/, /power/],
])('a module that is silent on %s: %s', async (port, finding, what, remedy) => {
  const module = await scriptedPatient({})
  module.silent = true
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    { port },
  )
  expect(found).toEqual([finding])
  expect(the(finding.split(' ')[1] ?? '')).toMatchObject({
    what: expect.stringMatching(what),
    remedy: expect.stringMatching(remedy),
  })
})

test('a simulated module that has stalled is silent', async () => {
  const { module, clock } = await simulatedPatient({})
  module.stall()
  const { found } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual(['fault answers'])
})

test.each([9_600, 921_600])('a UART whose module is at %i is found at its rate', async baudRate => {
  const { module, clock } = await simulatedPatient({})
  const ports = new SimulatedPorts()
  ports.plug(module, { path: '/dev/ttyS1', baudRate })
  const transport = (path: string, rate?: number) => ports.transport(path, rate)
  const system = healthySystem(() => lineTo(module), { transport, listPorts: () => ports.list() })
  const { found, the } = await consult(system, { port: '/dev/ttyS1' }, clock)
  expect(found).toEqual(['fault baud-rate'])
  expect(the('baud-rate').remedy).toContain(`--baud ${baudRate}`)
})

test('a UART that says nothing that can be read, at any rate', async () => {
  const { module, clock } = await simulatedPatient({})
  const ports = new SimulatedPorts()
  ports.plug(module, { path: '/dev/ttyS1', baudRate: 1_234_567 })
  const transport = (path: string, rate?: number) => ports.transport(path, rate)
  const system = healthySystem(() => lineTo(module), { transport, listPorts: () => ports.list() })
  const { found, the } = await consult(system, { port: '/dev/ttyS1' }, clock)
  expect(found).toEqual(['fault baud-rate'])
  expect(the('baud-rate').remedy).toMatch(/ground and level/)
})

test.each<readonly [string, Partial<DoctorSystem>, readonly string[], RegExp]>([
  ['an old Node.js', { nodeVersion: '18.20.4' }, ['fault node-version'], /Node\.js 20/],
  ['too low a voltage now', { throttled: async () => 'throttled=0x50005\n' }, ['fault power-of-machine'], /5 V, 3 A/],
  [
    'too low a voltage before',
    { throttled: async () => 'throttled=0x10000\n' },
    ['fault power-of-machine'],
    /5 V, 3 A/,
  ],
  ['no sox', { hasProgram: async name => name !== 'sox' }, ['hint tools'], /apt install sox/],
  [
    'no espeak-ng and no alsa-utils',
    { hasProgram: async name => name === 'sox' },
    ['hint tools'],
    /alsa-utils espeak-ng/,
  ],
  ['little room', { freeBytes: async () => 300_000_000 }, ['hint disk-space'], /old recordings/],
  ['no room', { freeBytes: async () => 1_000_000 }, ['fault disk-space'], /old recordings/],
  [
    'a user who is not of the group',
    { groupOf: async () => ({ group: dialout, isMember: false }) },
    ['hint group-membership'],
    /usermod -aG dialout.*log in again/,
  ],
])('the machine has %s', async (_what, differences, findings, remedy) => {
  const module = await scriptedPatient({})
  const { found, the } = await consult(healthySystem(() => lineTo(module), differences))
  expect(found).toEqual(findings)
  expect(the(findings[0]?.split(' ')[1] ?? '').remedy).toMatch(remedy)
})

test('a machine that is no Raspberry Pi is not asked for its voltage', async () => {
  const module = await scriptedPatient({})
  const { the } = await consult(healthySystem(() => lineTo(module), { throttled: async () => null }))
  expect(the('power-of-machine')).toMatchObject({ result: 'skipped', why: expect.stringContaining('Raspberry') })
})
