import { readFileSync } from 'node:fs'

/** Wire lines and what the tests of another driver expect of them. */
export interface PeerVector {
  /** The repository and file of the other driver. */
  readonly source: string
  readonly kind: string
  readonly lines: readonly string[]
  readonly expect: Readonly<Record<string, unknown>>
  /** Whether any driver should agree; if not, nothing may break. */
  readonly portable: boolean
  readonly note?: string
}

/** All vectors, in the order of the file. */
export const peerVectors: readonly PeerVector[] = JSON.parse(
  readFileSync(new URL('../vectors/peer-vectors.json', import.meta.url), 'utf8'),
).vectors

/** What a vector is called in tables and test names: its kind and its lines. */
export function vectorName({ kind, lines }: PeerVector): string {
  return `${kind} ${JSON.stringify(lines).slice(1, -1)}`
}
