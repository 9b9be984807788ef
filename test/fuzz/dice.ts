import { random } from '../support/random.ts'

/** Random choices from one seed. */
export interface Dice {
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
}

export function diceOf(seed: number): Dice {
  const uniform = random(seed)
  const below = (count: number) => Math.floor(uniform() * count)
  // Within the list, as `below` is.
  return { below, pick: list => list[below(list.length)] as (typeof list)[number] }
}

/** A number that depends on every byte (FNV-1a): an input brings its own dice, so that it does the same whenever it is tried. */
export function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** Cuts bytes into pieces of at most 16, as a line does. */
export function piecesOf(bytes: Uint8Array, dice: Dice): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 1 + dice.below(16))
    pieces.push(bytes.subarray(at, end))
    at = end
  }
  return pieces
}
