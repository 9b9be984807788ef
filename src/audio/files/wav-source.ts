import type { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'
import type { FrameSource } from '../media-session.ts'
import { SampleWindow } from '../sample-window.ts'
import { fileError } from './file-error.ts'
import type { WavFormat } from './wav-format.ts'
import { WavStream } from './wav-stream.ts'

/** Two seconds are read ahead: a slow SD card or a network file system may pause that long. */
const AHEAD_SAMPLES = 2 * SAMPLE_RATE

/** A WAV file as a source of frames for a call. */
export class WavSource {
  readonly format: WavFormat
  readonly durationMs: number
  /** Settles when the source has given false or is closed: null at the end of the file, else why it ended early. */
  readonly ended: Promise<CellvoiceError | null>
  private readonly stream: WavStream
  private readonly waiting: SampleWindow
  private readonly chunk: Int16Array
  private reading: Promise<void> | null = null
  private exhausted = false
  private trouble: CellvoiceError | null = null
  private late = 0
  private settle: (reason: CellvoiceError | null) => void = () => {}

  private constructor(stream: WavStream) {
    this.stream = stream
    this.format = stream.format
    this.durationMs = stream.durationMs
    this.chunk = new Int16Array(stream.maxRead)
    this.waiting = new SampleWindow(AHEAD_SAMPLES + stream.maxRead)
    this.ended = new Promise(resolve => {
      this.settle = resolve
    })
  }

  /**
   * Opens a WAV file to be played into a call: `session.setSource((await WavSource.open('menu.wav')).fill)`. It is read
   * piece by piece, two seconds ahead, and converted on the way: channels averaged, any rate from 4 to 192 kHz to 8 kHz.
   * @throws CellvoiceError AUDIO_FILE_INVALID (no WAV file, cut off before its sound, no sound), AUDIO_FILE_UNSUPPORTED
   *   (AMR, MP3 … by name, or a WAV coding that is not known), FILE_FAILED.
   */
  static async open(path: string): Promise<WavSource> {
    const file = new WavSource(await WavStream.open(path))
    await file.readAhead()
    return file
  }

  /** Frames that were silence because the disk was late. */
  get underruns(): number {
    return this.late
  }

  /** Milliseconds of sound that are read and not yet given. */
  get readAheadMs(): number {
    return (1000 * this.waiting.length) / SAMPLE_RATE
  }

  /**
   * The next 160 samples; the last frame is filled up with silence. False after the last one, and once closed. It never
   * waits: where the disk is late it gives silence and true, so that who plays the file does not take it for the end,
   * and no sample is left out.
   */
  readonly fill: FrameSource = frame => {
    const taken = this.waiting.take(frame)
    if (this.exhausted && taken === 0) {
      this.settle(this.trouble)
      return false
    }
    if (taken < frame.length) frame.fill(0, taken)
    if (taken < frame.length && !this.exhausted) this.late++
    if (!this.exhausted) void this.readAhead()
    return true
  }

  /** Ends it and gives the file back. Harmless when ended. */
  async close(): Promise<void> {
    this.exhausted = true
    this.waiting.discard(this.waiting.length)
    await this.reading
    await this.stream.close()
    this.settle(this.trouble)
  }

  /** One read at a time; never rejects. */
  private readAhead(): Promise<void> {
    this.reading ??= this.read()
      .catch((error: unknown) => this.end(fileError('the file', error)))
      .finally(() => {
        this.reading = null
      })
    return this.reading
  }

  private async read(): Promise<void> {
    while (!this.exhausted && this.waiting.length < AHEAD_SAMPLES) {
      const count = await this.stream.read(this.chunk)
      if (this.exhausted) return
      if (count === 0) return this.end(null)
      this.waiting.append(this.chunk.subarray(0, count))
    }
  }

  /** The file is given back as soon as all of it has been read. */
  private end(trouble: CellvoiceError | null): Promise<void> {
    this.exhausted = true
    this.trouble = trouble
    return this.stream.close()
  }
}
