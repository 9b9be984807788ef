import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockFile } from '../../src/exchange/records/file-lock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { FakeIo } from './fake-io.ts'
import '../../src/cli/serve/serve.ts'

const answering = `export async function inbound(channel, { callFrom, log, args, callOps }) {
  await channel.answer()
  log.info([callFrom, ...args, callOps.dialogs.length].join(' '))
  await channel.waitForIdle({ secondsTimeout: null })
}`

/** A file of a service on one simulated line with an application, with what else is said. */
function config(more: Readonly<Record<string, unknown>> = {}): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'application.mjs'), answering)
  const file = join(folder, 'cellvoice.json')
  const simulation = { calls: ['+15550123: wait 600'] }
  const listen = { http: { port: 0 } }
  const given = { lines: [{ port: 'sim' }], listen, application: 'application.mjs', mediaFolder: 'media', simulation }
  writeFileSync(file, JSON.stringify({ ...given, ...more }, null, 2))
  return file
}

test('it tells where it listens, who may come in, and each call by its call-id; SIGTERM hangs up and ends well', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = config({ arguments: ['one', 'two'] })
  expect(await io.run(['serve', '--config', file], [['+15550123 one two 1', () => io.signal('SIGTERM')]])).toBe(0)
  expect(io.stdout.lines).toEqual([
    'line-1  Quectel EC25 on simulated EC25 1, +15550100000',
    expect.stringMatching(/^management: http:\/\/127\.0\.0\.1:\d+\/mi, open to this computer/),
    'serving; 1 of 1 line is ready',
    'line-1  +15550123: incoming call',
    expect.stringMatching(/^line-1 {2}leg-1 is call [\da-f-]{36}$/),
    'line-1  +15550123: answered',
    'application-1  +15550123 one two 1',
    'no more calls are taken',
    expect.stringMatching(/^line-1 {2}\+15550123: hung up here after 0:\d\d: normal clearing/),
  ])
  expect(io.stderr.lines).toEqual(['hanging up; Ctrl-C again ends at once'])
  expect(existsSync(join(file, '..', 'media'))).toBe(true)
})

test('--json tells the same to programs', async () => {
  const io = new FakeIo({ withFiles: true })
  await io.run(['serve', '--config', config(), '--json'], [['"state":"active"', () => io.signal('SIGINT')]])
  const told = io.stdout.objects
  expect(told.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['line', 'log', 'serving', 'call', 'callid', 'stopping', 'ended']),
  )
  const serving = told.find(({ event }) => event === 'serving')
  expect(serving).toMatchObject({ http: { host: '127.0.0.1', path: '/mi', port: expect.any(Number) } })
  expect(told.find(({ event }) => event === 'stopping')).toMatchObject({ calls: 1 })
  expect(told.find(({ event }) => event === 'callid')).toMatchObject({ call: 'leg-1', line: 'line-1' })
})

test('a terminal that is closed and a reader that goes away do not end it; SIGHUP is answered', async () => {
  const io = new FakeIo({ withFiles: true })
  const code = await io.run(
    ['serve', '--config', config()],
    [
      ['serving', () => io.signal('SIGHUP')],
      ['not read again', () => io.stdout.emit('error', new Error('EPIPE'))],
      ['answered', () => io.signal('SIGINT')],
    ],
  )
  expect(code).toBe(0)
  expect(io.stderr.lines[0]).toBe('SIGHUP: the configuration is not read again; restart the service')
})

test('a second signal leaves at once', async () => {
  const io = new FakeIo({ withFiles: true })
  const signal = () => io.signal('SIGTERM')
  const when = [
    ['answered', signal],
    ['no more calls', signal],
  ] as const
  expect(await io.run(['serve', '--config', config()], when)).toBe(0)
  expect(io.exits).toEqual([143])
})

test('without an application calls ring, and are left ringing at the end', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = config({ application: undefined })
  expect(await io.run(['serve', '--config', file], [['is call', () => io.signal('SIGTERM')]])).toBe(0)
  expect(io.stdout.text).not.toContain('hung up here')
})

test('a line that cannot be opened is told, and the others serve; names and numbers are those of the file', async () => {
  const io = new FakeIo({ withFiles: true })
  const lines = [{ port: '/dev/does-not-exist' }, { port: 'sim', name: 'second', number: '+441632960001' }]
  const file = config({ lines })
  expect(await io.run(['serve', '--config', file], [['answered', () => io.signal('SIGTERM')]])).toBe(0)
  expect(io.stderr.lines[0]).toMatch(/^cellvoice: PORT_NOT_FOUND: line-1 \(\/dev\/does-not-exist\): /)
  expect(io.stdout.lines).toEqual(
    expect.arrayContaining([
      'second  Quectel EC25 on simulated EC25 1, +441632960001',
      'serving; 1 of 2 lines are ready',
      'second  +15550123: answered',
    ]),
  )
})

test('where it cannot listen it ends, and nothing is left open', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const io = new FakeIo({ withFiles: true })
  const { port } = other.address() as AddressInfo
  const file = config({ listen: { http: { port } }, records: { path: 'calls.ndjson' } })
  expect(await io.run(['serve', '--config', file])).toBe(3)
  expect(io.stderr.text).toContain('PORT_BUSY')
  // The lines and records of the service that listens there are not touched.
  expect(io.stdout.text).toBe('')
  expect(existsSync(join(file, '..', 'calls.ndjson'))).toBe(false)
})

