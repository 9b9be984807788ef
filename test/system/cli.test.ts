import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as nodePty from '@lydell/node-pty'
import { beforeAll, expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { buildProgram, CellvoiceProgram, programPath } from './support/cellvoice-program.ts'

beforeAll(buildProgram)

test('dial --json on the simulator: callbacks 14, 15, 11, 12 in order, then the end; exit code 0', async () => {
  const run = new CellvoiceProgram(['dial', '10086', '--port', 'sim', '--json', '--speed', '5'])
  expect(await run.ended).toBe(0)
  expect(run.objects.filter(object => 'callback' in object)).toEqual([
    { callback: [14, 1, 0, 2, 0, 0, '10086', 129] },
    { callback: [15, 1, 0, 7, 0, 0, '10086', 129] },
    { callback: [11, 1, 0, 3, 0, 0, '10086', 129] },
    { callback: [12, 1, 0, 6, 0, 0, '10086', 129] },
  ])
  expect(run.objects.at(-1)).toMatchObject({ event: 'ended', endedBy: 'remote', cause: 'NORMAL' })
  expect(run.stderr).toBe('')
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s in a call hangs up, shows it, and exits %i', async (signal, code) => {
  const run = new CellvoiceProgram(['dial', '5550100', '--port', 'sim', '--speed', '10'])
  await run.shows('answered')
  run.child.kill(signal)
  expect(await run.ended).toBe(code)
  expect(run.stdout).toMatch(/callback \[12,.*\n.*5550100: hung up here after 0:0\d: normal clearing.*\n$/)
})

test('a second Ctrl-C exits at once, though the module no longer answers', async () => {
  const simulator = await startSimulator({ speed: 10 })
  const [module] = simulator.modules
  const served = await module?.serveTcp()
  const run = new CellvoiceProgram(['dial', '5550100', '--port', served?.path ?? ''])
  await run.shows('answered')
  module?.stall()
  run.child.kill('SIGINT')
  await new Promise(resolve => run.child.stderr?.once('data', resolve))
  expect(run.stderr).toBe('hanging up; Ctrl-C again ends at once\n')
  const since = performance.now()
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(130)
  expect(performance.now() - since).toBeLessThan(1_000)
  await simulator.close()
})

test('when the reader goes away the call is hung up, and nothing more is said', async () => {
  const simulator = await startSimulator({ speed: 10 })
  const [module] = simulator.modules
  const served = await module?.serveTcp()
  const run = new CellvoiceProgram(['dial', '5550100', '--port', served?.path ?? ''])
  await run.shows('answered')
  expect(module?.truth()).toHaveLength(1)
  run.child.stdout?.destroy()
  expect(await run.ended).toBe(141)
  expect(run.stderr).toBe('')
  expect(module?.truth()).toEqual([])
  await simulator.close()
})

test.each<[string, string[], number, RegExp]>([
  ['no number', ['dial', '--port', 'sim'], 2, /^cellvoice: INVALID_ARGUMENT: .*\n$/],
  ['a number that is none', ['dial', '10086;', '--port', 'sim'], 2, /^cellvoice: INVALID_NUMBER: .*\n$/],
  ['an absent port', ['dial', '10086', '--port', '/dev/ttyUSB99'], 3, /^cellvoice: PORT_NOT_FOUND: .*\n$/],
  ['nobody at a TCP port', ['at', 'AT', '--port', 'tcp://127.0.0.1:1'], 3, /^cellvoice: PORT_UNREACHABLE: .*\n$/],
  ['an absent file', ['replay', '/no/such/file'], 2, /^cellvoice: INVALID_ARGUMENT: .*\n$/],
])('%s: one line with what to do, no stack', async (_what, args, code, message) => {
  const run = new CellvoiceProgram(args, { CELLVOICE_PORT: '' })
  expect(await run.ended).toBe(code)
  expect(run.stdout).toBe('')
  expect(run.stderr).toMatch(message)
})

test('on a terminal: one line rewritten each second; Ctrl-C of the keyboard hangs up', async () => {
  const terminal = nodePty.spawn(process.execPath, [programPath, 'dial', '5550100', '--port', 'sim', '--speed', '10'], {
    cols: 100,
    env: { ...process.env, TERM: 'xterm-256color' },
  })
  let text = ''
  let interrupted = false
  const exitCode = await new Promise<number>(resolve => {
    terminal.onExit(exit => resolve(exit.exitCode))
    terminal.onData(data => {
      text += data
      if (interrupted || !text.includes('in call 0:01')) return
      interrupted = true
      terminal.write('\x03')
    })
  })
  expect(exitCode).toBe(130)
  // What was drawn and taken away again without a line end.
  const rewritten = text.split('\r\x1b[K').filter(drawn => !drawn.includes('\n'))
  expect(rewritten).toContainEqual(expect.stringContaining('in call 0:00'))
  expect(rewritten).toContainEqual(expect.stringContaining('in call 0:01'))
  expect(text).toContain('hung up here after 0:01')
})

test('simulate serves a module on a pseudo-terminal; dial, at and ports find it there', async () => {
  const server = new CellvoiceProgram(['simulate', '--json', '--speed', '10'])
  await server.shows('"subscriber"')
  const path = String(server.objects[0]?.path)
  expect(path).toMatch(/^\/dev\/pts\/\d+$/)
  const dial = new CellvoiceProgram(['dial', '10086', '--port', path, '--json'])
  expect(await dial.ended).toBe(0)
  const at = new CellvoiceProgram(['at', '--port', path])
  at.child.stdin?.end('AT+CGMM\n')
  expect(await at.ended).toBe(0)
  expect(at.stdout).toMatch(/\nEC200U\nOK\n$/)
  const ports = new CellvoiceProgram(['ports', '--probe', '--port', path, '--json'])
  expect(await ports.ended).toBe(0)
  expect(ports.objects).toEqual([
    expect.objectContaining({ event: 'port', path, answer: expect.stringContaining('EC200U') }),
  ])
  server.child.kill('SIGINT')
  expect(await server.ended).toBe(130)
})

test('replay reads stdin as it comes', async () => {
  const run = new CellvoiceProgram(['replay', '-'])
  run.child.stdin?.write('> ATD10086;\n< OK\n< ^DSCI: 1,0,2,0,10086,129\n')
  await run.shows('{"callback":[14,1,0,2,0,0,"10086",129]}\n')
  run.child.stdin?.end('< ^DSCI: 1,0,6,0,10086,129')
  expect(await run.ended).toBe(0)
  expect(run.objects).toHaveLength(2)
})

test('Ctrl-C ends a replay that waits for more', async () => {
  const run = new CellvoiceProgram(['replay', '-'])
  run.child.stdin?.write('> ATD10086;\n< OK\n< ^DSCI: 1,0,2,0,10086,129\n')
  await run.shows('[14,')
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(130)
  expect(run.stderr).toBe('')
})

test.each([['--version'], ['--help']])('%s does not load the driver', async option => {
  const folder = mkdtempSync(join(tmpdir(), 'cellvoice-cli-'))
  const run = new CellvoiceProgram([option], { NODE_V8_COVERAGE: folder })
  expect(await run.ended).toBe(0)
  // V8 writes down every script that was loaded, and the build above each source of a script where it is from.
  const reports = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))
  const scripts = [...new Set(reports.flatMap(report => report.match(/file:[^"]*\/dist\/[^"]*/g) ?? []))]
  const sources = scripts.flatMap(
    script => readFileSync(new URL(script), 'utf8').match(/^\/\/ (src|node_modules)\/\S+/gm) ?? [],
  )
  expect(sources).toContain('// src/cli/main.ts')
  expect(sources.filter(source => !/^\/\/ (src\/cli|node_modules\/commander)\//.test(source))).toEqual([])
})

test.each([
  ['live, both directions', ['--port', 'sim:ec25'], 'live', 'mix'],
  ['on the module, fetched with its progress', ['--port', 'sim:ec25', '--audio', 'none'], 'module', 'rx'],
  ['on the module, which mixes', ['--port', 'sim:ec200u'], 'module', 'mix'],
])('dial --record: %s', async (_, port, source, mode) => {
  const file = join(mkdtempSync(join(tmpdir(), 'cellvoice-cli-')), 'call.wav')
  const run = new CellvoiceProgram(['dial', '5550800', '--record', file, '--max', '3', '--json', ...port])
  expect(await run.ended).toBe(0)
  expect(run.objects).toContainEqual(expect.objectContaining({ event: 'recording', file, source, mode }))
  const recorded = run.objects.find(object => object.event === 'recorded')
  expect(recorded).toMatchObject({ path: file, bytes: statSync(file).size })
  expect(recorded?.durationMs).toBeGreaterThan(2_500)
  expect(run.stderr.includes('from the module: 100 %')).toBe(source === 'module')
})

test('record --answer: takes the next call and records it to its end', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cellvoice-cli-')), 'call.wav')
  const run = new CellvoiceProgram(['record', file, '--answer', '--port', 'sim:ec25', '--json'])
  expect(await run.ended).toBe(0)
  expect(run.objects.at(-1)).toMatchObject({ event: 'recorded', path: file, bytes: statSync(file).size })
})
