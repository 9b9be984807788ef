import { type CommandDeclaration, command } from '../at/command.ts'
import { integer, rawCommandLine } from '../at/command-line.ts'
import { CellvoiceError } from '../base/error.ts'
import { urcOf } from './dictionary.ts'

/** The longest a command may take whose own limit is not known: AT+COPS=? takes 180 s. */
const UNKNOWN_LIMIT_MS = 180_000
/** The longest a caller may wait. */
const MAX_LIMIT_MS = 3_600_000

/**
 * A command line as a person or a profile gives it. It owns the lines that begin with its own name and free text. Known
 * unsolicited lines of other names stay unsolicited, and those of its own where a read answer can be told from them.
 * @throws CellvoiceError INVALID_ARGUMENT where the line is not one line of printable ASCII that begins with AT, or the
 *   limit is none of 1 to 3 600 000 ms.
 */
export function rawCommand(line: string, limitMs = UNKNOWN_LIMIT_MS): CommandDeclaration<void, readonly string[]> {
  const text = rawCommandLine(line)
  if (!/^AT/i.test(text))
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${JSON.stringify(text)} does not begin with AT` })
  integer(limitMs, 1, MAX_LIMIT_MS)
  const name = /^AT([+^$&*#%]?[A-Z0-9]+)/i.exec(text)?.[1]?.toUpperCase() ?? ''
  return command<void, readonly string[]>({
    name: `AT${name}`,
    source: 'given by the user',
    example: [text, 'OK'],
    text: () => text,
    claims: [{ prefix: `${name}:`, when: answer => urcOf(answer)?.isAnswer?.(answer) ?? true }, 'text'],
    limitMs,
    words: /^[DAO]/.test(name) ? ['NO CARRIER', 'BUSY', 'NO ANSWER', 'NO DIALTONE', 'CONNECT'] : [],
    decode: ({ lines }) => lines,
  })
}
