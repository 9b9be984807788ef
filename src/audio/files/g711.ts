/** The two companding laws of ITU-T G.711: A-law in most of the world, mu-law in North America and Japan. */
export type G711Law = 'alaw' | 'ulaw'

/** A-law characters travel with every second bit inverted (G.711 table 1a, note 2). */
const ALAW_EVEN_BITS = 0x55
/** What mu-law adds to a magnitude, so that each segment starts at a power of two. */
const ULAW_BIAS = 33
const ULAW_LARGEST = 0x1fff

/** What each of the 256 characters stands for, on the scale of 16-bit samples (G.711 tables 1 and 2, column 6). */
export const g711Values: Readonly<Record<G711Law, Readonly<Int16Array>>> = {
  alaw: Int16Array.from({ length: 256 }, (_, character) => expandAlaw(character)),
  ulaw: Int16Array.from({ length: 256 }, (_, character) => expandUlaw(character)),
}

/** The characters of all 16-bit samples. A-law looks at the upper 13 bits, mu-law at the upper 14. */
const characters: Readonly<Record<G711Law, Uint8Array>> = {
  alaw: Uint8Array.from({ length: 0x2000 }, (_, upper) => compressAlaw((upper << 19) >> 19)),
  ulaw: Uint8Array.from({ length: 0x4000 }, (_, upper) => compressUlaw((upper << 18) >> 18)),
}

/** Samples to G.711 characters, one byte each, into `bytes` from `offset` on. */
export function encodeG711(law: G711Law, samples: Int16Array, bytes: Uint8Array, offset = 0): void {
  const table = characters[law]
  const shift = law === 'alaw' ? 3 : 2
  const mask = table.length - 1
  for (let index = 0; index < samples.length; index++) {
    // The loop ends with the last sample; the mask keeps the other index inside the table.
    bytes[offset + index] = table[((samples[index] as number) >> shift) & mask] as number
  }
}

/** G.711 characters from `offset` on to samples, as many as `samples` holds. */
export function decodeG711(law: G711Law, bytes: Uint8Array, samples: Int16Array, offset = 0): void {
  const values = g711Values[law]
  for (let index = 0; index < samples.length; index++) {
    // The caller hands a byte for each sample; every byte is in the table.
    samples[index] = values[bytes[offset + index] as number] as number
  }
}

function expandAlaw(character: number): number {
  const bits = character ^ ALAW_EVEN_BITS
  const segment = (bits >> 4) & 7
  const step = 2 * (bits & 15) + 1
  const magnitude = segment === 0 ? step : (step + 32) << (segment - 1)
  return (bits & 0x80 ? magnitude : -magnitude) << 3
}

function expandUlaw(character: number): number {
  const bits = ~character & 0xff
  const magnitude = ((2 * (bits & 15) + ULAW_BIAS) << ((bits >> 4) & 7)) - ULAW_BIAS
  return (bits & 0x80 ? -magnitude : magnitude) << 2
}

/** Negative values by one's complement, as the reference software of the ITU does it (G.191): -1 is the smallest one. */
function magnitudeOf(value: number): number {
  return value < 0 ? ~value : value
}

function compressAlaw(value: number): number {
  const magnitude = magnitudeOf(value)
  const segment = Math.max(0, 27 - Math.clz32(magnitude))
  const step = (magnitude >> Math.max(1, segment)) & 15
  return ((segment << 4) | step | (value < 0 ? 0 : 0x80)) ^ ALAW_EVEN_BITS
}

function compressUlaw(value: number): number {
  const magnitude = Math.min(magnitudeOf(value) + ULAW_BIAS, ULAW_LARGEST)
  const segment = 26 - Math.clz32(magnitude)
  const step = (magnitude >> (segment + 1)) & 15
  return ~((segment << 4) | step | (value < 0 ? 0x80 : 0)) & 0xff
}
