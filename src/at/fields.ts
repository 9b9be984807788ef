/**
 * Splits the parameters of a line at its commas: outer blanks and quotes are taken off, an absent parameter is ''.
 * A quoted field ends at a quote before a comma or the end, so quotes inside a text stay: `0,"xy"zz"aa",15` gives
 * `0`, `xy"zz"aa`, `15`. A field whose quote never closes runs to the end of the line.
 */
export function fieldsOf(parameters: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    while (parameters[at] === ' ') at++
    const end = parameters[at] === '"' ? quotedEnd(parameters, at) : plainEnd(parameters, at)
    fields.push(unquote(parameters.slice(at, end).trim()))
    if (end >= parameters.length) return fields
    at = end + 1
  }
}

/** The parameters of `line` after `prefix`: `+CLIP: "1",129` after `+CLIP:` gives `"1",129`. */
export function parametersOf(line: string): string {
  return line.slice(line.indexOf(':') + 1).trim()
}

/** A whole number in decimal digits, or null for anything else (absent, text, hexadecimal). */
export function integerOf(field: string | undefined): number | null {
  return field !== undefined && /^-?\d{1,9}$/.test(field) ? Number(field) : null
}

function plainEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from)
  return comma < 0 ? text.length : comma
}

function quotedEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let next = quote + 1
    while (text[next] === ' ') next++
    if (next >= text.length || text[next] === ',') return next
  }
  return text.length
}

function unquote(field: string): string {
  if (!field.startsWith('"')) return field
  return field.endsWith('"') && field.length > 1 ? field.slice(1, -1) : field.slice(1)
}
