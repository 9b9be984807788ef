import { CellvoiceError } from '../../base/error.ts'
import { FRAME_MS, FRAME_SAMPLES, readSamples, SAMPLE_RATE, writeSamples } from '../frame.ts'
import { amrBand, amrFile, amrFrames, amrHeader } from './amr-file.ts'
import { AmrSplitter } from './amr-splitter.ts'
import { type AmrMode, type AmrTool, assertAmrTool, BEST_MODE, decoderArguments, encoderArguments } from './amr-tool.ts'
import { RateConverter } from './convert-rate.ts'
import { fileError } from './file-error.ts'
import { closeFile, createFile, discardFile, openFile, readAt, writeAll } from './open-file.ts'
import { runFilter } from './run-filter.ts'
import { WavStream } from './wav-stream.ts'

/** How {@link encodeAmr} encodes. */
export interface EncodeAmrOptions extends AmrTool {
  /** Default 7, 12.2 kbit/s. */
  readonly mode?: AmrMode
  /** Replaces a file that is there. Default false: FILE_EXISTS. */
  readonly overwrite?: boolean
  readonly signal?: AbortSignal
}

/** What {@link encodeAmr} has written. */
export interface EncodedAmr {
  /** Frames of 20 ms; a last one that is not full is filled up with silence. */
  readonly frames: number
  readonly bytes: number
}

const WIDEBAND_RATE = 16_000
/** What is decoded into memory at once: 58 MB. A file of empty frames of the same size could otherwise ask for any amount. */
const MAX_FRAMES = 180_000
const MAX_BYTES = 16 << 20

/**
 * Encodes a WAV file of any kind that is read here as AMR, 8 kHz. The encoder of sox always works with DTX: pauses and
 * steady noise take few bytes and come back as comfort noise.
 * @throws CellvoiceError AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED, FILE_EXISTS, FILE_FAILED, DISK_FULL, and of the WAV file
 *   AUDIO_FILE_INVALID and AUDIO_FILE_UNSUPPORTED; the signal's reason. No half file is left.
 */
export async function encodeAmr(wavPath: string, amrPath: string, options: EncodeAmrOptions = {}): Promise<EncodedAmr> {
  await assertAmrTool(options)
  const wav = await WavStream.open(wavPath)
  try {
    const descriptor = await createFile(amrPath, options.overwrite ?? false)
    try {
      const encoded = await encodeTo(amrPath, descriptor, wav, options)
      await closeFile(amrPath, descriptor)
      return encoded
    } catch (error) {
      await discardFile(amrPath, descriptor)
      throw error
    }
  } finally {
    await wav.close()
  }
}

async function encodeTo(
  path: string,
  descriptor: number,
  wav: WavStream,
  { mode = BEST_MODE, program = 'sox', signal }: EncodeAmrOptions,
): Promise<EncodedAmr> {
  const splitter = new AmrSplitter()
  const header = amrHeader('nb')
  let bytes = header.length
  // An encoder may have had enough before all was read.
  let wanted = Math.ceil(wav.durationMs / FRAME_MS)
  const onWhole = (samples: number) => {
    wanted = Math.ceil(samples / FRAME_SAMPLES)
  }
  await writeAll(path, descriptor, header)
  await runFilter({
    program,
    purpose: 'amr',
    args: encoderArguments(mode),
    input: bytesOf(wav, onWhole),
    signal,
    async onOutput(chunk) {
      const frames = splitter.push(chunk)
      bytes += frames.length
      await writeAll(path, descriptor, frames)
    },
  })
  if (splitter.frames !== wanted) {
    throw new CellvoiceError('AUDIO_TOOL_FAILED', { detail: `${program} made ${splitter.frames} frames of ${wanted}` })
  }
  return { frames: splitter.frames, bytes }
}

async function* bytesOf(wav: WavStream, onWhole: (samples: number) => void): AsyncGenerator<Uint8Array> {
  const samples = new Int16Array(wav.maxRead)
  let read = 0
  for (let count = await wav.read(samples); count > 0; count = await wav.read(samples)) {
    read += count
    const bytes = new Uint8Array(2 * count)
    writeSamples(samples.subarray(0, count), bytes)
    yield bytes
  }
  onWhole(read)
}

/**
 * Decodes a file of AMR or AMR-WB, up to an hour of it, to 8 kHz samples: 160 for each frame. Damage ends it there.
 * @throws CellvoiceError AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED, FILE_FAILED, AUDIO_FILE_INVALID (no AMR file, no sound),
 *   AUDIO_FILE_UNSUPPORTED (longer than an hour, several channels, another kind of file); the signal's reason.
 */
export async function decodeAmr(
  path: string,
  { program = 'sox', signal }: AmrTool & { readonly signal?: AbortSignal } = {},
): Promise<Int16Array> {
  const file = await readAmr(path)
  const band = amrBand(path, file)
  const frames: Uint8Array[] = []
  for (const { bytes } of amrFrames(file)) {
    // Each frame takes memory, so they are counted on the way.
    if (frames.length === MAX_FRAMES) throw tooLong(path)
    frames.push(bytes)
  }
  if (frames.length === 0) throw new CellvoiceError('AUDIO_FILE_INVALID', { detail: `${path}: it holds no sound` })
  // A frame of a type that is not for files makes sox write beyond its memory; so it gets none.
  const sound = await decode(program, band === 'nb' ? 'amr-nb' : 'amr-wb', amrFile(band, frames), signal)
  return band === 'nb' ? sound : toNarrowband(sound)
}

async function readAmr(path: string): Promise<Uint8Array> {
  const { handle, bytes } = await openFile(path, 'read')
  try {
    if (bytes > MAX_BYTES) throw tooLong(path)
    return await readAt(handle, 0, bytes)
  } catch (error) {
    throw fileError(path, error)
  } finally {
    await handle.close().catch(() => {}) // It was only read.
  }
}

async function decode(
  program: string,
  format: 'amr-nb' | 'amr-wb',
  file: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Int16Array> {
  const chunks: Uint8Array[] = []
  const onOutput = (chunk: Uint8Array) => {
    chunks.push(chunk)
  }
  await runFilter({ program, purpose: 'amr', args: decoderArguments(format), input: [file], onOutput, signal })
  const bytes = Buffer.concat(chunks)
  const samples = new Int16Array(Math.floor(bytes.length / 2))
  readSamples(bytes, samples)
  return samples
}

function toNarrowband(samples: Int16Array): Int16Array {
  const converter = new RateConverter(WIDEBAND_RATE, SAMPLE_RATE)
  const output = new Int16Array(converter.maxOutput(samples.length))
  const count = converter.convert(samples, output)
  return output.subarray(0, count + converter.finish(output.subarray(count)))
}

function tooLong(path: string): CellvoiceError {
  return new CellvoiceError('AUDIO_FILE_UNSUPPORTED', { detail: `${path}: it is longer than an hour` })
}
