import { expect, test } from 'vitest'
import { Interruption } from '../../src/cli/interruption.ts'
import { Printer } from '../../src/cli/printer.ts'
import { tellOfTransfer } from '../../src/cli/tell-of-transfer.ts'
import { FakeIo } from './fake-io.ts'

/** A run that nobody has interrupted yet. */
function started() {
  const io = new FakeIo()
  const interruption = new Interruption(io)
  return { io, interruption, run: { interruption, printer: new Printer(io, {}) } }
}

const told = ['the module has to take it; Ctrl-C again ends at once']

test('an interruption while something is transferred: what is waited for, once; the second one ends at once', () => {
  const { io, run } = started()
  const over = tellOfTransfer(run, 'the module has to take it')
  expect(io.stderr.lines).toEqual([])
  io.signal('SIGTERM')
  expect(io.stderr.lines).toEqual(told)
  over()
  io.signal('SIGTERM')
  expect(io.exits).toEqual([143])
})

test('a transfer that begins after the interruption is told at once', () => {
  const { io, run } = started()
  io.signal('SIGINT')
  tellOfTransfer(run, 'the module has to take it')
  expect(io.stderr.lines).toEqual(told)
})

test('nothing is told of a transfer that is over, nor to a reader who went away', () => {
  const { io, interruption, run } = started()
  tellOfTransfer(run, 'this one is over')()
  tellOfTransfer(run, 'this one is not')
  interruption.take('SIGPIPE')
  expect(io.stderr.lines).toEqual([])
})
