import { describe, expect, test } from 'vitest'
import { everyCommand } from './every-command.ts'
import { WireGrammar } from './wire-grammar.ts'

/** Writes these pieces one after the other; a `<` in front stands for the module that asks for data. */
function write(...pieces: readonly string[]): void {
  const grammar = new WireGrammar()
  for (const piece of pieces) {
    if (piece === '<CONNECT') grammar.noteConnect()
    else grammar.take(Buffer.from(piece, 'latin1'))
  }
}

describe('the grammar of what goes to a module', () => {
  test.each(everyCommand().map(({ name, example: [line] }) => [name, line]))('has the example of %s', (_, line) => {
    expect(() => write(`${line}\r`)).not.toThrow()
  })

  test.each([
    ['a line in pieces', ['AT+C', 'LCC', '\r']],
    ['data that were asked for', ['AT+QFUPL="a.wav",3,30\r', '<CONNECT', 'A\rB', 'AT+CLCC\r']],
    ['a command after an upload that was given up', ['AT+QFUPL="a.wav",3,30\r', '<CONNECT', 'A', 'AT+CLCC\r', 'ATH\r']],
  ])('has %s', (_, pieces) => {
    expect(() => write(...pieces)).not.toThrow()
  })

  test.each([
    ['a line that is no command', ['hello\r']],
    ['an empty line', ['\r']],
    ['a line feed', ['AT\n\r']],
    ['two commands in one line', ['AT+CLCC;+CHUP\r']],
    ['a data call', ['ATD5550100\r']],
    ['a quote that is not closed', ['AT+QFDEL="a.wav\r']],
    ['a word where a number belongs', ['AT+CLIR=undefined\r']],
    ['the end of a text message', ['AT+CMGS="5550100"\r', '\x1a', 'AT\r']],
    ['data that nobody asked for', ['AT+QFUPL="a.wav",3,30\r', 'abc', 'AT\r']],
    ['more data than were announced', ['AT+QFUPL="a.wav",3,30\r', '<CONNECT', 'abcd', 'AT\r']],
    ['data twice', ['AT+QFUPL="a.wav",3,30\r', '<CONNECT', 'abc', 'abc', 'AT\r']],
    ['a line without end', ['AT'.padEnd(1_200, '1')]],
  ])('has not %s', (_, pieces) => {
    expect(() => write(...pieces)).toThrow(/grammar|without end/)
  })

  test('a line that a person typed need only be one line that begins with AT', () => {
    const grammar = new WireGrammar()
    grammar.allow('AT+CLCC;+CSQ')
    expect(() => grammar.take(Buffer.from('AT+CLCC;+CSQ\r'))).not.toThrow()
    expect(() => grammar.take(Buffer.from('AT+CLCC;+CHUP\r'))).toThrow('grammar')
  })
})
