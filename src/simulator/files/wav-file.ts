import { readSamples, SAMPLE_RATE } from '../../audio/frame.ts'

/** The length of the header: RIFF, the format, and the beginning of the data (Multimedia Programming Interface 1.0, 1991). */
export const wavHeaderBytes = 44

/** A header for samples of 16 bits, one channel, 8000 a second; both sizes are 0 while `dataBytes` is not known. */
export function wavHeader(dataBytes?: number): Uint8Array {
  const header = Buffer.alloc(wavHeaderBytes)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(dataBytes === undefined ? 0 : dataBytes + wavHeaderBytes - 8, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20) // PCM
  header.writeUInt16LE(1, 22) // one channel
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(2 * SAMPLE_RATE, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes ?? 0, 40)
  return new Uint8Array(header)
}

/** The samples of a WAV file at 8000 a second; `undefined` for what a module does not play. */
export function readWav(content: Uint8Array): Int16Array | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    return undefined
  }
  let rate: number | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [kind, size, start] = [bytes.toString('latin1', at, at + 4), bytes.readUInt32LE(at + 4), at + 8]
    if (kind === 'fmt ' && start + 16 <= bytes.length) rate = rateOf(bytes.subarray(start))
    if (kind === 'data') {
      // A header that was never completed says 0; what follows is data all the same.
      const end = size === 0 ? bytes.length : Math.min(bytes.length, start + size)
      return rate === undefined ? undefined : samplesOf(bytes.subarray(start, end), rate)
    }
    at = start + size + (size % 2)
  }
  return undefined
}

/** The rate of PCM with 16 bits and one channel; of nothing else. */
function rateOf(format: Buffer): number | undefined {
  const [coding, channels, rate, bits] = [
    format.readUInt16LE(0),
    format.readUInt16LE(2),
    format.readUInt32LE(4),
    format.readUInt16LE(14),
  ]
  return coding === 1 && channels === 1 && bits === 16 && (rate === 8000 || rate === 16_000) ? rate : undefined
}

function samplesOf(bytes: Uint8Array, rate: number): Int16Array {
  const samples = new Int16Array(Math.floor(bytes.length / 2))
  readSamples(bytes, samples)
  if (rate === SAMPLE_RATE) return samples
  // Every index of the half stands for two that are there.
  return Int16Array.from({ length: samples.length >> 1 }, (_, index) => {
    return ((samples[2 * index] as number) + (samples[2 * index + 1] as number)) >> 1
  })
}
