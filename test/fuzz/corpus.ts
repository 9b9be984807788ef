import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * Inputs that are worth keeping, a file for each target: one JSON string a line, each character a byte, so that what is no
 * text can be read too.
 */
const fileOf = (target: string) => new URL(`corpus/${target}.txt`, import.meta.url)

export function keptInputs(target: string): readonly Uint8Array[] {
  const file = fileOf(target)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(inputOf)
}

export function keepInputs(target: string, inputs: readonly Uint8Array[]): void {
  const lines = [...new Set(inputs.map(lineOf))].sort(
    (one, other) => one.length - other.length || (one < other ? -1 : 1),
  )
  writeFileSync(fileOf(target), lines.map(line => `${line}\n`).join(''))
}

/** An input as a line of text. */
export function lineOf(input: Uint8Array): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(Buffer.from(input).toString('latin1')).replace(/[\x7f-\xff]/g, escaped)
}

export function inputOf(line: string): Uint8Array {
  return Buffer.from(String(JSON.parse(line)), 'latin1')
}
