/** A value that JavaScript may hand in where types are not looked at: `{"number":"1\rATA"}`; the text itself if it is no JSON. */
export function hostileValue(text: string): unknown {
  try {
    return deeper(JSON.parse(text))
  } catch {
    return text
  }
}

/** Files are bytes: what follows `bytes:` becomes such. */
function deeper(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('bytes:')) return Buffer.from(value.slice(6), 'latin1')
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deeper(inner)]))
}
