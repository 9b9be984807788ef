import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FakeIo } from './fake-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

/** An application in a file of its own. */
function file(text: string): string {
  const path = join(folder, `application-${++files}.mjs`)
  writeFileSync(path, text)
  return path
}

const answering = `export async function inbound(channel, { callFrom, log }) {
  await channel.answer()
  log.info('hello ' + callFrom)
  await channel.waitForIdle({ secondsTimeout: null })
}`

test('without another wish somebody calls on the simulator, once; each call is shown from its beginning to its end', async () => {
  const io = new FakeIo()
  expect(await io.run(['run', file(answering), '--port', 'sim'])).toBe(0)
  expect(io.stdout.lines).toEqual([
    'line-1  Quectel EC25 on simulated EC25 1, +15550100000',
    'line-1  +15550100: incoming call',
    'line-1  +15550100: answered',
    'application-1  hello +15550100',
    '+15550100 (simulated): waited 5 s',
    '+15550100 (simulated): hung up',
    '+15550100 (simulated): heard 0 s of sound',
    expect.stringMatching(/^line-1 {2}\+15550100: ended by the far end after 0:0[45]: normal clearing/),
  ])
  expect(io.stderr.lines).toEqual(['waiting for calls; Ctrl-C ends'])
})

test('--simulate-call presses keys, which the application hears; --json tells of it', async () => {
  const io = new FakeIo()
  const application = file(`export async function inbound(channel, { log }) {
    await channel.answer()
    log.info(await channel.dtmfDetector.getDigits({ count: 3, secondsPredigitsTimeout: 10 }))
  }`)
  const script = '+15550123: wait 1; press 42#'
  expect(await io.run(['run', application, '--port', 'sim', '--json', '--simulate-call', script])).toBe(0)
  const told = io.stdout.objects
  expect(told[0]).toMatchObject({ event: 'line', line: 'line-1', model: 'EC25', hasSound: true })
  expect(told.filter(({ event }) => event === 'call').map(({ state, number }) => [state, number])).toEqual([
    ['incoming', '+15550123'],
    ['active', '+15550123'],
  ])
  expect(told).toContainEqual(expect.objectContaining({ event: 'log', application: 'application-1', message: '42#' }))
  expect(told).toContainEqual(
    expect.objectContaining({ event: 'ended', line: 'line-1', endedBy: 'local', cause: 'NORMAL', answered: true }),
  )
  expect(told).toContainEqual(expect.objectContaining({ event: 'simulated', did: 'over', number: '+15550123' }))
})

test('an application that throws is told with its stack, its call is hung up, and the next one is served; exit code 1', async () => {
  const io = new FakeIo()
  const application = file(`let calls = 0
    export async function inbound(channel) {
      await channel.answer()
      if (++calls === 1) throw new TypeError('out of bananas')
      await channel.waitForIdle()
    }`)
  const scripts = ['+15550121', '+15550122: wait 1; hang up'].flatMap(script => ['--simulate-call', script])
  expect(await io.run(['run', application, '--port', 'sim', ...scripts])).toBe(1)
  expect(io.stderr.text).toMatch(
    /APPLICATION_FAILED: application-1, on the call from \+15550121, threw TypeError: out of bananas\. Its call was hung up/,
  )
  expect(io.stderr.text).toContain(`${application}:4`)
  expect(io.stdout.text).toContain('+15550121: hung up here')
  expect(io.stdout.text).toContain('+15550122: ended by the far end')
})

test('main calls out, with arguments; the run ends with it', async () => {
  const io = new FakeIo()
  const application = file(`export async function main(exchange, { args, mediaFolder, log }) {
    const channel = exchange.channel()
    for (const number of args) log.info([number, await channel.call('tel:' + number), channel.cause(), mediaFolder].join(' '))
  }
  export const channelDefaults = { callFromPolicy: 'ignore' }`)
  const media = join(folder, 'media', 'deep')
  const scripts = ['5550141: busy', '5550142: ring 1; hang up'].flatMap(script => ['--simulate-answer', script])
  const args = ['run', application, '5550141', '5550142', '--port', 'sim', ...scripts, '--media-folder', media]
  expect(await io.run(args)).toBe(0)
  expect(io.stdout.lines.filter(line => line.startsWith('main'))).toEqual([
    `main  5550141 State.IDLE Cause.BUSY ${media}`,
    expect.stringMatching(/^main {2}5550142 State\.(ANSWERED|IDLE) Cause.NORMAL/),
  ])
  expect(existsSync(media)).toBe(true)
})

test('--trace writes each of several lines to a file of its own', async () => {
  const io = new FakeIo()
  const trace = join(folder, 'trace')
  await io.run(['run', file(answering), '--port', 'sim', '--port', 'sim:ec200u', '--trace', trace])
  expect(readFileSync(`${trace}.line-1`, 'latin1')).toContain('\n> ATA')
  expect(readFileSync(`${trace}.line-2`, 'latin1')).toContain('\n< EC200U')
  expect(io.stdout.text).toContain('EC200U on simulated EC200U 2, +15550100001, without sound')
})

