import { describe, expect, it, test } from 'vitest'
import { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { askImei } from '../../src/modem/ask-imei.ts'
import { CapabilityRecord } from '../../src/modem/capability-record.ts'
import { list, text } from '../../src/modem/json-shape.ts'
import type { ModemExecute } from '../../src/modem/modem-execute.ts'
import { transportOf } from '../../src/modem/modem-port.ts'
import { MovableTransport } from '../../src/modem/movable-transport.ts'
import { systemPorts } from '../../src/modem/port-system.ts'
import { askServiceFacts } from '../../src/modem/service-facts.ts'
import { wake } from '../../src/modem/wake.ts'
import { memoryTransportPair } from '../../src/transport/memory-transport.ts'
import { errorOf } from '../support/error-of.ts'
import { ScriptedModule } from '../support/scripted-module.ts'

/** Every command ends with this error. */
const failing =
  (error: unknown): ModemExecute =>
  () =>
    Promise.reject(error)
const refusal = (result: unknown) => new CellvoiceError('AT_ERROR', { context: { result } })
const nobody = { onData() {}, onLost() {} }

describe('waking a module', () => {
  const heard = (bytes: number, line?: string) => ({ bytes: () => bytes, line: () => line })
  /** A clock on which each question takes 1.3 s. */
  const waking = async (error: unknown, overheard = heard(0)) => {
    const clock = new ManualClock()
    const execute: ModemExecute = async () => {
      await clock.advance(1_300)
      throw error
    }
    return errorOf(wake(execute, clock, overheard, { port: 'the port', timeLimitMs: 4_000 }))
  }
  const silence = new CellvoiceError('AT_TIMEOUT')

  test.each([
    ['nothing at all is a silent port', heard(0), 'PORT_SILENT', 'the port'],
    ['bytes without a line are garbage', heard(7), 'PORT_GARBAGE', 'the port'],
    ['a line is shown', heard(7, 'U-Boot 2019'), 'PORT_GARBAGE', '"U-Boot 2019"'],
    ['a position is told for what it is', heard(70, '$GPGGA,1'), 'PORT_GARBAGE', 'NMEA interface'],
  ])('%s', async (_, overheard, code, detail) => {
    const error = await waking(silence, overheard)
    expect(error.code).toBe(code)
    expect(error.message).toContain(detail)
  })

  it('a line that is lost is not asked again', async () => {
    expect((await waking(new CellvoiceError('PORT_LOST'))).code).toBe('PORT_LOST')
  })

  it('an error is a sign of life', async () => {
    await wake(failing(refusal({ kind: 'error' })), new ManualClock(), heard(0), { port: 'p', timeLimitMs: 4_000 })
  })
})

describe('what a call needs', () => {
  const asked = (answers: Readonly<Record<string, unknown>>) => {
    const execute: ModemExecute = async declaration => {
      const answer = answers[declaration.name] ?? null
      if (answer instanceof Error) throw answer
      return answer as never
    }
    return askServiceFacts(execute)
  }

  test.each([
    [
      'a refusal with a number is that of the SIM',
      refusal({ kind: 'cme', code: 10, text: 'SIM not inserted' }),
      { cme: 10 },
    ],
    ['a refusal without one tells nothing', refusal({ kind: 'error' }), null],
    ['nor does one in words that nobody knows', refusal({ kind: 'cme', code: null, text: 'no card' }), null],
    ['nor an answer of another form', new CellvoiceError('AT_MALFORMED'), null],
  ])('%s', async (_, error, sim) => {
    expect((await asked({ 'AT+CPIN?': error })).sim).toEqual(sim)
  })

  test.each(['AT_ERROR', 'AT_MALFORMED'] as const)('%s of another question leaves its fact open', async code => {
    expect((await asked({ 'AT+CFUN?': new CellvoiceError(code) })).level).toBeNull()
  })

  test.each(['AT+CFUN?', 'AT+CPIN?'])('a line that is lost at %s ends the questions', async name => {
    expect((await errorOf(asked({ [name]: new CellvoiceError('PORT_LOST') }))).code).toBe('PORT_LOST')
  })
})

describe('asking who is at a port', () => {
  const answered = async (
    script: Readonly<Record<string, readonly string[]>>,
    otherwise: readonly string[] = ['OK'],
  ) => {
    const module = await ScriptedModule.start(script)
    module.otherwise = otherwise
    const clock = new ManualClock()
    const [imei] = await Promise.all([askImei(module.host, clock), clock.advance(60_000)])
    // Left as it was found: it can be opened again.
    await module.host.open(nobody)
    return imei
  }

  test.each([
    ['a module', { 'AT+CGSN': ['861536030196001', 'OK'] }, ['OK'], '861536030196001'],
    ['a module without a number', {}, ['OK'], null],
    ['a module that refuses to say', {}, ['ERROR'], null],
    ['nobody', {}, [], null],
  ])('%s', async (_, script, otherwise, imei) => {
    expect(await answered(script, otherwise)).toBe(imei)
  })

  it('a port that somebody else has', async () => {
    const [port] = memoryTransportPair()
    await port.open(nobody)
    expect(await askImei(port, new ManualClock())).toBeNull()
  })
})

describe('a line that moves from port to port', () => {
  it('can be used where it has been moved to', async () => {
    const line = new MovableTransport('gsm-1')
    expect(line.name).toBe('gsm-1')
    expect((await errorOf(line.open(nobody))).code).toBe('PORT_CLOSED')
    expect((await errorOf(line.write(Buffer.from('AT\r')))).code).toBe('PORT_CLOSED')
    await line.close()
    const [port, far] = memoryTransportPair(['/dev/ttyUSB6', 'module'])
    line.moveTo(port)
    let came = ''
    await far.open({ ...nobody, onData: bytes => (came += Buffer.from(bytes).toString()) })
    await line.open(nobody)
    await line.write(Buffer.from('AT\r'))
    await line.close()
    expect([line.name, came]).toEqual(['/dev/ttyUSB6', 'AT\r'])
  })
})

describe('where a modem is', () => {
  test.each([[null], ['/dev/ttyUSB2'], [{}], [{ path: 7 }], [{ transport: null }], [{ transport: { write() {} } }]])(
    'not at %j',
    port => {
      expect(() => transportOf(port as never)).toThrow(CellvoiceError)
    },
  )

  test.each([
    [{ path: 'tcp://127.0.0.1:4000' }, 'tcp://127.0.0.1:4000'],
    [{ path: '/dev/ttyS9', baudRate: 9_600 }, '/dev/ttyS9'],
  ])('at %j', (port, name) => {
    expect(transportOf(port).name).toBe(name)
    expect(systemPorts.transport(port.path, 9_600).name).toBe(name)
  })
})

it('a list of a profile has its least length', () => {
  const at = { file: 'profile.json', key: 'usb' }
  expect(list(text('text'))(['a'], at)).toEqual(['a'])
  expect(() => list(text('text'))('a', at)).toThrow('usb is not a list')
  expect(() => list(text('text'), 2)(['a'], at)).toThrow('usb is not a list of 2 or more')
})

it('what a module could not be asked is written down with its reason', () => {
  const record = new CapabilityRecord()
  record.recordFailure('AT+CSQ', new Error('no line'))
  expect(record.supports('AT+CSQ')).toBeUndefined()
  expect(JSON.stringify(record.of('AT+CSQ'))).toContain('no line')
})
