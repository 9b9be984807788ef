import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/index.ts'
import { FakeIo } from './fake-io.ts'

test('simulate shows the modules with their ports and numbers, and who can be called, until Ctrl-C', async () => {
  const io = new FakeIo()
  const end = () => io.signal('SIGINT')
  expect(await io.run(['simulate', '--modules', '2', '--tcp'], [['Ctrl-C ends', end]])).toBe(130)
  expect(io.stdout.lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^EC200U 1 {2}\+15550100000 {2}tcp:\/\/127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^EC200U 2 {2}\+15550100001 {2}tcp:\/\/127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^10086 {4}rings 2 s, answers/),
      expect.stringMatching(/^55502NN {2}NN is two digits; 5550217 rings 2 s, answers and hangs up 17 s later$/),
    ]),
  )
})

test('a module that has a PCM port has it served and shown, in text', async () => {
  const io = new FakeIo()
  const end = () => io.signal('SIGINT')
  await io.run(['simulate', '--modules', '2', '--family', 'ec25', '--tcp'], [['Ctrl-C ends', end]])
  const shown = io.stdout.lines.slice(io.stdout.lines.findIndex(line => /^MODULE +PCM$/.test(line)))
  expect(shown.slice(1, 3)).toEqual([
    expect.stringMatching(/^EC25 1 {2}tcp:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^EC25 2 {2}tcp:\/\/127\.0\.0\.1:\d+$/),
  ])
})

test.each([
  { family: 'ec25', pcm: expect.stringMatching(/^tcp:/) },
  { family: 'ec200u', pcm: null },
])('the JSON of $family has pcm: $pcm', async ({ family, pcm }) => {
  const io = new FakeIo()
  const end = () => io.signal('SIGINT')
  await io.run(['simulate', '--family', family, '--tcp', '--json'], [['"subscriber"', end]])
  expect(io.stdout.objects.find(({ event }) => event === 'module')).toMatchObject({ pcm })
})

test('a program can call through a served module, and the two modules can call each other', async () => {
  const server = new FakeIo({ clock: systemClock })
  const caller = new FakeIo({ clock: systemClock })
  let served: Record<string, unknown>[] = []
  const call = () => {
    served = server.stdout.objects
    const [first, second] = served.filter(({ event }) => event === 'module')
    void caller
      .run(['dial', String(second?.number), '--port', String(first?.path), '--no-answer', '1', '--json'])
      .then(code => {
        expect(code).toBe(11)
        server.signal('SIGTERM')
      })
  }
  const code = await server.run(
    ['simulate', '--modules', '2', '--tcp', '--speed', '20', '--json'],
    [['"subscriber"', call]],
  )
  expect(code).toBe(143)
  expect(caller.stdout.objects.map(({ state }) => state)).toContain('alerting')
})

test('--link makes a link to the PCM port, too', async () => {
  const link = join(mkdtempSync(join(tmpdir(), 'cellvoice-cli-')), 'modem')
  const io = new FakeIo()
  let there = false
  const end = () => {
    there = existsSync(`${link}.pcm`)
    io.signal('SIGINT')
  }
  await io.run(['simulate', '--family', 'ec25', '--link', link], [['Ctrl-C ends', end]])
  expect([there, existsSync(`${link}.pcm`)]).toEqual([true, false])
})

test('--link makes a link to the pseudo-terminal and takes it away at the end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellvoice-cli-'))
  const links = [join(folder, 'modem1'), join(folder, 'modem2')]
  const io = new FakeIo()
  let there: boolean[] = []
  const end = () => {
    there = links.map(link => existsSync(link))
    io.signal('SIGINT')
  }
  await io.run(['simulate', '--modules', '2', '--link', join(folder, 'modem')], [['Ctrl-C ends', end]])
  expect(there).toEqual([true, true])
  expect(links.map(link => existsSync(link))).toEqual([false, false])
})

test('--fault lets things go wrong on the line of every module', async () => {
  const server = new FakeIo({ clock: systemClock })
  const host = new FakeIo({ clock: systemClock })
  const ask = () => {
    const module = server.stdout.objects.find(({ event }) => event === 'module')
    void host.run(['at', 'AT+CSQ', '--port', String(module?.path)]).then(() => server.signal('SIGTERM'))
  }
  const fault = '{"kind":"corrupt","how":"truncate","matching":"^\\\\+CSQ","seed":4}'
  await server.run(['simulate', '--tcp', '--json', '--fault', fault], [['"subscriber"', ask]])
  expect(host.stdout.lines.join(' ')).not.toContain('+CSQ: 24,99')
})

test.each(['lose', '{}', '{"kind":"explode"}', '{"kind":"lose","matching":"("}', '{"kind":"delay"}'])(
  '--fault %s is refused',
  async fault => {
    const io = new FakeIo()
    expect(await io.run(['simulate', '--tcp', '--fault', fault])).not.toBe(0)
    expect(io.stderr.lines.join(' ')).toMatch(/fault|JSON|kind|regular/)
  },
)
