import { CellvoiceError } from '../../../src/base/error.ts'
import { recogniseCommand } from '../../../src/commands/recognise-command.ts'
import { argumentWords, commandArguments } from '../command-arguments.ts'
import { everyCommand } from '../every-command.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'
import { hostileValue } from '../hostile-values.ts'
import { WireGrammar } from '../wire-grammar.ts'

const declarations = everyCommand()

/** The one way into a command line: what is refused is refused before a byte is sent, what is sent is in the grammar. */
export const commands: FuzzTarget = {
  name: 'commands',
  seeds: () => [
    ...declarations.flatMap((_, index) =>
      commandArguments.map(args => Buffer.from(String.fromCharCode(index) + args, 'latin1')),
    ),
  ],
  words: argumentWords,
  maxBytes: 400,
  attempt(input) {
    const declaration = declarations[(input[0] ?? 0) % declarations.length]
    if (!declaration) return 'none'
    const text = Buffer.from(input.subarray(1)).toString('latin1')
    tryLine(text)
    let line: string
    try {
      line = declaration.text(hostileValue(text))
    } catch (error) {
      // What is no object has no members; a type error comes before any byte too.
      demand(CellvoiceError.is(error) || error instanceof TypeError, `${declaration.name} threw ${String(error)}`)
      return `${declaration.name} refused ${CellvoiceError.is(error) ? error.code : 'type'}`
    }
    const grammar = new WireGrammar()
    grammar.take(Buffer.from(`${line}\r`, 'latin1'))
    return `${declaration.name} ${line.length}`
  },
}

/** A line of a log, or what a person types. */
function tryLine(text: string): void {
  try {
    const { declaration, args } = recogniseCommand(text)
    demand(/^AT[\x20-\x7e]*$/i.test(declaration.text(args)), 'a line that is none')
  } catch (error) {
    if (!CellvoiceError.is(error, 'INVALID_ARGUMENT') && !CellvoiceError.is(error, 'INVALID_NUMBER')) throw error
  }
}