test('--call-from-policy comes before what the file says', async () => {
  const io = new FakeIo()
  const application = file(`export async function main(exchange, { log }) {
    const channel = exchange.channel()
    log.info(await channel.call('tel:5550101') + ' ' + channel.details.rawCause)
  }
  export const channelDefaults = { callFromPolicy: 'ignore' }`)
  expect(await io.run(['run', application, '--port', 'sim', '--call-from-policy', 'strict'])).toBe(0)
  expect(io.stdout.text).toContain('main  State.IDLE caller-id-missing')
})

test('a line that cannot be opened is told, and the others serve', async () => {
  const io = new FakeIo({ withFiles: true })
  expect(
    await io.run(
      ['run', file(answering), '--port', '/dev/does-not-exist', '--port', 'sim'],
      [['+15550100: ended', () => io.signal('SIGINT')]],
    ),
  ).toBe(130)
  expect(io.stderr.lines[0]).toMatch(/^cellvoice: PORT_NOT_FOUND: line-1 \(\/dev\/does-not-exist\): /)
  expect(io.stdout.lines).toContain('line-2  Quectel EC25 on simulated EC25 1, +15550100000')
})

test('where no line can be opened the exit code is that of the first', async () => {
  const io = new FakeIo({ withFiles: true })
  expect(await io.run(['run', file(answering), '--port', '/dev/does-not-exist', '--port', '/dev/neither'])).toBe(3)
})

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s hangs up, lets the application end, and takes no more calls', async (signal, code) => {
  const io = new FakeIo()
  const application = file(`export async function inbound(channel, { log, signal }) {
    try {
      await channel.answer()
      await channel.dtmfDetector.getDigits({ count: 1, secondsPredigitsTimeout: null })
      channel.state({ checkForHangup: true })
    } finally {
      log.info('tidied up, ' + signal.aborted)
    }
  }`)
  const scripts = ['+15550121', '+15550122'].flatMap(script => ['--simulate-call', script])
  const args = ['run', application, '--port', 'sim', ...scripts]
  expect(await io.run(args, [['answered', () => io.signal(signal)]])).toBe(code)
  expect(io.stdout.lines).toContain('application-1  tidied up, true')
  expect(io.stdout.text).toContain('+15550121: hung up here')
  expect(io.stdout.text).not.toContain('+15550122')
  expect(io.stderr.lines).toEqual(['waiting for calls; Ctrl-C ends', 'hanging up; Ctrl-C again ends at once'])
})

test('an application that does not end does not keep the run; a second Ctrl-C does not wait for it', async () => {
  const io = new FakeIo()
  const application = file(`export async function inbound(channel) {
    await channel.answer()
    await new Promise(() => {})
  }`)
  const signal = () => io.signal('SIGINT')
  const code = await io.run(
    ['run', application, '--port', 'sim'],
    [
      ['answered', signal],
      ['hung up here', signal],
    ],
  )
  expect([code, io.exits]).toEqual([130, [130]])
})

test.each<[string, string | null, string]>([
  ['a file that is not there', null, 'there is no file'],
  ['a module that is missing', "import 'no-such-package'", 'no-such-package'],
  ['one that throws when loaded', "\nthrow new RangeError('too early')", 'RangeError: too early (line 2)'],
  ['no application', 'export const menu = 1', 'exports `menu`. Let it export'],
  ['a default export', 'export default async () => {}', 'exports `default`'],
  ['nothing exported', 'const a = 1', 'exports nothing'],
  ['no function', 'export const inbound = 7', '`inbound` of'],
  ['a simulation of another form', 'export const simulation = { call: [] }; export function main() {}', 'has call'],
  [
    'a script that cannot be read',
    "export const simulation = { calls: ['5550123: sing'] }; export function main() {}",
    '`sing` is no step',
  ],
])('%s: one line, exit code 2, and no line was opened', async (_what, text, message) => {
  const io = new FakeIo()
  const path = text === null ? join(folder, 'absent.mjs') : file(text)
  expect(await io.run(['run', path, '--port', 'sim'])).toBe(2)
  expect(io.stdout.text).toBe('')
  expect(io.stderr.text).toMatch(/^cellvoice: INVALID_ARGUMENT: [^\n]+\.\n$/)
  expect(io.stderr.text).toContain(message)
})

test.each([
  ['no port', []],
  ['more sounds than ports', ['--port', 'sim', '--audio', 'none', '--audio', 'none']],
  ['a speed for a real port', ['--port', 'sim', '--port', '/dev/ttyS0', '--speed', '2']],
  ['a simulated call to a real port', ['--port', '/dev/ttyS0', '--simulate-call', '5550123']],
  ['an unknown family of modules', ['--port', 'sim:ec999']],
  ['an unknown version', ['--port', 'sim', '--profile', '2.0']],
])('%s: one line, exit code 2', async (_what, args) => {
  const io = new FakeIo()
  expect(await io.run(['run', file(answering), ...args])).toBe(2)
  expect(io.stderr.text).toMatch(/^cellvoice: INVALID_ARGUMENT: [^\n]+\.\n$/)
})
