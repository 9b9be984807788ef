import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checks } from '../../src/cli/doctor/checks.ts'
import { systemOfDoctor } from '../../src/cli/doctor/doctor-system.ts'
import '../../src/cli/doctor/doctor.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { FakeIo } from './fake-io.ts'

/** What the machine of the test itself lacks is no concern here. */
const ofMachine = ['tools', 'disk-space', 'power-of-machine']

test('doctor --port sim:ec25 is well, and says what it looked at', async () => {
  const io = new FakeIo({ withFiles: true })
  expect(await io.run(['doctor', '--port', 'sim:ec25', '--json'])).toBe(0)
  const results = io.stdout.objects.filter(({ event }) => event === 'check')
  expect(results.map(({ id }) => id)).toEqual(checks.map(({ id }) => id))
  const found = results.filter(({ result, id }) => /fault|hint/.test(`${result}`) && !ofMachine.includes(`${id}`))
  expect(found).toEqual([])
})

test('people see the worst first, each with its remedy below, and what was passed over last', async () => {
  const io = new FakeIo({ withFiles: true })
  const folder = temporaryFolder()
  expect(await io.run(['doctor', '--port', folder])).toBe(9)
  const { lines } = io.stdout
  expect(lines[0]).toBe(`✗ port-is-terminal    ${folder} is a directory`)
  expect(lines[1]).toMatch(/^Name a device in it/)
  expect(lines.find(line => line.startsWith('–'))).toMatch(/not looked at/)
  expect(lines.findIndex(line => line.startsWith('–'))).toBeGreaterThan(
    lines.findLastIndex(line => line.startsWith('✓')),
  )
  expect(lines.at(-1)).toMatch(/^1 faults, \d+ hints, \d+ fine, \d+ not looked at$/)
})

test('what it looks at is shown on a terminal while it does', async () => {
  const io = new FakeIo({ withFiles: true, tty: true })
  await io.run(['doctor', '--port', 'sim:ec25'])
  for (const what of ['the machine', 'the module', 'its sound', 'the services of the network']) {
    expect(io.stdout.text).toContain(`looking at ${what} …`)
  }
})

test.each([
  ['an emergency number', ['--port', 'sim', '--call', '112'], 'DIAL_REFUSED'],
  ['no IMEI', ['--port', 'sim', '--imei', '12'], 'INVALID_ARGUMENT'],
  ['a port that is none', ['--port', 'ttyUSB2'], 'INVALID_ARGUMENT'],
])('%s is refused', async (_what, args, code) => {
  const io = new FakeIo({ withFiles: true })
  expect(await io.run(['doctor', ...args, '--json'])).not.toBe(0)
  expect(io.stdout.objects).toEqual([{ error: expect.objectContaining({ code }) }])
})

test('this machine answers what it is asked', async () => {
  const folder = temporaryFolder()
  expect(await systemOfDoctor.pathKind(folder)).toBe('directory')
  expect(await systemOfDoctor.pathKind(`${folder}/nothing`)).toBe('absent')
  expect(await systemOfDoctor.pathKind('/dev/null')).toBe('terminal')
  expect(await systemOfDoctor.pathKind('/etc/passwd')).toBe('other')
  expect(await systemOfDoctor.freeBytes(folder)).toBeGreaterThan(0)
  expect(await systemOfDoctor.freeBytes(`${folder}/nothing`)).toBeNull()
  expect(await systemOfDoctor.hasProgram('sh')).toBe(true)
  expect(await systemOfDoctor.hasProgram('no-such-program-here')).toBe(false)
  expect((await systemOfDoctor.groupOf('/dev/null')).group?.name).toBeTypeOf('string')
})

test('the documentation has every check', () => {
  const documentation = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8')
  for (const { id } of checks) expect(documentation).toContain(`| \`${id}\` |`)
})
