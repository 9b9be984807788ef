import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Framer, MAX_LINE_BYTES } from '../../src/at/framer.ts'
import { type WireToken, wireTokens } from '../support/wire-tokens.ts'

const menu = '+CUSD: 1,"Play 24 Menu\r\n1 Konto\r\n2 Uslugi\r\n\r\n0 Wyjscie",0'
const long = 'x'.repeat(MAX_LINE_BYTES)

const lines = (...texts: readonly string[]): WireToken[] => texts.map(line => ({ line }))

describe('what the bytes on the wire mean', () => {
  const table: readonly [name: string, wire: string, found: WireToken[]][] = [
    ['a line in CR LF', '\r\nOK\r\n', lines('OK')],
    ['two lines', '\r\nRING\r\n\r\n+CLIP: "1",129\r\n', lines('RING', '+CLIP: "1",129')],
    ['empty lines do not count', '\r\n\r\n\r\n\r\n', []],
    ['an unfinished line is not yet a line', '\r\nRIN', []],
    ['an echo ends in CR alone', 'AT+CLCC\r\r\nOK\r\n', lines('AT+CLCC', 'OK')],
    ['CR CR LF', 'AT\r\r\n\r\nOK\r\r\n', lines('AT', 'OK')],
    ['bare LF', 'RING\nOK\n', lines('RING', 'OK')],
    ['LF CR', '\n\rNO ANSWER\n\r', lines('NO ANSWER')],
    ['blanks around a line', '\r\n  \r\n  NORMAL POWER DOWN \r\n ', lines('NORMAL POWER DOWN')],
    ['blanks inside a line stay', '\r\n+QIND: "csq" , 100 , 50 \r\n', lines('+QIND: "csq" , 100 , 50')],
    ['NUL bytes of a module that powers up', '\0\0\r\n\0RD\0Y\r\n\0', lines('RDY')],
    ['bytes that are not ASCII are kept', '\r\n+QTTS: \xff\xa0\r\n', lines('+QTTS: \xff\xa0')],
    ['junk before the first line end is a line of its own', 'ssss\r\nRING\r\n', lines('ssss', 'RING')],
    ['an unclosed quote ends with its line', '\r\n+CLIP: "12\r\n\r\nRING\r\n', lines('+CLIP: "12', 'RING')],
    ['quotes of any number', '\r\n+URC: one """"\r\n\r\nRING\r\n', lines('+URC: one """"', 'RING')],
    ['a menu of several lines is one line', `\r\n${menu}\r\n\r\nOK\r\n`, lines(menu, 'OK')],
    [
      'a menu that never closes does not eat what follows',
      '\r\n+CUSD: 1,"Menu\r\n1 Konto\r\n\r\nRING\r\n\r\n+CLIP: "1",129\r\n',
      lines('+CUSD: 1,"Menu\r\n1 Konto', 'RING', '+CLIP: "1",129'),
    ],
    [
      'a menu that never closes, then a line with quotes',
      '\r\n+CUSD: 0,"abc\r\n\r\n+CLIP: "1",129\r\n\r\nRING\r\n',
      lines('+CUSD: 0,"abc', '+CLIP: "1",129', 'RING'),
    ],
    [
      'two menus that never close',
      '\r\n+CUSD: 0,"abc\r\n\r\n+CUSD: 0,"def\r\n\r\nRING\r\n',
      lines('+CUSD: 0,"abc', '+CUSD: 0,"def', 'RING'),
    ],
    [
      'a menu that never closes, then a result, then a restart',
      '\r\n+CUSD: 0,"abc\r\n\r\n+CME ERROR: 30\r\n\r\n+CUSD: 0,"abc\r\n\r\nRDY\r\n',
      lines('+CUSD: 0,"abc', '+CME ERROR: 30', '+CUSD: 0,"abc', 'RDY'),
    ],
    ['a line of the greatest length', `\r\n${long}\r\nOK\r\n`, lines(long, 'OK')],
    [
      'a longer one is dropped, and only it',
      `\r\n${long}yz\r\nOK\r\n`,
      [{ overrun: 'x'.repeat(64), bytes: MAX_LINE_BYTES + 2 }, ...lines('OK')],
    ],
    [
      'a menu without end is dropped when it is too long',
      `\r\n+CUSD: 1,"${long}\r\n\r\nOK\r\n`,
      [{ overrun: `+CUSD: 1,"${'x'.repeat(54)}`, bytes: MAX_LINE_BYTES + '+CUSD: 1,"'.length }, ...lines('OK')],
    ],
    ['"> " without an expected prompt is no prompt', '\r\n> \r\nOK\r\n', lines('>', 'OK')],
    ['counted data', '\r\nCONNECT 5\r\nabcde\r\nOK\r\n', [...lines('CONNECT 5'), { data: 'abcde' }, ...lines('OK')]],
    [
      'data that looks like lines',
      '\r\nCONNECT 12\r\nOK\r\nRING\r\nOK\r\nOK\r\n',
      [...lines('CONNECT 12'), { data: 'OK\r\nRING\r\nOK' }, ...lines('OK')],
    ],
    [
      'data that begins with LF',
      '\r\nCONNECT 3\r\n\nab\r\nOK\r\n',
      [...lines('CONNECT 3'), { data: '\nab' }, ...lines('OK')],
    ],
    [
      'data that begins with CR LF',
      '\r\nCONNECT 4\r\n\r\nab\r\nOK\r\n',
      [...lines('CONNECT 4'), { data: '\r\nab' }, ...lines('OK')],
    ],
    [
      'data of NUL bytes, quotes and blanks',
      '\r\nCONNECT 6\r\n \0"\0 \r\r\nOK\r\n',
      [...lines('CONNECT 6'), { data: ' \0"\0 \r' }, ...lines('OK')],
    ],
    ['data after a bare LF', 'CONNECT 2\n\nbOK\n', [...lines('CONNECT 2'), { data: '\nb' }, ...lines('OK')]],
    ['no data', '\r\nCONNECT 0\r\n\r\nOK\r\n', lines('CONNECT 0', 'OK')],
  ]

  it.each(table)('%s', (_name, wire, found) => {
    expect(wireTokens([wire])).toEqual(found)
  })

  it.each(table)('%s: the same byte by byte', (_name, wire, found) => {
    expect(wireTokens([...wire])).toEqual(found)
  })
})

