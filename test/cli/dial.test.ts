import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FakeIo, plain } from './fake-io.ts'

test('dial shows the states, each callback with its meaning, the clock, who ended it and why', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '10086', '--port', 'sim'])).toBe(0)
  expect(io.stdout.lines).toEqual([
    'Quectel EC200U on simulated EC200U 1',
    'dialling 10086',
    'callback [14,1,0,2,0,0,"10086",129]  dialling',
    'ringing',
    'callback [15,1,0,7,0,0,"10086",129]  the far end is ringing',
    'answered',
    'callback [11,1,0,3,0,0,"10086",129]  connected',
    'in call 0:01',
    'in call 0:02',
    'in call 0:03',
    'in call 0:04',
    'over',
    'callback [12,1,0,6,0,0,"10086",129]  ended',
    expect.stringMatching(/^10086: ended by the far end after 0:05: normal clearing/),
  ])
  expect(io.stderr.text).toBe('')
})

test('in a log the clock of a long call thins out: each second, every ten, every minute', async () => {
  const io = new FakeIo()
  await io.run(['dial', '5550100', '--port', 'sim', '--max', '190'])
  const clocks = io.stdout.lines.flatMap(line => /^in call (.*)$/.exec(line)?.[1] ?? [])
  expect(clocks).toEqual([
    ...['0:01', '0:02', '0:03', '0:04', '0:05', '0:06', '0:07', '0:08', '0:09', '0:10'],
    ...['0:20', '0:30', '0:40', '0:50', '1:00', '2:00', '3:00'],
  ])
})

test('each line has the time of day', async () => {
  const io = new FakeIo()
  await io.run(['dial', '10086', '--port', 'sim'])
  expect(io.stdout.text).toMatch(/^12:00:0\d {2}dialling 10086$/m)
})

test('--json prints one object a line: events, callbacks in the form of replay, and the end', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '10086', '--port', 'sim', '--json'])).toBe(0)
  const { objects } = io.stdout
  expect(objects.filter(object => 'callback' in object)).toEqual([
    { callback: [14, 1, 0, 2, 0, 0, '10086', 129] },
    { callback: [15, 1, 0, 7, 0, 0, '10086', 129] },
    { callback: [11, 1, 0, 3, 0, 0, '10086', 129] },
    { callback: [12, 1, 0, 6, 0, 0, '10086', 129] },
  ])
  expect(objects.map(object => object.state ?? object.event ?? 'callback')).toEqual([
    'modem',
    ...['dialing', 'callback', 'alerting', 'callback', 'active', 'callback', 'ended', 'callback'],
    'ended',
  ])
  expect(objects.at(-1)).toMatchObject({
    event: 'ended',
    direction: 'outgoing',
    number: '10086',
    endedBy: 'remote',
    cause: 'NORMAL',
    answered: true,
    seconds: 5,
  })
})

test.each([
  ['is busy', '10010', 10],
  ['has no route to it', '5550003', 13],
  ['is not there any more', '5550022', 13],
  ['rejects the call', '5550021', 12],
  ['does not answer until the network gives up', '5550019', 11],
  ['cannot be reached for a congested network', '5550042', 14],
  ['is barred', '5550055', 15],
])('a number that %s (%s): exit code %i', async (_what, number, code) => {
  const io = new FakeIo()
  expect(await io.run(['dial', number, '--port', 'sim:ec25'])).toBe(code)
})

test.each([
  ['volte', [14, 15, 11, 12]],
  ['cs', [7, 3, 4]],
  ['legacy', [4104, 4105]],
])('--family %s: codes %j', async (family, codes) => {
  const io = new FakeIo()
  await io.run(['dial', '10086', '--port', 'sim', '--json', '--family', family])
  const callbacks = io.stdout.objects.flatMap(({ callback }) => (callback ? [(callback as number[])[0]] : []))
  expect(callbacks).toEqual(codes)
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended' })
})

test('--max hangs up so long after the answer: an answered call', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '5550100', '--port', 'sim', '--max', '7'])).toBe(0)
  expect(io.stdout.lines.at(-1)).toMatch(/^5550100: hung up here after 0:07: normal clearing/)
})

test('--no-answer hangs up a call that rings for so long', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '5550102', '--port', 'sim', '--no-answer', '4'])).toBe(11)
  expect(io.stdout.lines.at(-1)).toMatch(/^5550102: hung up here, not answered/)
  expect(io.clock.now()).toBeLessThan(10_000)
})

test.each([
  ['--hide', '> ATD10086I;'],
  ['--show', '> ATD10086i;'],
])('%s sends %s; --trace writes the wire down, and replaying that gives the same callbacks', async (option, line) => {
  const file = join(mkdtempSync(join(tmpdir(), 'cellvoice-cli-')), 'trace.txt')
  const io = new FakeIo()
  await io.run(['dial', '10086', '--port', 'sim', option, '--trace', file, '--json'])
  expect(readFileSync(file, 'latin1').split('\n')).toContain(line)
  const replayed = new FakeIo()
  expect(await replayed.run(['replay', file])).toBe(0)
  expect(replayed.stdout.objects).toEqual(io.stdout.objects.filter(object => 'callback' in object))
})

test('on a terminal one line is rewritten each second, and colours are used', async () => {
  const io = new FakeIo({ tty: true })
  await io.run(['dial', '10086', '--port', 'sim'])
  expect(io.stdout.text).toContain('\x1b[')
  // What is drawn without a line end, and then taken away.
  const live = plain(io.stdout.text.replaceAll('\r\x1b[K', '<'))
    .split('\n')
    .flatMap(line => line.split('<').slice(0, -1))
  expect([...new Set(live.map(line => line.slice(10)))]).toEqual([
    'opening simulated EC200U 1 …',
    'dialling 0:00',
    'ringing 0:00',
    'ringing 0:01',
    'ringing 0:02',
    'in call 0:00',
    'in call 0:01',
    'in call 0:02',
    'in call 0:03',
    'in call 0:04',
  ])
})

