import { expect, test } from 'vitest'
import { ApplicationErrors } from '../../src/cli/application-errors.ts'
import { Interruption } from '../../src/cli/interruption.ts'
import { openExchange } from '../../src/cli/open-exchange.ts'
import { Printer } from '../../src/cli/printer.ts'
import { ManualClock, silentLogger } from '../../src/index.ts'
import { FakeIo } from './fake-io.ts'

test('a line that never opens keeps nobody who is told to end for longer than 5 s', async () => {
  const clock = new ManualClock()
  const io = new FakeIo({ clock })
  const run = { io, printer: new Printer(io, {}), clock, logger: silentLogger, interruption: new Interruption(io) }
  const open = () => new Promise<void>(() => {})
  const transport = { name: 'hung', open, write: async () => {}, close: async () => {} }
  const errors = new ApplicationErrors(run)
  let endedMs: number | null = null
  const opening = openExchange(run, { lines: [{ port: { transport } }], clock }, errors, {}).catch(() => {
    endedMs = clock.now()
  })
  await clock.advance(1_000)
  io.signal('SIGTERM')
  await clock.advance(6_000)
  expect(endedMs).toBe(6_000)
  expect(io.stderr.lines).toEqual(['lines that were being opened are left so'])
  await clock.advance(30_000)
  await opening
  errors.stop()
})
