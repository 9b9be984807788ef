import type { FileHandle } from 'node:fs/promises'
import { fileError } from './file-error.ts'
import { openFile, readAt } from './open-file.ts'
import { WavDecoder } from './wav-decoder.ts'
import type { WavFormat } from './wav-format.ts'
import { assertSound, type WavLayout, walkWav } from './wav-layout.ts'

/** A quarter of a second is read at a time, so that files of any size need the same memory. */
const CHUNKS_PER_SECOND = 4

/** A WAV file read piece by piece, as 8 kHz mono samples. */
export class WavStream {
  /** How it is in the file. */
  readonly format: WavFormat
  readonly durationMs: number
  /** The most samples that one {@link read} gives. */
  readonly maxRead: number
  private readonly path: string
  private readonly handle: FileHandle
  private readonly decoder: WavDecoder
  private readonly bytes: Uint8Array
  private position: number
  private readonly end: number
  private finished = false

  private constructor(path: string, handle: FileHandle, { format, dataStart, dataBytes }: WavLayout) {
    const blocks = Math.ceil(format.sampleRate / CHUNKS_PER_SECOND)
    this.path = path
    this.handle = handle
    this.format = format
    this.durationMs = (1000 * (dataBytes / format.blockBytes)) / format.sampleRate
    this.decoder = new WavDecoder(format, blocks)
    this.maxRead = this.decoder.maxOutput(blocks)
    this.bytes = new Uint8Array(blocks * format.blockBytes)
    this.position = dataStart
    this.end = dataStart + dataBytes
  }

  /** @throws CellvoiceError AUDIO_FILE_INVALID, AUDIO_FILE_UNSUPPORTED, FILE_FAILED. */
  static async open(path: string): Promise<WavStream> {
    const { handle, bytes } = await openFile(path, 'read')
    try {
      const layout = await layoutOfFile(path, handle, bytes)
      assertSound(path, layout)
      return new WavStream(path, handle, layout)
    } catch (error) {
      await handle.close()
      throw fileError(path, error)
    }
  }

  /**
   * Reads on.
   * @param output At least {@link maxRead} long.
   * @returns how many samples were written to it; 0 at the end. A file that has become shorter ends there.
   * @throws CellvoiceError FILE_FAILED.
   */
  async read(output: Int16Array): Promise<number> {
    while (!this.finished) {
      const count = this.decoder.decode(await this.nextBytes(), output)
      if (count > 0) return count
      if (this.position < this.end) continue
      this.finished = true
      return this.decoder.finish(output)
    }
    return 0
  }

  async close(): Promise<void> {
    this.finished = true
    await this.handle.close().catch(() => {}) // It was only read; there is nothing to lose.
  }

  private async nextBytes(): Promise<Uint8Array> {
    const wanted = Math.min(this.bytes.length, this.end - this.position)
    if (wanted === 0) return this.bytes.subarray(0, 0)
    try {
      const { bytesRead } = await this.handle.read(this.bytes, 0, wanted, this.position)
      this.position = bytesRead === wanted ? this.position + wanted : this.end
      return this.bytes.subarray(0, bytesRead)
    } catch (error) {
      throw fileError(this.path, error)
    }
  }
}

/** Where the sound of an open file of `bytes` bytes is. */
export async function layoutOfFile(path: string, handle: FileHandle, bytes: number): Promise<WavLayout> {
  const walk = walkWav(path, bytes)
  let step = walk.next()
  while (!step.done) step = walk.next(await readAt(handle, step.value.start, step.value.bytes))
  return step.value
}
