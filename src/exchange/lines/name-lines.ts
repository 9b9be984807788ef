import { CellvoiceError } from '../../base/error.ts'
import { described, isObject } from '../check-value.ts'
import type { LineOptions } from '../exchange-options.ts'

const MAX_LINES = 64

/**
 * The lines with their names: as given, or `line-1` for the first, `line-2` for the second and so on.
 * @throws CellvoiceError INVALID_ARGUMENT for what is no list of lines, more than 64 lines or two of one name.
 */
export function nameLines(lines: readonly LineOptions[]): readonly (readonly [name: string, LineOptions])[] {
  assertLines(lines)
  if (lines.length > MAX_LINES) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${lines.length} lines; ${MAX_LINES} are possible` })
  }
  const named = lines.map((line, index) => [line.name ?? `line-${index + 1}`, line] as const)
  const names = named.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new CellvoiceError('INVALID_ARGUMENT', { detail: `two lines are named ${twice}` })
  return named
}

/** Untyped callers get the same clear error as typed ones. */
function assertLines(lines: unknown): void {
  if (!Array.isArray(lines)) throw noLine('lines', lines, "a list such as [{ port: { path: '/dev/ttyUSB2' } }]")
  for (const [index, line] of lines.entries()) {
    if (isObject(line) && ('port' in line || 'modem' in line)) continue
    throw noLine(`lines[${index}]`, line, "a line such as { port: { path: '/dev/ttyUSB2' } }")
  }
}

function noLine(key: string, given: unknown, form: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: `${key} is ${described(given)}, not ${form}` })
}
