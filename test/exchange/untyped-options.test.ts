import { describe, expect, it } from 'vitest'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { ExchangeOptions } from '../../src/exchange/exchange-options.ts'
import type { LineWish } from '../../src/exchange/lines/line-wish.ts'
import { errorOf } from '../support/error-of.ts'
import { answering, simulatedExchange } from '../support/simulated-exchange.ts'

describe('an exchange of an untyped caller', () => {
  it.each([
    ['lines is undefined, not a list', {}],
    ['lines is an object, not a list', { lines: { port: { path: '/dev/ttyUSB2' } } }],
    ['lines[0] is "/dev/ttyUSB2", not a line', { lines: ['/dev/ttyUSB2'] }],
    ['lines[0] is an object, not a line', { lines: [{ path: '/dev/ttyUSB2' }] }],
    ['records is "x.ndjson", not an object', { lines: [], records: 'x.ndjson' }],
    ['records.path is missing', { lines: [], records: {} }],
    ['orphans is "kill", not one of end, adopt, leave', { lines: [], orphans: 'kill' }],
    ['dialPolicy.contry is no key here', { lines: [], dialPolicy: { contry: '44' } }],
    ['dialPolicy.usagePath is 7', { lines: [], dialPolicy: { usagePath: 7 }, records: { path: 'x.ndjson' } }],
    ['dialPolicy is null', { lines: [], dialPolicy: null }],
  ])('is not opened: %s', async (what, options) => {
    const { code, message } = await errorOf(Exchange.open(options as unknown as ExchangeOptions))
    expect([code, message]).toEqual(['INVALID_ARGUMENT', expect.stringContaining(what)])
  })

  it('dials on no line that is not wished for as it must be, and says how', async () => {
    const { exchange, sent } = await simulatedExchange({ modules: [{}] })
    const wishes = ['a', exchange.lines[0], null, 0, {}, { name: 'a' }, { kind: 'name' }, { kind: 'nam', name: 'a' }]
    for (const line of wishes) {
      const { code, message } = await errorOf(exchange.dial(answering, { line: line as LineWish }))
      expect([code, message]).toEqual(['INVALID_ARGUMENT', expect.stringContaining("{ kind: 'name', name: 'office' }")])
    }
    expect(sent.flat().filter(line => line.startsWith('ATD'))).toEqual([])
  })
})