describe('prompts', () => {
  it('finds "> " at the start of a line while one is expected', () => {
    expect(wireTokens(['\r\n> '], { prompts: true })).toEqual([{ prompt: true }])
    expect(wireTokens(['\r\n>', ' '], { prompts: true })).toEqual([{ prompt: true }])
  })

  it('takes "> " inside a line for text', () => {
    expect(wireTokens(['\r\n+A: > b\r\n'], { prompts: true })).toEqual(lines('+A: > b'))
  })
})

describe('the cuts between chunks', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\r',
      '\n',
      '\0',
      ' ',
      '> ',
      '"',
      'AT\r',
      '\r\nOK\r\n',
      '\r\nRING\r\n',
      '\r\nCONNECT 7\r\n',
    ),
    fc.constantFrom('\r\n+CLIP: "+48600222222",145,"",0,,0\r\n', `\r\n${menu}\r\n`, '\r\n+CUSD: 1,"', 'NO CARRIER'),
    fc.string({ unit: fc.integer({ min: 0, max: 255 }).map(code => String.fromCharCode(code)), maxLength: 12 }),
    fc.integer({ min: MAX_LINE_BYTES - 2, max: MAX_LINE_BYTES + 40 }).map(length => 'x'.repeat(length)),
  )

  it('change nothing', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }),
        fc.array(fc.nat({ max: 4000 }), { maxLength: 12 }),
        fc.boolean(),
        (pieces, cuts, prompts) => {
          const wire = pieces.join('')
          expect(wireTokens(cutAt(wire, cuts), { prompts })).toEqual(wireTokens([wire], { prompts }))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('lose no byte of counted data and no line around it', () => {
    const data = fc.string({ unit: fc.constantFrom('\r', '\n', '\0', '"', ' ', '>', 'O', 'K'), minLength: 1 })
    fc.assert(
      fc.property(data, fc.array(fc.nat({ max: 80 }), { maxLength: 6 }), (bytes, cuts) => {
        const wire = `\r\nRING\r\n\r\nCONNECT ${bytes.length}\r\n${bytes}\r\n+QFREAD: 1\r\n\r\nOK\r\n`
        const found = [...lines('RING', `CONNECT ${bytes.length}`), { data: bytes }, ...lines('+QFREAD: 1', 'OK')]
        expect(wireTokens(cutAt(wire, cuts))).toEqual(found)
      }),
    )
  })
})

describe('a line that was opened anew', () => {
  it('has forgotten the unfinished line and the data that never came', () => {
    const found: string[] = []
    const framer = new Framer({ onLine: line => found.push(line), onPrompt() {}, onData() {}, onOverrun() {} })
    framer.feed(Buffer.from('\r\n+CLIP: "12'))
    framer.expectData(100)
    framer.reset()
    framer.feed(Buffer.from('\r\nRDY\r\n'))
    expect(found).toEqual(['RDY'])
  })
})

function cutAt(wire: string, cuts: readonly number[]): string[] {
  const ends = [...cuts.filter(cut => cut < wire.length), wire.length].sort((one, other) => one - other)
  return ends.map((end, index) => wire.slice(ends[index - 1] ?? 0, end))
}
