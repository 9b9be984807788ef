import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { buildProgram, CellvoiceProgram } from './support/cellvoice-program.ts'

// What only Node's own loader, and a process of its own, can show of `cellvoice run`.

const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
beforeAll(buildProgram)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test.each([
  ['broken.mjs', 'export const a = 1\nconst b = = 2', /broken\.mjs:2: Unexpected token '='\. Correct the line\.\n$/],
  ['broken.mts', 'export const a: number = 1\nconst b = = 2', /broken\.mts.*:2:.*Unexpected.*Correct the file\.\n$/],
])('%s: one line that says where it is broken', async (name, text, message) => {
  const program = new CellvoiceProgram(['run', file(name, text), '--port', 'sim'])
  expect(await program.ended).toBe(2)
  expect(program.stderr).toMatch(/^cellvoice: INVALID_ARGUMENT: [^\n]+\n$/)
  expect(program.stderr).toMatch(message)
})

test.each(['typed.ts', 'typed.mts'])('%s runs where tsx is installed', async name => {
  const application = file(
    name,
    `import { setTimeout } from 'node:timers/promises'
    export async function inbound(channel: { answer(): Promise<unknown> }): Promise<void> {
      await channel.answer()
      await setTimeout(10)
    }`,
  )
  const program = new CellvoiceProgram(['run', application, '--port', 'sim', '--speed', '10'])
  expect([await program.ended, program.stderr]).toEqual([0, 'waiting for calls; Ctrl-C ends\n'])
  expect(program.stdout).toContain('hung up here after')
})

test('a promise that nobody awaits is told where it fails, and is nothing where its call is over', async () => {
  const application = file(
    'stray.mjs',
    `export async function inbound(channel) {
      await channel.answer()
      Promise.reject(new Error('lost and found'))
      await channel.waitForIdle()
      channel.filePlayer.play('nothing')
    }`,
  )
  const program = new CellvoiceProgram(['run', application, '--port', 'sim', '--speed', '10'])
  expect(await program.ended).toBe(1)
  expect(program.stderr.match(/APPLICATION_FAILED/g)).toHaveLength(1)
  expect(program.stderr).toContain('a promise that nobody awaits threw Error: lost and found')
  expect(program.stdout).toContain('ended by the far end')
})

test('what a timer of an application throws is told, and the calls go on', async () => {
  const application = file(
    'timer.mjs',
    `export async function inbound(channel) {
      await channel.answer()
      setTimeout(() => { throw new Error('too late') })
      await channel.waitForIdle()
    }`,
  )
  const program = new CellvoiceProgram(['run', application, '--port', 'sim', '--speed', '10'])
  expect(await program.ended).toBe(1)
  expect(program.stderr.match(/APPLICATION_FAILED/g)).toHaveLength(1)
  expect(program.stderr).toContain('a callback threw Error: too late. Calls go on.')
  expect(program.stdout).toContain('ended by the far end')
})

test('a timer that an application leaves running does not keep the program from ending', async () => {
  const application = file('running.mjs', 'export function main() { setInterval(() => {}, 1000) }')
  const program = new CellvoiceProgram(['run', application, '--port', 'sim'])
  expect([await program.ended, program.stderr]).toEqual([0, 'running; Ctrl-C ends\n'])
})

test('SIGTERM hangs up two calls on two lines over TCP', async () => {
  const simulator = await startSimulator({ modules: 2, family: 'ec25', speed: 4 })
  const [one, two] = simulator.modules
  const ports = await Promise.all(simulator.modules.map(async module => (await module.serveTcp()).path))
  const application = file(
    'two.mjs',
    `export async function inbound(channel, { log }) {
      await channel.answer()
      await channel.waitForIdle({ secondsTimeout: null })
      log.info('after the call')
    }`,
  )
  const program = new CellvoiceProgram(['run', application, '--json', ...ports.flatMap(port => ['--port', port])])
  await program.shows('"line":"line-2"')
  const calls = [one, two].map((module, index) => simulator.network.call(`555012${index}`, module?.number ?? ''))
  await program.shows('"number":"5550120","state":"active"')
  await program.shows('"number":"5550121","state":"active"')
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(143)
  expect(calls.map(({ state, cause }) => [state, cause])).toEqual([
    ['released', 16],
    ['released', 16],
  ])
  expect(program.objects.filter(({ event }) => event === 'ended')).toHaveLength(2)
  expect(program.objects.filter(({ message }) => message === 'after the call')).toHaveLength(2)
  await simulator.close()
})

test('lines that are lost are told, and taken up again when they are back', async () => {
  const simulator = await startSimulator({ modules: 2, family: 'ec25' })
  const served = await Promise.all(simulator.modules.map(module => module.serveTcp()))
  const application = file('idle.mjs', 'export function inbound() {}')
  const ports = served.flatMap(({ path }) => ['--port', path])
  const program = new CellvoiceProgram(['run', application, '--json', ...ports])
  await program.shows('"line":"line-2"')
  for (const one of served) await one.close()
  await program.shows('"line":"line-1","state":"not-ready"')
  await program.shows('"line":"line-2","state":"not-ready"')
  await Promise.all(
    simulator.modules.map((module, index) =>
      module.serveTcp({ port: Number(new URL(served[index]?.path ?? '').port) }),
    ),
  )
  await program.shows('"line":"line-1","state":"ready"')
  await program.shows('"line":"line-2","state":"ready"')
  program.child.kill('SIGINT')
  expect(await program.ended).toBe(130)
  await simulator.close()
})
