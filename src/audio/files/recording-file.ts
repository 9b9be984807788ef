import { rm, stat } from 'node:fs/promises'
import { CellvoiceError } from '../../base/error.ts'
import { FRAME_MS } from '../frame.ts'
import { encodeAmr } from './amr-codec.ts'
import { amrHeader } from './amr-file.ts'
import { type AmrMode, type AmrTool, assertAmrTool } from './amr-tool.ts'
import { assertAbsent, closeFile, createFile, writeAll } from './open-file.ts'
import type { WavEncoding } from './wav-header.ts'
import { WavWriter } from './wav-writer.ts'

/** What to record into. */
export interface RecordingFileOptions extends AmrTool {
  readonly format: 'wav' | 'amr'
  /** Its folder must exist. */
  readonly path: string
  /** Replaces files that are there, also the `.part.wav` that a crash has left. Default false: FILE_EXISTS. */
  readonly overwrite?: boolean
  /** Of a WAV file; default `pcm16`. */
  readonly encoding?: WavEncoding
  /** Of an AMR file; default 7, 12.2 kbit/s. */
  readonly mode?: AmrMode
}

/** A recording that is in its file, on the host. */
export interface FinishedRecording {
  readonly path: string
  /** Of its sound, ms. */
  readonly durationMs: number
  /** The size of the file. */
  readonly bytes: number
}

/**
 * The file of a recording while it grows. WAV goes straight to its path. AMR is first recorded as `<path>.part.wav` and
 * encoded at the end, so that a crash leaves a file that plays in either case ({@link WavWriter}).
 */
export class RecordingFile {
  readonly path: string
  private readonly options: RecordingFileOptions
  private readonly writer: WavWriter
  private finished: Promise<FinishedRecording> | null = null

  private constructor(options: RecordingFileOptions, writer: WavWriter) {
    this.path = options.path
    this.options = options
    this.writer = writer
  }

  /** @throws CellvoiceError FILE_EXISTS, FILE_FAILED, DISK_FULL; for AMR also AUDIO_TOOL_MISSING. */
  static async create(options: RecordingFileOptions): Promise<RecordingFile> {
    const { format, path, overwrite = false, encoding = 'pcm16' } = options
    if (format === 'wav') return new RecordingFile(options, await WavWriter.create(path, { encoding, overwrite }))
    await assertAmrTool(options)
    if (!overwrite) await assertAbsent(path)
    return new RecordingFile(options, await WavWriter.create(partOf(path), { overwrite }))
  }

  /** Takes a frame; it is copied. @returns false where it was dropped: the disk is late, full or gone, or it is finished. */
  write(samples: Int16Array): boolean {
    return this.writer.write(samples)
  }

  /** Milliseconds that are on their way into the file for good. */
  get durationMs(): number {
    return this.writer.durationMs
  }

  /** Samples that were dropped. */
  get droppedSamples(): number {
    return this.writer.droppedSamples
  }

  /** Settles when the file takes no more (DISK_FULL, FILE_FAILED); never rejects, nor settles where all goes well. */
  get failed(): Promise<CellvoiceError> {
    return this.writer.failed
  }

  /**
   * Completes the file; what was recorded before a disk was full is kept. Asked again it gives the same answer.
   * @throws CellvoiceError FILE_FAILED; for AMR also AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED, DISK_FULL, FILE_EXISTS: the
   *   sound is then in `<path>.part.wav`.
   */
  finish(): Promise<FinishedRecording> {
    this.finished ??= this.complete()
    return this.finished
  }

  private async complete(): Promise<FinishedRecording> {
    const { path, writer } = this
    await writer.close()
    if (this.options.format === 'amr') return this.encode()
    const bytes = await stat(path).then(
      ({ size }) => size,
      (cause: unknown) => {
        throw new CellvoiceError('FILE_FAILED', { detail: `${path} was removed while it was recorded`, cause })
      },
    )
    return { path, durationMs: writer.durationMs, bytes }
  }

  private async encode(): Promise<FinishedRecording> {
    const { path, options, writer } = this
    const { overwrite = false } = options
    const { frames, bytes } =
      writer.samples > 0 ? await encodeAmr(partOf(path), path, options) : await writeEmpty(path, overwrite)
    // The sound is in the target now; a file that stays behind would only be in the way of the next recording.
    await rm(partOf(path), { force: true }).catch(() => {})
    return { path, durationMs: frames * FRAME_MS, bytes }
  }
}

function partOf(path: string): string {
  return `${path}.part.wav`
}

async function writeEmpty(path: string, overwrite: boolean): Promise<{ frames: number; bytes: number }> {
  const header = amrHeader('nb')
  const descriptor = await createFile(path, overwrite)
  await writeAll(path, descriptor, header).finally(() => closeFile(path, descriptor))
  return { frames: 0, bytes: header.length }
}
