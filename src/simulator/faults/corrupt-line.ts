import type { Corruption } from './fault.ts'

const maxNoiseBytes = 16

/** `bytes`, a line with its line ends, made unreadable. */
export function corruptLine(bytes: Uint8Array, how: Corruption, roll: () => number): Uint8Array {
  const at = Math.floor(roll() * bytes.length)
  switch (how) {
    case 'flip': {
      const flipped = Uint8Array.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(roll() * 8))
      return flipped
    }
    case 'truncate':
      return Uint8Array.from(bytes.subarray(0, at))
    case 'noise': {
      const noise = Array.from({ length: 1 + Math.floor(roll() * maxNoiseBytes) }, () => Math.floor(roll() * 256))
      return Uint8Array.from([...noise, ...bytes])
    }
  }
}