test('records that cannot be kept are told, also where nobody asked for the log', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = config({ records: { path: 'calls.ndjson' }, simulation: {}, application: 'losing.mjs' })
  const application = `import { rmSync } from 'node:fs'
  export async function main(exchange, { log }) {
    rmSync(new URL('calls.ndjson', import.meta.url))
    const leg = await exchange.dial('5550142')
    await leg.hangUp()
    log.info('done')
  }`
  writeFileSync(join(file, '..', 'losing.mjs'), application)
  expect(await io.run(['serve', '--config', file], [['main  done', () => io.signal('SIGTERM')]])).toBe(0)
  expect(io.stdout.text).toMatch(/calls\.ndjson was taken away from this program/)
})

test('a second service with the same records is refused before it opens a line', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = config({ records: { path: 'calls.ndjson' } })
  const lock = await lockFile(join(file, '..', 'calls.ndjson'))
  expect(await io.run(['serve', '--config', file])).toBe(2)
  expect(io.stderr.text).toMatch(/^cellvoice: FILE_FAILED: .*calls\.ndjson: this program has it open already/)
  expect(io.stdout.text).toBe('')
  await lock.release()
})

test('calls are recorded, and what may be dialled is limited, where the file says so', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = config({
    records: { path: 'calls.ndjson' },
    dialPolicy: { deny: ['+4479'] },
    simulation: {},
    application: 'dialling.mjs',
  })
  const application = `export async function main(exchange, { log }) {
    await exchange.dial('+447900900001').catch(error => log.info(error.code))
    const leg = await exchange.dial('5550142')
    await leg.hangUp()
    log.info('done')
  }`
  writeFileSync(join(file, '..', 'dialling.mjs'), application)
  expect(await io.run(['serve', '--config', file], [['main  done', () => io.signal('SIGTERM')]])).toBe(0)
  expect(io.stdout.lines).toContain('main  DIAL_REFUSED')
  const records = readFileSync(join(file, '..', 'calls.ndjson'), 'utf8')
    .trim()
    .split('\n')
  expect(records.map(line => JSON.parse(line)).map(({ event, to }) => [event, to])).toEqual([
    ['start', '5550142'],
    ['end', null],
  ])
})

test('--check only looks', async () => {
  const io = new FakeIo()
  const file = config()
  expect(await io.run(['serve', '--config', file, '--check'])).toBe(0)
  expect(io.stdout.lines).toEqual([`${file} can be used`])
})

test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
  ['a wrong key', { listem: {} }, /cellvoice\.json:\d+: listem is no key here; there are lines, /],
  ['a family that is not there', { lines: [{ port: 'sim:nokia' }] }, /lines\[0\]\.port is "sim:nokia": /],
  ['more modules than a simulator has', { lines: Array(17).fill({ port: 'sim' }) }, /number of modules is not 1 to 16/],
  ['an application that is not there', { application: 'absent.mjs' }, /there is no file .*absent\.mjs/],
])('%s: exit code 2, also with --check', async (_what, more, message) => {
  for (const check of [[], ['--check']]) {
    const io = new FakeIo()
    expect(await io.run(['serve', '--config', config(more), ...check])).toBe(2)
    expect(io.stderr.text).toMatch(/^cellvoice: INVALID_ARGUMENT: [^\n]+\n$/)
    expect(io.stderr.text).toMatch(message)
    expect(io.stdout.text).toBe('')
  }
})

test('no file at all: exit code 2', async () => {
  const io = new FakeIo()
  expect(await io.run(['serve', '--config', '/does/not/exist.json'])).toBe(2)
  expect(io.stderr.text).toContain('FILE_FAILED: The file cannot be used: /does/not/exist.json: there is no such file.')
  expect(await new FakeIo().run(['serve'])).toBe(2)
})

test('systemd is told that it is ready, that it is alive, and that it ends', async () => {
  const io = new FakeIo({ withFiles: true })
  const folder = temporaryFolder()
  const told = join(folder, 'told')
  writeFileSync(join(folder, 'systemd-notify'), `#!/bin/sh\nprintf '%s\\n' "$*" >> ${told}\n`)
  chmodSync(join(folder, 'systemd-notify'), 0o755)
  Object.assign(io.env, { NOTIFY_SOCKET: '/run/none', WATCHDOG_USEC: '8000000', PATH: `${folder}:/usr/bin:/bin` })
  const script = '+15550123: wait 6; hang up'
  const file = config({ simulation: { calls: [script] } })
  expect(await io.run(['serve', '--config', file], [['ended by the far end', () => io.signal('SIGTERM')]])).toBe(0)
  const lines = readFileSync(told, 'utf8').trim().split('\n')
  expect([lines[0], lines.at(-1)]).toEqual(['READY=1 STATUS=1 of 1 line is ready', 'STOPPING=1 STATUS=hanging up'])
  expect(lines.filter(line => line === 'WATCHDOG=1').length).toBeGreaterThanOrEqual(1)
})

test('a program systemd-notify that is missing is told once', async () => {
  const io = new FakeIo({ withFiles: true })
  Object.assign(io.env, { NOTIFY_SOCKET: '/run/none', WATCHDOG_USEC: '8000000', PATH: temporaryFolder() })
  expect(await io.run(['serve', '--config', config()], [['answered', () => io.signal('SIGTERM')]])).toBe(0)
  expect(io.stderr.lines.filter(line => line.includes('systemd-notify'))).toEqual([
    'systemd is not told that the service is up: the program systemd-notify is missing',
  ])
})
