import type { CommandDeclaration } from '../../../src/at/command.ts'
import { lineFieldsOf } from '../../../src/at/fields.ts'
import { describeResult, finalResultOf } from '../../../src/at/final-result.ts'
import { outcomeOf } from '../../../src/at/outcome-of.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { evidenceOfMessage } from '../../../src/calls/evidence-of-message.ts'
import { isUnsolicited, messageOf, urcOf, urcs } from '../../../src/commands/dictionary.ts'
import { everyCommand } from '../every-command.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'
import { wireSeeds, wireWords } from '../wire-words.ts'

const decoders = everyCommand()

/** The dictionary and the decoders of all answers: a line is read, or it is not, and nothing is thrown. */
export const messages: FuzzTarget = {
  name: 'messages',
  seeds: () => [
    ...urcs.map(({ example }) => Buffer.from(`\0${example}`, 'latin1')),
    ...decoders.map(({ example: [, ...lines] }, index) =>
      Buffer.from(String.fromCharCode(index) + lines.filter(line => !finalResultOf(line)).join('\n'), 'latin1'),
    ),
    ...wireSeeds().map(block => Buffer.from(`\0${Buffer.from(block).toString('latin1').trim()}`, 'latin1')),
  ],
  words: [...wireWords, ...decoders.flatMap(({ claims }) => claims.filter(claim => typeof claim === 'string'))],
  maxBytes: 300,
  attempt(input) {
    const lines = Buffer.from(input.subarray(1)).toString('latin1').split('\n')
    const kinds: string[] = []
    for (const line of lines) kinds.push(read(line))
    const declaration = decoders[(input[0] ?? 0) % decoders.length]
    return `${kinds.slice(0, 2).join()} ${declaration ? answered(declaration, lines) : ''}`
  },
}

function read(line: string): string {
  const final = finalResultOf(line, ['BUSY', 'NO CARRIER', 'CONNECT'])
  if (final) demand(describeResult(final).length > 0, 'a result without a name')
  demand(lineFieldsOf(line).length > 0, 'a line without a field')
  const message = messageOf(line)
  demand(message === null || urcOf(line) !== undefined, 'a message of a line that is not known')
  demand(!isUnsolicited(line) || urcOf(line) !== undefined, 'unsolicited and not known')
  const evidence = message && evidenceOfMessage(message)
  if (evidence?.kind === 'indication') demand(evidence.index === null || evidence.index >= 0, 'an id below 0')
  return `${final?.kind ?? ''}${message?.kind ?? ''}${evidence?.kind ?? ''}`
}

/** An answer of arbitrary lines comes to a result, or to an error that the dialogue may pass on. */
function answered(declaration: CommandDeclaration<unknown, unknown>, lines: readonly string[]): string {
  const [text] = declaration.example
  const args = argumentsFor(declaration.name)
  const nobody = { cancelLimit() {}, resolve() {}, reject() {} }
  const inFlight = { declaration, args, text, lines: [...lines], data: [], continued: false, ...nobody }
  const outcome = outcomeOf(inFlight, { kind: 'ok' })
  if (outcome.kind === 'done') return `${declaration.name} ${shapeOf(outcome.result)}`
  demand(CellvoiceError.is(outcome.error), `${declaration.name} threw ${String(outcome.error)}`)
  const cause = outcome.error.cause
  demand(!(cause instanceof TypeError || cause instanceof RangeError), `${declaration.name}: ${String(cause)}`)
  return `${declaration.name} ${outcome.error.code}`
}

/** Only the decoder of an upload looks at what was asked. */
function argumentsFor(name: string): unknown {
  return name === 'AT+QFUPL' ? { name: 'a.wav', content: Buffer.from('ab') } : undefined
}

function shapeOf(result: unknown): string {
  if (Array.isArray(result)) return `list of ${Math.min(result.length, 3)}`
  return result === null || typeof result !== 'object' ? typeof result : Object.keys(result).join()
}
