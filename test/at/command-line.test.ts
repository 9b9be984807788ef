import { describe, expect, it } from 'vitest'
import {
  dialString,
  integer,
  MAX_COMMAND_BYTES,
  MAX_NUMBER_DIGITS,
  quoted,
  rawCommandLine,
} from '../../src/at/command-line.ts'
import { CellvoiceError } from '../../src/base/error.ts'

describe('a dial string', () => {
  it.each([
    '1',
    '+441632960961',
    '*100#',
    '#31#441632960961',
    '10086',
    '13ABC',
    '9'.repeat(MAX_NUMBER_DIGITS),
    `+${'9'.repeat(MAX_NUMBER_DIGITS)}`,
  ])('%s is dialled as it stands', number => {
    expect(dialString(number)).toBe(number)
  })

  it.each([
    ['nothing', ''],
    ['a plus alone', '+'],
    ['two pluses', '++44'],
    ['a plus in the middle', '44+1'],
    ['a blank', '10 086'],
    ['a blank before', ' 10086'],
    ['a blank behind', '10086 '],
    ['a semicolon', '10086;'],
    ['a second command', '10086;+CHUP'],
    ['CR', '10086\r'],
    ['CR and a command', '10086\rATH'],
    ['LF', '10086\n'],
    ['CR LF', '10086\r\n'],
    ['a quote', '100"86'],
    ['NUL', '10086\0'],
    ['escape', '10086\x1b'],
    ['Ctrl-Z', '10086\x1a'],
    ['DEL', '10086\x7f'],
    ['small letters', '10a'],
    ['D', '10D'],
    ['the modifier of CLIR', '10086I'],
    ['the modifier of a closed group', '10086G'],
    ['a pause', '10086,1'],
    ['a wait', '10086w1'],
    ['a phonebook entry', '>"Anna"'],
    ['brackets', '(01632)960961'],
    ['dashes', '01632-960961'],
    ['a dot', '01632.960961'],
    ['a URI', 'tel:+441632960961'],
    ['Arabic digits', '٠١٢٣'],
    ['full-width digits', '１００８６'],
    ['a right-to-left mark', '10086\u200f'],
    ['a no-break space', '10086\u00a0'],
    ['a line separator', '10086\u2028'],
    ['an astral character', '10086😀'],
    ['too many digits', '9'.repeat(MAX_NUMBER_DIGITS + 1)],
    ['far too many digits', '9'.repeat(100_000)],
    ['a number', 10086],
    ['nothing at all', undefined],
    ['null', null],
    ['a list', ['10086']],
    ['an object', { number: '10086' }],
    ['something that turns into a string', { toString: () => '10086' }],
    ['a String object', Object('10086')],
    ['true', true],
    ['a big integer', 10086n],
    ['a symbol', Symbol('10086')],
  ])('%s is refused', (_name, number) => {
    expect(() => dialString(number)).toThrow(expect.objectContaining({ code: 'INVALID_NUMBER' }))
  })
})

describe('a quoted parameter', () => {
  it.each([
    ['', '""'],
    ['UFS:a.wav', '"UFS:a.wav"'],
    ['*100#', '"*100#"'],
    ["it's 5, or 6", '"it\'s 5, or 6"'],
    ['Grüße', '"Grüße"'],
    ['x'.repeat(255), `"${'x'.repeat(255)}"`],
  ])('%j is sent as %s', (text, sent) => {
    expect(quoted(text)).toBe(sent)
  })

  it.each([
    ['a quote', 'a"b'],
    ['a quote that opens a new parameter', 'a",1,"'],
    ['a semicolon', 'a;b'],
    ['CR', 'a\rb'],
    ['LF', 'a\nb'],
    ['CR at the end', 'a\r'],
    ['NUL', 'a\0'],
    ['Ctrl-Z', 'a\x1a'],
    ['escape', '\x1b'],
    ['a tab', 'a\tb'],
    ['DEL', 'a\x7f'],
    ['a control character of latin1', 'a\x85b'],
    ['what latin1 cannot say', 'Łódź'],
    ['a curly quote', 'a“b”'],
    ['an astral character', '😀'],
    ['half an astral character', '\ud83d'],
    ['a line separator', 'a\u2028b'],
    ['a character whose low byte is CR', '\u010d'],
    ['a character whose low byte is a quote', '\u0122'],
    ['too much', 'x'.repeat(256)],
    ['a number', 5],
    ['nothing at all', undefined],
    ['null', null],
    ['a list', ['a']],
    ['a symbol', Symbol('a')],
    ['an object without a string', Object.create(null)],
  ])('%s is refused', (_name, text) => {
    expect(() => quoted(text)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })

  it('is refused above the length its command takes', () => {
    expect(quoted('12', 2)).toBe('"12"')
    expect(() => quoted('123', 2)).toThrow(/longer than 2 bytes/)
  })
})

describe('a whole number', () => {
  it.each([0, 1, 7, -0])('%s within its range is sent', value => {
    expect(integer(value, 0, 7)).toBe(String(value))
  })

  it.each([
    ['below', -1],
    ['above', 8],
    ['a fraction', 1.5],
    ['not a number', Number.NaN],
    ['without end', Number.POSITIVE_INFINITY],
    ['text', '5'],
    ['text with a second command', '5;+CHUP'],
    ['nothing at all', undefined],
    ['null', null],
    ['a big integer', 5n],
    ['a list', [5]],
    ['a symbol', Symbol('5')],
  ])('%s is refused', (_name, value) => {
    expect(() => integer(value, 0, 7)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('a whole command line', () => {
  it.each(['AT', 'AT+QCFG="ims",1', 'ATE0;V1', 'A'.repeat(MAX_COMMAND_BYTES)])('%s is sent as it stands', line => {
    expect(rawCommandLine(line)).toBe(line)
  })

  it('is sent without its outer blanks, so that its echo is known', () => {
    expect(rawCommandLine(' ATI ')).toBe('ATI')
  })

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['CR', 'AT\r'],
    ['two lines', 'AT\rATH'],
    ['LF', 'AT\nATH'],
    ['NUL', 'AT\0'],
    ['Ctrl-Z', 'AT\x1a'],
    ['escape', 'AT\x1b'],
    ['a tab', 'AT\t'],
    ['what is not ASCII', 'AT+CUSD=1,"ü"'],
    ['too much', 'A'.repeat(MAX_COMMAND_BYTES + 1)],
    ['a number', 5],
    ['nothing at all', undefined],
    ['null', null],
    ['a list', ['AT']],
  ])('%s is refused', (_name, line) => {
    expect(() => rawCommandLine(line)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('a refusal', () => {
  it('shows the argument without its control characters and not all of a long one', () => {
    const error = thrownBy(() => dialString(`1\r\n${'9'.repeat(500)}`))
    expect(error.message).toContain(String.raw`"1\r\n999`)
    expect(error.message.length).toBeLessThan(250)
    expect(error.message).not.toMatch(/[\r\n]/)
  })

  it('says what is wrong', () => {
    expect(thrownBy(() => integer(8, 0, 7)).message).toContain('not a whole number from 0 to 7')
    expect(thrownBy(() => quoted('a"')).message).toContain('has a character that may not be sent')
  })
})

function thrownBy(action: () => unknown): CellvoiceError {
  try {
    action()
  } catch (error) {
    if (CellvoiceError.is(error)) return error
  }
  throw new Error('nothing of ours was thrown')
}