test('NO_COLOR keeps the live line and leaves colours out', async () => {
  const io = new FakeIo({ tty: true })
  io.env.NO_COLOR = '1'
  await io.run(['dial', '10086', '--port', 'sim'])
  expect(io.stdout.text.replaceAll('\x1b[K', '')).not.toContain('\x1b[')
})

test('Ctrl-C in a call hangs up, shows the end, and exits 130', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '5550100', '--port', 'sim'], [['answered', () => io.signal('SIGINT')]])).toBe(130)
  expect(io.stdout.lines.at(-1)).toMatch(/^5550100: hung up here after 0:00/)
  expect(io.exits).toEqual([])
})

test('SIGTERM while it rings hangs up too, and exits 143', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '5550102', '--port', 'sim'], [['ringing', () => io.signal('SIGTERM')]])).toBe(143)
  expect(io.stdout.lines.at(-1)).toMatch(/^5550102: hung up here, not answered/)
})

test('a second Ctrl-C ends at once', async () => {
  const io = new FakeIo()
  const twice = () => {
    io.signal('SIGINT')
    io.signal('SIGINT')
  }
  await io.run(['dial', '5550100', '--port', 'sim'], [['answered', twice]])
  expect(io.exits).toEqual([130])
})

test('Ctrl-C before the number is sent places no call', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '10086', '--port', 'sim'], [['on simulated', () => io.signal('SIGINT')]])).toBe(130)
  expect(io.stdout.lines).toEqual(['Quectel EC200U on simulated EC200U 1'])
})

test('when the reader of the output goes away the call is hung up', async () => {
  const io = new FakeIo()
  const pipeClosed = () => void io.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  expect(await io.run(['dial', '5550100', '--port', 'sim'], [['answered', pipeClosed]])).toBe(141)
  expect(io.stdout.lines.at(-1)).toMatch(/hung up here/)
})

test.each([['12;3'], ['10086\r\nAT+CFUN=0'], ['"10086"'], ['10 086'], [''], ['1'.repeat(41)], ['+']])(
  'a number that cannot be dialled is refused before the port is opened: %j',
  async number => {
    const io = new FakeIo()
    expect(await io.run(['dial', '--port', '/dev/does-not-exist', '--', number])).toBe(2)
    expect(io.stderr.text).toMatch(/^cellvoice: INVALID_NUMBER: .*nothing was sent\.\n$/)
  },
)

test.each([
  '*6719005551234',
  '*82881612345678',
  '*31#*31#0900123456',
  '#31##31#0900123456',
  '0900A123456',
  '+1*9005551234',
  '42',
  '+441',
  '+00881612345678',
])('what is no telephone number is refused before the port is opened, whatever is allowed: %s', async number => {
  const io = new FakeIo()
  const allow = ['--allow', 'premium', '--allow', 'satellite']
  expect(await io.run(['dial', number, '--port', '/dev/does-not-exist', ...allow])).not.toBe(0)
  expect(io.stderr.text).toMatch(/^cellvoice: DIAL_REFUSED: .* is no telephone number\. Nothing was sent\./)
})

test.each([
  ['dial *#06# --port /dev/does-not-exist', 'is typed in the terminal, cellvoice at: AT+CUSD=1,"*#06#",15'],
  ['dial 09012345678 --country 44 --port /dev/does-not-exist', 'Nothing was sent. If it is meant: --allow premium.\n'],
  ['dtmf 1 --port sim', 'no call is active. Send keys while a call is up.'],
])('%s is refused with what can be done on a command line', async (typed, remedy) => {
  const io = new FakeIo()
  expect(await io.run(typed.split(' '))).not.toBe(0)
  expect(io.stderr.text).toContain(remedy)
  expect(io.stderr.text).not.toMatch(/modem\.|call\.state|dialPolicy/)
})

test.each(['1419098790000', '#31#09098790000'])('a prefix hides no premium number: %s', async number => {
  const io = new FakeIo()
  await io.run(['dial', number, '--country', '44', '--port', '/dev/does-not-exist'])
  expect(io.stderr.text).toContain('--allow premium')
})

test('a trace that cannot go on is told once, and the call goes on', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '10086', '--port', 'sim', '--trace', '/dev/full'])).toBe(0)
  expect(io.stderr.text.match(/the trace ends here: .*ENOSPC/g)).toHaveLength(1)
})

test('a 0 before the country code hides no number', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '+00881612345678', '--port', 'sim'])).not.toBe(0)
  expect(io.stderr.text).toContain('is no telephone number')
  expect(io.stdout.text).toBe('')
})

test.each([
  ['+881612345678', [], 'satellite'],
  ['+4409098790000', [], 'premium'],
  ['0900555012', [], 'premium'],
  ['#31#0900555012', [], 'premium'],
  ['09012345678', ['--country', '44'], 'premium'],
])('%s %j is dialled only for who says so', async (number, options, rule) => {
  const refused = new FakeIo()
  expect(await refused.run(['dial', number, ...options, '--port', 'sim'])).not.toBe(0)
  expect(refused.stderr.text).toContain(`--allow ${rule}`)
  expect(refused.stdout.text).toBe('')
  const allowed = new FakeIo()
  await allowed.run(['dial', number, ...options, '--allow', rule, '--port', 'sim'])
  expect(allowed.stdout.text).toContain(`dialling ${number}`)
})
