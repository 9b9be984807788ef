import { expect, test } from 'vitest'
import { Interruption } from '../../src/cli/interruption.ts'
import { launch } from '../../src/cli/launch.ts'
import { CellvoiceError } from '../../src/index.ts'
import { FakeIo } from './fake-io.ts'

/** Launches a body that throws `error`, before or after Ctrl-C. */
async function launchThrowing(error: unknown, { interrupted = false, verbose = false } = {}) {
  const io = new FakeIo()
  const interruption = new Interruption(io)
  if (interrupted) io.signal('SIGINT')
  const code = await launch(io, interruption, { verbose }, () => Promise.reject(error))
  return { code, interruptionCode: interruption.exitCode, stderr: io.stderr.text }
}

test('an error of the library is one line: code, what, remedy', async () => {
  const { code, stderr } = await launchThrowing(new CellvoiceError('PORT_BUSY', { detail: '/dev/ttyUSB2' }))
  expect(code).toBe(3)
  expect(stderr).toBe(
    'cellvoice: PORT_BUSY: Another program holds the port: /dev/ttyUSB2. ' +
      'End that program; if it is ModemManager: `sudo systemctl stop ModemManager`.\n',
  )
})

test('a fault of the program is told as one, its stack only with --verbose', async () => {
  const quiet = await launchThrowing(new TypeError('x is undefined'))
  expect(quiet.code).toBe(1)
  expect(quiet.stderr).toMatch(/^cellvoice: INTERNAL: x is undefined .*report what it prints\.\n$/)
  const { stderr } = await launchThrowing(new TypeError('x is undefined'), { verbose: true })
  expect(stderr).toMatch(/\n {4}at /)
})

test('what an interruption broke off is not told', async () => {
  const broken = await launchThrowing(new DOMException('aborted', 'AbortError'), { interrupted: true })
  expect(broken).toMatchObject({ interruptionCode: 130, stderr: '' })
})

test('that the module would not hang up after an interruption is told', async () => {
  const { stderr } = await launchThrowing(new CellvoiceError('AT_TIMEOUT', { detail: 'AT+CHUP' }), {
    interrupted: true,
  })
  expect(stderr).toMatch(/^cellvoice: AT_TIMEOUT: .*AT\+CHUP/)
})
