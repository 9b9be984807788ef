import { CellvoiceError } from '../base/error.ts'

/** The longest command line that is sent, bytes without the CR; 27.007 modules take at least this. */
export const MAX_COMMAND_BYTES = 1024

/** The longest number that is dialled; 27.007 6.2 leaves it open, no network takes more. */
export const MAX_NUMBER_DIGITS = 40
const dialable = new RegExp(`^\\+?[0-9*#ABC]{1,${MAX_NUMBER_DIGITS}}$`)

/**
 * The one way into a command line. Everything a user typed passes one of these functions; whatever could end the line,
 * chain another command or close a quote is refused before a byte is sent.
 */

/**
 * A dial string as AT commands take it: an optional leading +, then 1-40 of `0-9 * # A B C`.
 * @throws CellvoiceError INVALID_NUMBER
 */
export function dialString(number: unknown): string {
  if (typeof number !== 'string')
    throw new CellvoiceError('INVALID_NUMBER', { detail: `not text but ${typeof number}` })
  if (!dialable.test(number)) {
    throw new CellvoiceError('INVALID_NUMBER', { detail: printable(number), context: { number } })
  }
  return number
}

/**
 * A quoted string parameter: printable latin1 without quotes and semicolons, at most `maxBytes` bytes.
 * @throws CellvoiceError INVALID_ARGUMENT
 */
export function quoted(text: unknown, maxBytes = 255): string {
  if (typeof text !== 'string') throw refused('not text', text)
  if (!/^[\x20\x21\x23-\x3a\x3c-\x7e\xa0-\xff]*$/.test(text))
    throw refused('has a character that may not be sent', text)
  if (text.length > maxBytes) throw refused(`longer than ${maxBytes} bytes`, text)
  return `"${text}"`
}

/**
 * A whole number parameter within its range, ends included.
 * @throws CellvoiceError INVALID_ARGUMENT
 */
export function integer(value: unknown, min: number, max: number): string {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw refused(`not a whole number from ${min} to ${max}`, value)
  }
  return String(value)
}

/**
 * A whole command line typed by a person or written in a profile: one line of printable ASCII.
 * @throws CellvoiceError INVALID_ARGUMENT
 */
export function rawCommandLine(line: unknown): string {
  if (typeof line !== 'string' || line.trim() === '') throw refused('an empty command', line)
  if (!/^[\x20-\x7e]+$/.test(line)) throw refused('has a character that may not be sent', line)
  if (line.length > MAX_COMMAND_BYTES) throw refused(`longer than ${MAX_COMMAND_BYTES} bytes`, line)
  return line.trim()
}

/**
 * The number of a name in a list of the standard: `busy` among the reasons of forwarding is 1.
 * @throws CellvoiceError INVALID_ARGUMENT
 */
export function numberOf(name: unknown, names: readonly string[]): string {
  const number = names.indexOf(name as string)
  if (number < 0) throw refused(`none of ${names.join(', ')}`, String(name))
  return String(number)
}

function refused(why: string, value: unknown): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: `${printable(value)} is ${why}`.replace('is has', 'has') })
}

/**
 * The value as an error may show it: text with its control characters escaped, at most 60 characters; a number; of
 * anything else the type, because an object may throw when asked for its text.
 */
function printable(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return `a value of type ${typeof value}`
  const escaped = JSON.stringify(value)
  return escaped.length > 60 ? `${escaped.slice(0, 57)}…"` : escaped
}
