import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exitCodeOfError, exitCodes } from '../../src/cli/exit-codes.ts'
import { type ErrorCode, errorCodes } from '../../src/index.ts'
import { FakeIo } from './fake-io.ts'

const commands = [
  'ports',
  'doctor',
  'dial',
  'answer',
  'monitor',
  'record',
  'dtmf',
  'forward',
  'volume',
  'at',
  'run',
  'serve',
  'replay',
  'simulate',
]

test.each([...commands, 'call list', 'call hold', 'call unhold', 'call transfer', 'call hangup'])(
  '%s --help shows its options and examples',
  async command => {
    const io = new FakeIo()
    expect(await io.run([...command.split(' '), '--help'])).toBe(0)
    expect(io.stdout.text).toContain(`Usage: cellvoice ${command} `)
    expect(io.stdout.text).toContain('--json')
    expect(io.stdout.text).toMatch(/Examples:\n {2}\$ cellvoice /)
  },
)

test('--help lists the commands and every exit code; the documentation lists them too', async () => {
  const io = new FakeIo()
  expect(await io.run(['--help'])).toBe(0)
  const documentation = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')
  for (const command of commands) expect(io.stdout.text).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  for (const { code, means } of Object.values(exitCodes)) {
    expect(io.stdout.text).toContain(`${code}  ${means}`)
    expect(documentation).toContain(`| ${code} | ${means} |`)
  }
})

test('--version', async () => {
  const io = new FakeIo()
  expect(await io.run(['--version'])).toBe(0)
  expect(io.stdout.text).toMatch(/^\d+\.\d+\.\d+/)
})

test.each([
  ['an unknown command', ['ring']],
  ['a missing number', ['dial']],
  ['an unknown option', ['dial', '10086', '--port', 'sim', '--loud']],
  ['two numbers', ['dial', '10086', '10010', '--port', 'sim']],
  ['hide and show', ['dial', '10086', '--port', 'sim', '--hide', '--show']],
  ['a limit that is no number', ['dial', '10086', '--port', 'sim', '--max', 'long']],
  ['a negative limit', ['dial', '10086', '--port', 'sim', '--max', '-1']],
  ['an unknown family of codes', ['dial', '10086', '--port', 'sim', '--family', '5g']],
  ['an unknown family of modules', ['dial', '10086', '--port', 'sim:ec999']],
  ['no port', ['dial', '10086']],
  ['a port that is none', ['dial', '10086', '--port', 'ttyUSB2']],
  ['a TCP port out of range', ['dial', '10086', '--port', 'tcp://127.0.0.1:99999']],
  ['a baud rate out of range', ['dial', '10086', '--port', '/dev/ttyS0', '--baud', '1']],
  ['a speed for a real port', ['dial', '10086', '--port', '/dev/ttyS0', '--speed', '10']],
  ['a trace that cannot be written', ['dial', '10086', '--port', 'sim', '--trace', '/no/such/folder/trace.txt']],
  ['keys that are none', ['dial', '10086', '--port', 'sim', '--dtmf', '1x']],
  ['too many keys', ['dtmf', '1'.repeat(33), '--port', 'sim']],
  ['a tone too long', ['dtmf', '1', '--ms', '1001', '--port', 'sim']],
  ['a volume out of range', ['volume', '12', '--port', 'sim']],
  ['a reason that is none', ['forward', 'always', '--port', 'sim']],
  ['no modules', ['simulate', '--modules', '0']],
  ['too many modules', ['simulate', '--modules', '17']],
])('%s: one line on stderr, exit code 2', async (_what, args) => {
  const io = new FakeIo()
  expect(await io.run(args)).toBe(2)
  expect(io.stdout.text).toBe('')
  expect(io.stderr.text).toMatch(/^cellvoice: INVALID_ARGUMENT: [^\n]+\.\n$/)
})

test('an unknown family of modules: which there are', async () => {
  const io = new FakeIo()
  await io.run(['dial', '10086', '--port', 'sim:foo'])
  expect(io.stderr.text).toContain('"foo": there are ec25, ec200u, ec600n, generic')
})

test('without a command: the help on stderr, exit code 2', async () => {
  const io = new FakeIo()
  expect(await io.run([])).toBe(2)
  expect(io.stderr.text).toContain('Usage: cellvoice')
})

test('with --json an error is one object on stdout', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '10086', '--port', '/dev/does-not-exist', '--json'])).toBe(3)
  expect(io.stdout.objects).toEqual([
    {
      error: {
        code: 'PORT_NOT_FOUND',
        message: expect.stringContaining('/dev/does-not-exist'),
        remedy: errorCodes.PORT_NOT_FOUND.remedy,
      },
    },
  ])
})

test('bad usage with --json is an object too', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '--json'])).toBe(2)
  expect(io.stdout.objects).toEqual([
    { error: { code: 'INVALID_ARGUMENT', message: expect.stringContaining('number'), remedy: expect.any(String) } },
  ])
})

test('the port may stand in the environment', async () => {
  const io = new FakeIo()
  io.env.CELLVOICE_PORT = 'sim'
  expect(await io.run(['dial', '10086'])).toBe(0)
})

test('--verbose logs to stderr, and nothing more to stdout', async () => {
  const io = new FakeIo()
  await io.run(['dial', '10086', '--port', 'sim', '--json', '--verbose'])
  expect(io.stderr.lines).toContainEqual(expect.stringMatching(/^info {2}call 1: dialing -> alerting/))
  expect(io.stdout.objects.every(object => 'event' in object || 'callback' in object)).toBe(true)
})

test.each<[ErrorCode, number]>([
  ['PORT_NO_PERMISSION', 3],
  ['PORT_BUSY', 3],
  ['PORT_SILENT', 4],
  ['PORT_GARBAGE', 4],
  ['PORT_LOST', 5],
  ['AT_ERROR', 6],
  ['DIAL_REFUSED', 16],
])('the exit code of %s is %i', (code, exitCode) => {
  expect(exitCodeOfError({ code, context: {} })).toBe(exitCode)
})

test('a refused call tells why by its exit code', () => {
  const cause = { name: 'BUSY', value: 17, text: 'BUSY', source: 'word' }
  expect(exitCodeOfError({ code: 'DIAL_REFUSED', context: { cause } })).toBe(10)
})
