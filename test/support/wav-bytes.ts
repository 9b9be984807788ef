/** A WAV file to be built; what is left out is that of 8 kHz, 16 bits, one channel, with true sizes. */
export interface WavParts {
  readonly tag?: number
  readonly channels?: number
  readonly rate?: number
  readonly bits?: number
  /** What follows the first 16 bytes of the format chunk. */
  readonly formatRest?: readonly number[]
  readonly data?: Uint8Array
  /** Chunks before and after the sound. */
  readonly before?: readonly Uint8Array[]
  readonly after?: readonly Uint8Array[]
  readonly dataSize?: number
  readonly riffSize?: number
}

/** A chunk with its header, and the byte that makes an odd one even; `size` is what it claims. */
export function chunk(name: string, content: Uint8Array, size = content.length): Uint8Array {
  const padding = content.length % 2
  const bytes = Buffer.alloc(8 + content.length + padding)
  bytes.write(name, 'latin1')
  bytes.writeUInt32LE(size, 4)
  bytes.set(content, 8)
  return new Uint8Array(bytes)
}

/** Builds a WAV file byte by byte, right or wrong, without the code under test. */
export function wavBytes(parts: WavParts): Uint8Array {
  const { tag = 1, channels = 1, rate = 8000, bits = 16, formatRest = [], data = new Uint8Array(0) } = parts
  const { before = [], after = [], dataSize = data.length } = parts
  const format = Buffer.alloc(16 + formatRest.length)
  format.writeUInt16LE(tag, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE((rate * channels * bits) / 8, 8)
  format.writeUInt16LE((channels * bits) / 8, 12)
  format.writeUInt16LE(bits, 14)
  format.set(formatRest, 16)
  const chunks = [chunk('fmt ', format), ...before, chunk('data', data, dataSize), ...after]
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks])
  return chunk('RIFF', body, parts.riffSize ?? body.length)
}

/** 16-bit little-endian bytes of `samples`. */
export function littleEndian(samples: readonly number[] | Int16Array): Uint8Array {
  const bytes = Buffer.alloc(2 * samples.length)
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(sample, 2 * index)
  return new Uint8Array(bytes)
}

/** A sine of `amplitude` (of 32767), `seconds` long. */
export function tone(frequency: number, seconds: number, rate = 8000, amplitude = 16_000): Int16Array {
  const count = Math.round(seconds * rate)
  return Int16Array.from({ length: count }, (_, n) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequency * n) / rate)),
  )
}
