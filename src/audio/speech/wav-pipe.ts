import { WavDecoder } from '../files/wav-decoder.ts'
import type { WavFormat } from '../files/wav-format.ts'
import { layoutOfBytes } from '../files/wav-layout.ts'

/** The header of a WAV file that is written to a pipe: it has only a format and the sound. */
const headerBytes = 44
/** Samples converted at a time. */
const blocksAtOnce = 8192

/**
 * A WAV file that comes through a pipe, in pieces of any size, as samples of 8 kHz: converted as it comes, so that the
 * frames of running calls are not held up by one long conversion.
 */
export class WavPipe {
  private readonly name: string
  private kept: Uint8Array = new Uint8Array(0)
  private format: WavFormat | undefined
  private decoder: WavDecoder | undefined
  private output = new Int16Array(0)
  private readonly parts: Int16Array[] = []

  /** @param name What it is called in errors. */
  constructor(name: string) {
    this.name = name
  }

  /** @throws CellvoiceError AUDIO_FILE_INVALID, AUDIO_FILE_UNSUPPORTED. */
  take(chunk: Uint8Array): void {
    this.kept = Buffer.concat([this.kept, chunk])
    if (!this.format && this.kept.length >= headerBytes) this.readHeader()
    if (this.format) this.convert(this.format)
  }

  /**
   * All samples.
   * @throws CellvoiceError AUDIO_FILE_INVALID when it ended before its sound.
   */
  finish(): Int16Array {
    if (!this.format) this.readHeader()
    this.keep(this.decoder?.finish(this.output) ?? 0)
    const samples = new Int16Array(this.parts.reduce((length, part) => length + part.length, 0))
    let from = 0
    for (const part of this.parts) {
      samples.set(part, from)
      from += part.length
    }
    return samples
  }

  private readHeader(): void {
    // How long it will be is not known yet, and what the header says of it is not true.
    const { format, dataStart } = layoutOfBytes(this.name, this.kept, Number.MAX_SAFE_INTEGER)
    this.kept = this.kept.subarray(dataStart)
    this.format = format
    this.decoder = new WavDecoder(format, blocksAtOnce)
    this.output = new Int16Array(this.decoder.maxOutput(blocksAtOnce))
  }

  private convert({ blockBytes }: WavFormat): void {
    while (this.kept.length >= blockBytes) {
      const blocks = Math.min(blocksAtOnce, Math.floor(this.kept.length / blockBytes))
      this.keep(this.decoder?.decode(this.kept.subarray(0, blocks * blockBytes), this.output) ?? 0)
      this.kept = this.kept.subarray(blocks * blockBytes)
    }
  }

  private keep(count: number): void {
    if (count > 0) this.parts.push(this.output.slice(0, count))
  }
}
