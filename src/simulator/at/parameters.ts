/** One parameter of a set command. */
export interface Parameter {
  /** Without its quotes; empty when nothing stands between the commas. */
  readonly text: string
  readonly quoted: boolean
}

/** Cuts `1,"a,b",,2` at the commas outside quotes. */
export function splitParameters(text: string): Parameter[] {
  if (text.trim() === '') return []
  const pieces = text.match(/(?:"[^"]*"?|[^,"])+|(?<=^|,)(?=,|$)/g) ?? []
  return pieces.map(piece => {
    const quotes = /^\s*"([^"]*)"?/.exec(piece)
    return quotes ? { text: quotes[1] ?? '', quoted: true } : { text: piece.trim(), quoted: false }
  })
}

/** The number a parameter gives; `undefined` when it is absent, empty or no whole number. */
export function numberOf(parameter: Parameter | undefined): number | undefined {
  return parameter && /^\d{1,9}$/.test(parameter.text) ? Number(parameter.text) : undefined
}
