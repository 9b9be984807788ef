import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { buildProgram, CellvoiceProgram } from './support/cellvoice-program.ts'
import { describeClient, has } from './support/client-test.ts'
import { Workbench } from './support/workbench.ts'

// A service as a process of its own, on modules of another, as `cellvoice call` and other programs see it.

let bench: Workbench
beforeAll(async () => {
  buildProgram()
  bench = await Workbench.set()
})
afterAll(() => bench.clear())

const application = `export async function inbound(channel) {
  await channel.answer()
  await channel.waitForIdle({ secondsTimeout: null })
}`

/** A service on two simulated modules that are reached over TCP, and a call that is up on the first. */
async function servedCall(env: Readonly<Record<string, string>> = {}) {
  const simulator = await startSimulator({ modules: 2, family: 'ec25' })
  onTestFinished(() => simulator.close())
  const served = await Promise.all(simulator.modules.map(module => module.serveTcp()))
  const file = bench.path('cellvoice.json')
  writeFileSync(bench.path('application.mjs'), application)
  const lines = served.map(({ path }) => ({ port: path, audio: 'none' }))
  const records = { path: `calls-${served[0]?.path.replace(/\D/g, '')}.ndjson` }
  const listen = { http: { port: 0 }, datagram: { port: 0 } }
  writeFileSync(file, JSON.stringify({ lines, listen, records, application: 'application.mjs', mediaFolder: '.' }))
  const program = new CellvoiceProgram(['serve', '--config', file, '--json'], env)
  onTestFinished(() => void program.child.kill('SIGKILL'))
  await program.shows('"event":"serving"')
  const call = simulator.network.call('5550123', simulator.modules[0]?.number ?? '')
  await program.shows('"state":"active"')
  const told = (event: string) => program.objects.find(one => one.event === event) ?? {}
  const { port } = told('serving').http as { readonly port: number }
  const url = `http://127.0.0.1:${port}/mi`
  const typed = async (...args: readonly string[]) => {
    const run = new CellvoiceProgram(['call', ...args, '--url', url])
    return { code: await run.ended, text: run.stdout + run.stderr }
  }
  return {
    simulator,
    served,
    program,
    call,
    url,
    typed,
    records: bench.path(records.path),
    callid: String(told('callid').callid),
  }
}

test('cellvoice call lists, holds, takes back, transfers and hangs up; each party sees it', async () => {
  const { simulator, program, call, typed, callid } = await servedCall()
  expect((await typed('list')).text).toContain(`${callid}  up`)

  expect(await typed('hold', callid)).toMatchObject({
    code: 0,
    text: expect.stringContaining('hold of the caller: ok'),
  })
  expect(call.heldByFarEnd).toBe(true)
  expect(await typed('hold', callid)).toEqual({
    code: 6,
    text: 'cellvoice: 480: Both dialog legs are on hold. There is nothing to be done.\n',
  })
  expect((await typed('unhold', callid)).code).toBe(0)
  expect(call.heldByFarEnd).toBe(false)

  simulator.network.subscriber('5550143').behave({ summary: 'busy', steps: [{ afterMs: 0, does: 'clear', cause: 17 }] })
  expect(await typed('transfer', callid, '--leg', 'caller', '--to', '5550143')).toMatchObject({ code: 10 })
  expect([call.state, call.heldByFarEnd]).toEqual(['active', false])

  const target = simulator.network.subscriber('5550142')
  target.behave({
    summary: 'answers',
    steps: [
      { afterMs: 0, does: 'alert' },
      { afterMs: 500, does: 'answer' },
    ],
  })
  const moved = await typed('transfer', callid, '--leg', 'caller', '--to', '5550142')
  expect(moved).toMatchObject({ code: 0, text: expect.stringContaining('ok 200 OK') })
  expect([call.state, target.call?.state]).toEqual(['active', 'active'])

  call.hangUp()
  const second = simulator.network.call('5550124', simulator.modules[1]?.number ?? '')
  await program.shows('"number":"5550124","state":"active"')
  const other = program.objects.findLast(({ event }) => event === 'callid') ?? {}
  expect((await typed('hangup', String(other.callid))).code).toBe(0)
  await program.shows('"number":"5550124","endedBy":"local"')
  expect([second.state, second.cause]).toEqual(['released', 16])
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})

test('any program can hold and end a call over HTTP', async () => {
  const { program, call, url, callid } = await servedCall()
  const ask = async (method: string, params: unknown) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const reply = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    return reply.text()
  }
  expect(await ask('call_hold', { callid })).toBe('{"jsonrpc":"2.0","result":"OK","id":1}')
  await program.shows('"leg":"callee","action":"hold","state":"ok"')
  expect(call.heldByFarEnd).toBe(true)
  expect(await ask('dlg_end_dlg', [callid])).toBe('{"jsonrpc":"2.0","result":"OK","id":1}')
  await program.shows('"event":"ended"')
  expect([call.state, call.cause]).toEqual(['released', 16])
  program.child.kill('SIGINT')
  expect(await program.ended).toBe(0)
})

test('SIGTERM with a call up: the far end sees the release, the call is on record, exit code 0', async () => {
  const { program, call, url, records } = await servedCall()
  const startMs = performance.now()
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(performance.now() - startMs).toBeLessThan(45_000)
  expect([call.state, call.cause]).toEqual(['released', 16])
  expect(program.objects.findLast(({ event }) => event === 'ended')).toMatchObject({
    endedBy: 'local',
    cause: 'NORMAL',
  })
  const [start = '', answer = '', end = ''] = readFileSync(records, 'utf8').split('\n')
  expect([start, answer, end].map(line => JSON.parse(line).event)).toEqual(['start', 'answer', 'end'])
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('a line that is lost is told, and the service goes on', async () => {
  const { simulator, served, program, typed } = await servedCall()
  await served[0]?.close()
  await program.shows('"line":"line-1","state":"not-ready"')
  await program.shows('"event":"ended"')
  simulator.network.call('5550125', simulator.modules[1]?.number ?? '')
  await program.shows('"number":"5550125","state":"active"')
  expect((await typed('list')).text).toMatch(/\n[^\n]*5550125 \(line-2\)/)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})

/** Prints datagrams. It lets go of the descriptor with which systemd-notify waits until it was heard, as systemd does. */
const listening = `import socket, sys
heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
heard.bind(sys.argv[1])
print('listening', flush=True)
while True: print(heard.recv(4096).decode(), flush=True)`

describeClient('a service under systemd', [has('systemd-notify'), ['python3', '-c', 'import socket']], () => {
  test('tells that it is ready, that it is alive, and that it ends', async () => {
    const socket = join(bench.folder, 'notify')
    const listener = bench.start('python3', ['-c', listening, socket])
    await listener.says(/listening/)
    const { program } = await servedCall({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: '2000000' })
    await new Promise(resolve => setTimeout(resolve, 3_000))
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    await listener.says(/STOPPING=1/)
    expect(listener.tail()).toMatch(/READY=1\nSTATUS=2 of 2 lines are ready.*WATCHDOG=1.*STOPPING=1/s)
    expect(program.stderr).not.toContain('systemd-notify')
  })
})
