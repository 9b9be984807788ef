import { describe, expect, it } from 'vitest'
import { cmeErrors } from '../../src/at/cme-errors.ts'
import { cmsErrors } from '../../src/at/cms-errors.ts'
import { describeResult, type FinalResult, finalResultOf } from '../../src/at/final-result.ts'

describe('the lines that end any command', () => {
  it.each<[line: string, result: FinalResult, shown: string]>([
    ['OK', { kind: 'ok' }, 'OK'],
    ['ERROR', { kind: 'error' }, 'ERROR'],
    ['COMMAND NOT SUPPORT', { kind: 'error' }, 'ERROR'],
    ['+CME ERROR: 3', { kind: 'cme', code: 3, text: 'operation not allowed' }, '+CME ERROR: 3 (operation not allowed)'],
    ['+CME ERROR:30', { kind: 'cme', code: 30, text: 'no network service' }, '+CME ERROR: 30 (no network service)'],
    ['+CME ERROR: 33', { kind: 'cme', code: 33, text: 'unknown' }, '+CME ERROR: 33 (unknown)'],
    [
      '+CME ERROR: operation not allowed',
      { kind: 'cme', code: 3, text: 'operation not allowed' },
      '+CME ERROR: 3 (operation not allowed)',
    ],
    [
      '+CME ERROR: Operation Not Allowed',
      { kind: 'cme', code: 3, text: 'Operation Not Allowed' },
      '+CME ERROR: 3 (Operation Not Allowed)',
    ],
    [
      '+CME ERROR: SIM not inserted',
      { kind: 'cme', code: 10, text: 'SIM not inserted' },
      '+CME ERROR: 10 (SIM not inserted)',
    ],
    ['+CME ERROR: out of magic', { kind: 'cme', code: null, text: 'out of magic' }, '+CME ERROR: out of magic'],
    ['+CME ERROR:', { kind: 'cme', code: null, text: '' }, '+CME ERROR: '],
    ['+CMS ERROR: 500', { kind: 'cms', code: 500, text: 'unknown error' }, '+CMS ERROR: 500 (unknown error)'],
    ['+CMS ERROR: SIM busy', { kind: 'cms', code: 314, text: 'SIM busy' }, '+CMS ERROR: 314 (SIM busy)'],
  ])('%s', (line, result, shown) => {
    expect(finalResultOf(line)).toEqual(result)
    expect(describeResult(result)).toBe(shown)
  })
})

describe('the lines that end none', () => {
  it.each(['', 'ok', 'OK ', 'OKAY', 'ERROR 3', 'RING', '+XME ERROR:', '+CEER: ERROR', 'NO CARRIER', 'BUSY', 'CONNECT'])(
    '%j',
    line => {
      expect(finalResultOf(line)).toBeNull()
    },
  )
})

describe('call words', () => {
  it('end the commands that name them, and only with the whole line', () => {
    expect(finalResultOf('BUSY', ['BUSY', 'NO CARRIER'])).toEqual({ kind: 'word', word: 'BUSY' })
    expect(finalResultOf('NO ANSWER', ['BUSY', 'NO CARRIER'])).toBeNull()
    expect(finalResultOf('BUSY 1', ['BUSY'])).toBeNull()
    expect(describeResult({ kind: 'word', word: 'BUSY' })).toBe('BUSY')
  })
})

describe('the names of errors', () => {
  it.each([
    ['CME', '+CME ERROR: ', cmeErrors],
    ['CMS', '+CMS ERROR: ', cmsErrors],
  ])('%s: each text of CMEE=2 leads to a number with that name', (_kind, prefix, names) => {
    for (const name of Object.values(names)) {
      const result = finalResultOf(`${prefix}${name.toUpperCase()}`)
      if (result?.kind !== 'cme' && result?.kind !== 'cms') throw new Error(`${name} ends nothing`)
      expect(names[result.code ?? -1]).toBe(name)
    }
  })
})
