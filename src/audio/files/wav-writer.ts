import type { CellvoiceError } from '../../base/error.ts'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../frame.ts'
import { encodeSamples } from './encode-samples.ts'
import { GrowingFile } from './growing-file.ts'
import { createFile, discardFile, writeAll } from './open-file.ts'
import { sampleBytesOf, setWavSizes, type WavEncoding, wavHeader } from './wav-header.ts'

/** How a {@link WavWriter} writes. */
export interface WavWriterOptions {
  /** Default `pcm16`. */
  readonly encoding?: WavEncoding
  /** Replaces a file that is there. Default false: FILE_EXISTS. */
  readonly overwrite?: boolean
}

/** Seconds of sound that may wait for a slow disk. */
const MAX_WAITING_S = 5

/**
 * Writes a call to a WAV file, 8 kHz mono, as it passes. The file can be played at any moment, also after SIGKILL: it
 * then lacks at most the frame that was just being written. A disk that is late holds nobody up: 5 s of sound wait, and
 * what comes beyond is dropped and counted. On a full disk the file keeps the whole frames that fitted, and plays.
 */
export class WavWriter {
  readonly path: string
  readonly encoding: WavEncoding
  private readonly file: GrowingFile
  private readonly sampleBytes: number
  private encoded: Uint8Array
  private dropped = 0

  private constructor(path: string, encoding: WavEncoding, file: GrowingFile) {
    this.path = path
    this.encoding = encoding
    this.file = file
    this.sampleBytes = sampleBytesOf(encoding)
    this.encoded = new Uint8Array(FRAME_SAMPLES * this.sampleBytes)
  }

  /** @throws CellvoiceError FILE_EXISTS, FILE_FAILED (no such folder, not permitted), DISK_FULL. */
  static async create(path: string, options: WavWriterOptions = {}): Promise<WavWriter> {
    const { encoding = 'pcm16', overwrite = false } = options
    const header = wavHeader({ encoding, dataBytes: 0 })
    const descriptor = await createFile(path, overwrite)
    await writeAll(path, descriptor, header).catch(async (error: unknown) => {
      await discardFile(path, descriptor)
      throw error
    })
    const sampleBytes = sampleBytesOf(encoding)
    return new WavWriter(
      path,
      encoding,
      new GrowingFile({
        path,
        descriptor,
        header,
        setSizes: setWavSizes,
        maxWaiting: MAX_WAITING_S * SAMPLE_RATE * sampleBytes,
        pieceBytes: FRAME_SAMPLES * sampleBytes,
      }),
    )
  }

  /**
   * Takes samples, a frame or any number up to 5 s; they are copied before it returns.
   * @returns false where they were dropped: too much waits, or the file has failed or is closed.
   */
  write(samples: Int16Array): boolean {
    const count = samples.length * this.sampleBytes
    if (this.encoded.length < count) this.encoded = new Uint8Array(count)
    encodeSamples(this.encoding, samples, this.encoded)
    const taken = this.file.append(this.encoded, count)
    if (!taken) this.dropped += samples.length
    return taken
  }

  /** Samples that are in the file. */
  get samples(): number {
    return this.file.written / this.sampleBytes
  }

  /** Milliseconds of sound that are in the file. */
  get durationMs(): number {
    return (1000 * this.samples) / SAMPLE_RATE
  }

  /** Samples that were dropped because the disk was late, or that came after the file had failed or was closed. */
  get droppedSamples(): number {
    return this.dropped
  }

  /** Settles when the file takes no more (DISK_FULL, FILE_FAILED); never rejects, nor settles where all goes well. */
  get failed(): Promise<CellvoiceError> {
    return this.file.failed
  }

  /** Writes what waits and closes the file. Never rejects; harmless when closed or failed. */
  close(): Promise<void> {
    return this.file.close()
  }
}
