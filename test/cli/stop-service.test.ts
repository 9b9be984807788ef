import { expect, test } from 'vitest'
import { Interruption } from '../../src/cli/interruption.ts'
import { Printer } from '../../src/cli/printer.ts'
import { RunningApplications } from '../../src/cli/running-applications.ts'
import { type StoppingService, stopService } from '../../src/cli/serve/stop-service.ts'
import { ManualClock, silentLogger } from '../../src/index.ts'
import { FakeIo } from './fake-io.ts'

const never = new Promise<void>(() => {})

/** What a service consists of, all of which ends at once, and what was ended in order. */
function service() {
  const ended: string[] = []
  const end = (what: string) => async (): Promise<void> => void ended.push(what)
  const leg = {
    id: 'leg-1',
    line: 'line-1',
    state: 'active',
    kind: 'cellular',
    hangUp: end('leg'),
    ended: Promise.resolve({ endedBy: 'local' }),
  }
  const parts = {
    exchange: { legs: [leg], close: end('exchange') },
    callOps: { dialogs: [{}], close: () => void ended.push('callOps') },
    management: { close: end('management') },
    running: new RunningApplications(),
    mainDone: Promise.resolve(),
  }
  return { ended, parts, leg }
}

async function stopped(parts: ReturnType<typeof service>['parts'], mainDone: Promise<void>) {
  const clock = new ManualClock()
  const io = new FakeIo({ clock })
  const run = { io, printer: new Printer(io, {}), clock, logger: silentLogger, interruption: new Interruption(io) }
  let code: number | null = null
  // The parts are as much of them as the end of a service needs.
  const done = stopService(run, { ...parts, mainDone } as unknown as StoppingService).then(exitCode => {
    code = exitCode
  })
  for (let passedMs = 0; code === null && passedMs < 60_000; passedMs += 1_000) await clock.advance(1_000)
  await done
  return { io, atMs: clock.now(), code }
}

test('commands are refused before calls are hung up, and lines are closed last', async () => {
  const { ended, parts } = service()
  const { io, atMs, code } = await stopped(parts, Promise.resolve())
  expect(ended).toEqual(['management', 'callOps', 'leg', 'exchange'])
  expect([io.exits, atMs, code]).toEqual([[], 1_000, 0])
})

test('an application that does not end is waited for 10 s', async () => {
  const { ended, parts } = service()
  const { io, atMs } = await stopped(parts, never)
  expect(ended.at(-1)).toBe('exchange')
  expect(io.exits).toEqual([])
  expect(atMs).toBe(10_000)
})

test('a module that does not hang up is left after 40 s, with exit code 1', async () => {
  const { parts, leg } = service()
  leg.hangUp = () => never
  const { io, atMs } = await stopped(parts, Promise.resolve())
  expect(io.exits).toEqual([1])
  expect(io.stderr.text).toContain('not all has ended within 40 s; a call may still be up on a module')
  expect(atMs).toBeLessThanOrEqual(41_000)
})

test.each([
  ['was refused its end and given up', new Error('AT_TIMEOUT'), 'module', 6, 1],
  ['was refused its end and hung up as the lines were closed', new Error('AT_TIMEOUT'), 'local', 0, 0],
  ['lost its line meanwhile', null, 'module', 6, 1],
])('a call that %s', async (_what, refusal, endedBy, exitCode, times) => {
  const { parts, leg } = service()
  leg.hangUp = () => (refusal ? Promise.reject(refusal) : Promise.resolve())
  leg.ended = Promise.resolve({ endedBy })
  const { io, code } = await stopped(parts, Promise.resolve())
  expect(code).toBe(exitCode)
  const told = io.stderr.lines.filter(line => line.includes('a call may still be up on line-1'))
  expect(told).toHaveLength(times)
})
