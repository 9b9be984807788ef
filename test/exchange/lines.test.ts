import { describe, expect, it } from 'vitest'
import { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { pause } from '../../src/base/pause.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { LineOptions } from '../../src/exchange/exchange-options.ts'
import { CellularLine } from '../../src/exchange/lines/cellular-line.ts'
import type { LineWish } from '../../src/exchange/lines/line-wish.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { errorOf } from '../support/error-of.ts'
import { answering, ringing, simulatedExchange } from '../support/simulated-exchange.ts'
import { pass, until, untilTrue } from '../support/until.ts'

describe('the lines of an exchange', () => {
  it('are opened together; one that fails says why, and the others serve', async () => {
    const lost = new CellvoiceError('PORT_NOT_FOUND', { detail: '/dev/ttyUSB9' })
    const transport = {
      name: '/dev/ttyUSB9',
      open: () => Promise.reject(lost),
      write: () => Promise.reject(lost),
      close: async () => {},
    }
    const { exchange, wait } = await simulatedExchange({ modules: [{}], more: [{ name: 'bad', port: { transport } }] })
    expect(exchange.lines.map(({ name, state, number }) => [name, state.kind, number])).toEqual([
      ['a', 'ready', '+15550100000'],
      ['bad', 'failed', null],
    ])
    expect(exchange.lines[1]?.state).toEqual({ kind: 'failed', reason: lost })
    const refused = await errorOf(exchange.dial(answering, { line: { kind: 'name', name: 'bad' } }))
    expect([refused.code, refused.message]).toEqual(['MODEM_NOT_READY', expect.stringContaining('PORT_NOT_FOUND')])
    expect((await wait(exchange.dial(answering))).line).toBe('a')
  })

  it('take modems that are open already, and leave them open', async () => {
    const clock = new ManualClock()
    const { modules } = await startSimulator({ family: 'ec25', clock })
    const transport = modules[0]?.transport()
    if (!transport) throw new Error('no module')
    const modem = await until(clock, openModem({ transport, clock }))
    const exchange = await until(clock, Exchange.open({ lines: [{ modem, number: '+441632960961' }], clock }))
    expect(exchange.lines.map(({ name, number }) => [name, number])).toEqual([['line-1', '+441632960961']])
    await until(clock, exchange.close())
    expect(exchange.lines[0]?.state.kind).toBe('closed')
    expect(modem.state.kind).toBe('ready')
  })

  it.each([
    [undefined, 15_000],
    [10_000, 25_000],
  ])(
    'are not kept waiting by one that is slow to open (answerLimitMs %s): it is opened meanwhile',
    async (limit, ms) => {
      const clock = new ManualClock()
      const { modules } = await startSimulator({ family: 'ec25', clock, modules: [{}, {}] })
      const [quick, slow] = modules.map(module => module.transport())
      if (!quick || !slow) throw new Error('no module')
      const late = { name: 'late', write: slow.write.bind(slow), close: slow.close.bind(slow) }
      const open: Transport['open'] = listener => pause(clock, 40_000).then(() => slow.open(listener))
      const answerLimit = limit === undefined ? {} : { answerLimitMs: limit }
      const lines: LineOptions[] = [
        { port: { transport: quick }, audio: 'none' },
        { port: { transport: { ...late, open } }, audio: 'none', ...answerLimit },
      ]
      const exchange = await until(clock, Exchange.open({ lines, clock }), ms + 1_000)
      expect(exchange.lines.map(({ state }) => state.kind)).toEqual(['ready', 'waiting'])
      expect(Math.abs(clock.now() - ms)).toBeLessThan(1_000)
      expect((await until(clock, exchange.dial(answering))).line).toBe('line-1')
      await untilTrue(clock, () => exchange.lines[1]?.state.kind === 'ready')
      await until(clock, exchange.close())
    },
  )

  it('can be closed while one is still being opened', async () => {
    const clock = new ManualClock()
    const transport = {
      name: 'hung',
      open: () => new Promise<void>(() => {}),
      write: async () => {},
      close: async () => {},
    }
    const exchange = await until(clock, Exchange.open({ lines: [{ port: { transport } }], clock }))
    await until(clock, exchange.close(), 20_000)
    expect(exchange.lines[0]?.state.kind).toBe('closed')
  })

  it('refuse two of one name, before anything is opened', async () => {
    const port = { path: '/dev/nowhere' }
    const refused = await errorOf(
      Exchange.open({
        lines: [
          { name: 'x', port },
          { name: 'x', port },
        ],
      }),
    )
    expect(refused.code).toBe('INVALID_ARGUMENT')
  })
})

describe('a line that waits for the disk before it dials', () => {
  /** Who rings is answered while the disk takes 1.5 s. */
  async function slowDisk(beside: 'nothing' | 'the call' | 'a call that ends') {
    const made = await simulatedExchange({ modules: [{ pcm: false }] })
    const { exchange, clock, network, modules, wait, connect } = made
    exchange.routeIncoming({}, leg => leg.answer())
    const [line] = exchange.lines
    if (!(line instanceof CellularLine)) throw new Error('no line')
    const first = beside === 'nothing' ? undefined : await connect('a')
    const prepared = new Promise<void>(resolve => clock.setTimer(1_500, resolve))
    const dialled = line.dial(ringing, { prepared, beside: first?.leg })
    const outcome = dialled.then(
      ({ state }) => state,
      (error: CellvoiceError) => error,
    )
    if (beside === 'a call that ends') first?.far.hangUp()
    if (beside !== 'the call') {
      await pass(clock, 500)
      network.call('+15550107', modules[0]?.number ?? '')
    }
    const result = await wait(outcome)
    await pass(clock, 3_000)
    return { result, states: exchange.legs.map(({ state }) => state) }
  }

  it.each(['nothing', 'a call that ends'] as const)('does not hold who called meanwhile: beside %s', async beside => {
    const { result, states } = await slowDisk(beside)
    expect(result).toMatchObject({ code: 'DIAL_REFUSED', context: { cause: { name: 'NOCHANNELS' } } })
    expect(states).toEqual(['active'])
  })

  it('holds the call that it was to hold', async () => {
    const { result, states } = await slowDisk('the call')
    expect(result).toBe('dialing')
    expect(states).toEqual(['held', 'alerting'])
  })
})

describe('the line a number is dialled on', () => {
  it('is none beside a call that has ended', async () => {
    const { exchange, connect, wait, sent } = await simulatedExchange({ modules: [{}] })
    const { leg } = await connect('a')
    await wait(leg.hangUp())
    await wait(leg.ended)
    const before = sent[0]?.length
    expect((await errorOf(exchange.dial(ringing, { beside: leg }))).code).toBe('NO_SUCH_CALL')
    expect(sent[0]?.slice(before).filter(line => line.startsWith('ATD'))).toEqual([])
  })

  const fitting: readonly [string, LineWish, string][] = [
    ['the first that is free', { kind: 'any' }, 'a'],
    ['by name', { kind: 'name', name: 'c' }, 'c'],
    ['by own number', { kind: 'number', number: '+15550100001' }, 'b'],
    ['by own number without prefix', { kind: 'number', number: '15550100002' }, 'c'],
    ['by the name of the operator', { kind: 'operator', operator: 'simulated network' }, 'a'],
    ['by PLMN', { kind: 'operator', operator: '00101' }, 'a'],
  ]
  it.each(fitting)('%s', async (_, wish, name) => {
    const { exchange, wait } = await simulatedExchange()
    expect((await wait(exchange.dial(answering, { line: wish }))).line).toBe(name)
  })

  const unfitting: readonly [string, LineWish][] = [
    ['a name nobody has', { kind: 'name', name: 'z' }],
    ['a number nobody has', { kind: 'number', number: '+441632960961' }],
    ['no number', { kind: 'number', number: '' }],
    ['an operator that serves none', { kind: 'operator', operator: '26201' }],
  ]
  it.each(unfitting)('NOT_SUPPORTED for %s', async (_, wish) => {
    const { exchange, wait } = await simulatedExchange({ modules: [{}] })
    expect((await errorOf(wait(exchange.dial(answering, { line: wish })))).code).toBe('NOT_SUPPORTED')
  })

  it('by name and by PLMN at once, of one module that tells one of them at a time', async () => {
    const { exchange, wait, sent, clock } = await simulatedExchange({ modules: [{}] })
    const dial = (operator: string) =>
      exchange.dial(answering, { line: { kind: 'operator', operator } }).then(
        () => 'dialled',
        error => error.context.cause?.name ?? error.code,
      )
    expect(await wait(Promise.all(['00101', 'simulated network', '00101'].map(dial)))).toEqual([
      'dialled',
      'NOCHANNELS',
      'NOCHANNELS',
    ])
    await clock.advance(1_000)
    expect(sent[0]?.filter(line => line.startsWith('AT+COPS=')).at(-1)).toBe('AT+COPS=3,0')
  })

  it('names are told again also where a module does not answer who serves it', async () => {
    const { exchange, wait, sent, clock } = await simulatedExchange({ modules: [{ refused: ['AT+COPS?'] }] })
    const wish = { kind: 'operator', operator: '00101' } as const
    expect((await errorOf(wait(exchange.dial(answering, { line: wish })))).code).toBe('NOT_SUPPORTED')
    await clock.advance(1_000)
    expect(sent[0]?.filter(line => line.startsWith('AT+COPS='))).toEqual(['AT+COPS=3,2', 'AT+COPS=3,0'])
  })

  it('MODEM_NOT_READY, with what is wrong, where no line can be asked who serves it', async () => {
    const { exchange, wait } = await simulatedExchange({ modules: [{ sim: 'absent' }, { sim: 'pin' }] })
    const wish = { kind: 'operator', operator: '00101' } as const
    const { code, context } = await errorOf(wait(exchange.dial(answering, { line: wish })))
    expect([code, context.conditions]).toMatchObject(['MODEM_NOT_READY', { a: 'sim-missing', b: 'sim-pin' }])
  })

  it('each line takes one call, also when all are asked for at once', async () => {
    const { exchange, wait } = await simulatedExchange()
    const dialled = await wait(Promise.allSettled([1, 2, 3, 4].map(() => exchange.dial(ringing))))
    expect(dialled.map(one => (one.status === 'fulfilled' ? one.value.line : one.reason.code))).toEqual([
      'a',
      'b',
      'c',
      'DIAL_REFUSED',
    ])
    const refused = await errorOf(exchange.dial(ringing))
    expect(refused.context.cause).toMatchObject({ name: 'NOCHANNELS', value: 34 })
  })

  it('is free again when its call is over', async () => {
    const { exchange, wait } = await simulatedExchange({ modules: [{}] })
    const first = await wait(exchange.dial(ringing))
    expect((await errorOf(exchange.dial(ringing))).code).toBe('DIAL_REFUSED')
    await wait(first.hangUp())
    expect((await wait(exchange.dial(ringing))).line).toBe('a')
  })

  it('MODEM_NOT_READY while its module restarts', async () => {
    const { exchange, modules, clock } = await simulatedExchange({ modules: [{}] })
    modules[0]?.reset()
    await clock.advance(10_100)
    expect(exchange.lines[0]?.state.kind).toBe('waiting')
    expect((await errorOf(exchange.dial(ringing))).code).toBe('MODEM_NOT_READY')
    await clock.advance(60_000)
    expect(exchange.lines[0]?.state.kind).toBe('ready')
  })

  it('INVALID_NUMBER for what cannot be dialled', async () => {
    const { exchange } = await simulatedExchange({ modules: [{}] })
    expect((await errorOf(exchange.dial('12;H'))).code).toBe('INVALID_NUMBER')
  })

  it('hides or shows our number in one call', async () => {
    const { exchange, sent, wait } = await simulatedExchange({ modules: [{}] })
    await wait(exchange.dial(ringing, { callerIdentity: 'hide' }))
    expect(sent[0]).toContain(`ATD${ringing}I;`)
  })
})
