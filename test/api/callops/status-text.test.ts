import { describe, expect, it } from 'vitest'
import { statusOfCause, statusOfEnd, statusOfError } from '../../../src/api/callops/transfer/status-text.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { type ClearingCauseName, causeOfValue, causeOfWord } from '../../../src/calls/clearing-cause.ts'

describe('the status of a target that did not answer', () => {
  it.each([
    [[17], '486 Busy Here'],
    [[19, 20, 31, 16], '480 Temporarily Unavailable'],
    [[18], '408 Request Timeout'],
    [[1, 2, 3, 26, 5], '404 Not Found'],
    [[21, 55, 57, 87, 24, 8, 50], '403 Forbidden'],
    [[22, 23], '410 Gone'],
    [[28], '484 Address Incomplete'],
    [[34, 38, 41, 42, 47, 58, 88, 44], '503 Service Unavailable'],
    [[27], '502 Bad Gateway'],
    [[29, 69, 79], '501 Not Implemented'],
    [[65, 70], '488 Not Acceptable Here'],
    [[102], '504 Server Time-out'],
    [[111, 127, 95, 43], '500 Server Internal Error'],
  ])('cause %j: %s', (values, status) => {
    for (const value of values) expect([value, statusOfCause(causeOfValue(value, 'report'))]).toEqual([value, status])
  })

  it.each<[ClearingCauseName, string]>([
    ['BUSY', '486 Busy Here'],
    ['NOANSWER', '480 Temporarily Unavailable'],
    ['REJECTED', '403 Forbidden'],
    ['UNOBTAINABLE', '404 Not Found'],
    ['CHANGED', '410 Gone'],
    ['OUTOFORDER', '502 Bad Gateway'],
    ['NOCHANNELS', '503 Service Unavailable'],
    ['CONGESTION', '503 Service Unavailable'],
    ['BARRED', '403 Forbidden'],
    ['FAILED', '500 Server Internal Error'],
    ['OTHER', '500 Server Internal Error'],
    ['NORMAL', '480 Temporarily Unavailable'],
  ])('%s without a value: %s', (name, status) => {
    expect(statusOfCause({ name, value: null })).toBe(status)
  })

  it.each([
    ['BUSY', 'alerting', '486 Busy Here'],
    ['NO ANSWER', 'alerting', '480 Temporarily Unavailable'],
    ['NO CARRIER', 'alerting', '480 Temporarily Unavailable'],
    ['NO CARRIER', 'dialing', '500 Server Internal Error'],
  ] as const)('%s while %s: %s', (word, from, status) => {
    expect(statusOfCause(causeOfWord(word, from))).toBe(status)
  })

  it('counts more who ended it than why', () => {
    const cause = causeOfValue(17, 'report')
    expect(statusOfEnd({ endedBy: 'local', cause })).toBe('487 Request Terminated')
    expect(statusOfEnd({ endedBy: 'module', cause })).toBe('503 Service Unavailable')
    expect(statusOfEnd({ endedBy: 'remote', cause })).toBe('486 Busy Here')
  })

  it.each([
    [{ kind: 'cme', code: 3, text: '' }, '403 Forbidden'],
    [{ kind: 'cme', code: 4, text: '' }, '501 Not Implemented'],
    [{ kind: 'cme', code: 30, text: '' }, '503 Service Unavailable'],
    [{ kind: 'cme', code: 31, text: '' }, '504 Server Time-out'],
    [{ kind: 'cme', code: 100, text: '' }, '500 Server Internal Error'],
    [{ kind: 'cme', code: null, text: 'odd' }, '500 Server Internal Error'],
    [{ kind: 'error' }, '500 Server Internal Error'],
    [undefined, '500 Server Internal Error'],
  ])('of a module that answers %j: %s', (result, status) => {
    expect(statusOfError(new CellvoiceError('AT_ERROR', { context: { result } }))).toBe(status)
  })

  it.each([
    ['AT_TIMEOUT', '504 Server Time-out'],
    ['PORT_LOST', '503 Service Unavailable'],
    ['NOT_SUPPORTED', '501 Not Implemented'],
    ['NO_SUCH_CALL', '487 Request Terminated'],
    ['WRONG_CALL_STATE', '500 Server Internal Error'],
  ] as const)('of %s: %s', (code, status) => {
    expect(statusOfError(new CellvoiceError(code))).toBe(status)
  })

  it('of anything else: 500', () => {
    expect(statusOfError(new Error('odd'))).toBe('500 Server Internal Error')
  })
})
