import { type CommandDeclaration, command } from '../at/command.ts'
import { rawCommandLine } from '../at/command-line.ts'
import { urcOf } from './dictionary.ts'

/** The longest a command may take whose own limit is not known: AT+COPS=? takes 180 s. */
const UNKNOWN_LIMIT_MS = 180_000

/**
 * A command line as a person or a profile gives it. It owns the lines that begin with its own name and free text. Known
 * unsolicited lines of other names stay unsolicited, and those of its own where a read answer can be told from them.
 * @throws CellvoiceError INVALID_ARGUMENT where the line is not one line of printable ASCII.
 */
export function rawCommand(line: string, limitMs = UNKNOWN_LIMIT_MS): CommandDeclaration<void, readonly string[]> {
  const text = rawCommandLine(line)
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
