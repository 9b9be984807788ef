import { expect, test } from 'vitest'
import { FakeIo } from './fake-io.ts'

test('lines given as arguments are sent one after the other; the exit code is that of the first failure', async () => {
  const io = new FakeIo()
  expect(await io.run(['at', 'AT+CSQ', 'AT+NOSUCH', 'AT+CREG?', '--port', 'sim'])).toBe(6)
  expect(io.stdout.lines.slice(1)).toEqual([
    expect.stringMatching(/^\+CSQ: /),
    'OK',
    expect.stringMatching(/^(ERROR|\+CME ERROR: \d+ \(.+\))$/),
    expect.stringMatching(/^\+CREG: 2,1/),
    'OK',
  ])
})

test('piped lines with LF, CR LF and no line end at the end; blank ones are passed over', async () => {
  const io = new FakeIo()
  io.stdin.end('AT\r\n\nAT+CGMM')
  expect(await io.run(['at', '--port', 'sim:ec25'])).toBe(0)
  expect(io.stdout.lines.slice(1)).toEqual(['OK', 'EC25', 'OK'])
})

test('an error is shown by its name', async () => {
  const io = new FakeIo()
  await io.run(['at', 'ATA', '--port', 'sim'])
  expect(io.stdout.lines.at(-1)).toBe('+CME ERROR: 3 (operation not allowed)')
})

test.each([
  ['text that is no command', 'hello'],
  ['a control character', 'AT+CSQ\x1b'],
  ['a character outside ASCII', 'AT+CUSD=1,"é"'],
  ['a line of 2000 bytes', `AT${'1'.repeat(2000)}`],
])('%s is refused, nothing is sent, and the next line works', async (_what, line) => {
  const io = new FakeIo()
  expect(await io.run(['at', line, 'AT', '--port', 'sim'])).toBe(2)
  expect(io.stderr.lines).toEqual([expect.stringMatching(/^cellvoice: INVALID_ARGUMENT: .*nothing was sent\.$/)])
  expect(io.stdout.lines.at(-1)).toBe('OK')
})

test('a piped line without end is refused', async () => {
  const io = new FakeIo()
  io.stdin.end(`AT\n${'A'.repeat(100_000)}`)
  expect(await io.run(['at', '--port', 'sim'])).toBe(2)
  expect(io.stderr.lines).toEqual([expect.stringContaining('line 2 of the input is longer than 65536 bytes')])
})

test('--json gives one object an answer', async () => {
  const io = new FakeIo()
  await io.run(['at', 'AT+CGMM', 'ATA', '--port', 'sim', '--json'])
  const time = expect.any(String)
  expect(io.stdout.objects.slice(1)).toEqual([
    { event: 'answer', time, command: 'AT+CGMM', lines: ['EC200U'], result: 'OK' },
    { event: 'answer', time, command: 'ATA', lines: [], result: '+CME ERROR: 3 (operation not allowed)' },
  ])
})

test('at a prompt: answers, and unsolicited lines above the line being typed; Ctrl-D ends', async () => {
  const io = new FakeIo({ tty: true })
  const code = await io.run(
    ['at', '--port', 'sim'],
    [
      ['AT> ', () => void io.stdin.write('ATD10086;\r')],
      ['OK', () => void io.stdin.write('AT+CPA')],
      ['^DSCI: 1,0,3,0,10086,129', () => void io.stdin.write('S\r')],
      ['+CPAS: 4', () => void io.stdin.write('\x04')],
    ],
  )
  expect(code).toBe(0)
  expect(io.stdout.lines).toContain('+CPAS: 4')
  // The half-typed line stands below each line that came meanwhile.
  expect(io.stdout.text).toMatch(/\^DSCI: 1,0,3,0,10086,129.*\n.*AT> AT\+CPA/)
})

test('Ctrl-C at a prompt clears the line, and on an empty line ends', async () => {
  const io = new FakeIo({ tty: true })
  const code = await io.run(
    ['at', '--port', 'sim'],
    [
      ['AT> ', () => void io.stdin.write('AT+FOO\x03AT+CGMM\r')],
      ['EC200U\n', () => void io.stdin.write('\x03')],
    ],
  )
  expect(code).toBe(130)
  expect(io.stdout.lines.filter(line => line === 'ERROR')).toEqual([])
})
