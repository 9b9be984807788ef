import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { type Clock, systemClock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { FRAME_SAMPLES, SAMPLE_RATE, writeSamples } from '../frame.ts'
import { amrHeader } from './amr-file.ts'
import { AmrSplitter } from './amr-splitter.ts'
import { type AmrMode, type AmrTool, assertAmrTool, BEST_MODE, encoderArguments } from './amr-tool.ts'
import { exitError, runFilter, tailOf, toolError } from './run-filter.ts'

/** How an {@link AmrEncoderStream} encodes. */
export interface AmrEncoderStreamOptions extends AmrTool {
  /** Default 7, 12.2 kbit/s. */
  readonly mode?: AmrMode
  /** Hears the 6 bytes that start an AMR file, alone, and then whole frames, one or more at a time. */
  onBytes(bytes: Uint8Array): void
  readonly clock?: Clock
}

/** Bytes of samples that may wait here for the encoder: 5 s, besides the few that the pipe to it holds. */
const MAX_WAITING = 5 * SAMPLE_RATE * 2
/** The encoder needs a hundredth of the time of the sound; what takes longer than this has hung. */
const FINISH_LIMIT_MS = 5000

/**
 * Encodes the sound of a call as AMR while it passes, by a child process of sox that ends with this process. Frames come
 * out within half a second where GNU `stdbuf` is installed (Debian: always), else in blocks of 4096 bytes.
 */
export class AmrEncoderStream {
  /** Settles when it is over: null after {@link finish} or {@link close}, else why the encoder ended. Never rejects. */
  readonly ended: Promise<CellvoiceError | null>
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly program: string
  private readonly clock: Clock
  private readonly splitter = new AmrSplitter()
  private samples = 0
  private dropped = 0
  private state: 'open' | 'finishing' | 'closed' = 'open'

  private constructor(command: readonly string[], options: AmrEncoderStreamOptions) {
    const [name = '', ...args] = command
    this.program = options.program ?? 'sox'
    this.clock = options.clock ?? systemClock
    this.child = spawn(name, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const complaint = tailOf(this.child.stderr)
    this.child.stdin.on('error', () => {}) // The end of the child tells more.
    this.child.stdout.on('data', (chunk: Uint8Array) => this.take(chunk, options.onBytes))
    this.ended = new Promise(resolve => {
      this.child.once('error', error => resolve(toolError('amr', this.program, error)))
      this.child.once('close', (code, killedBy) => resolve(this.verdict(code ?? killedBy, complaint())))
    })
  }

  /** Starts the encoder. @throws CellvoiceError AUDIO_TOOL_MISSING. */
  static async open(options: AmrEncoderStreamOptions): Promise<AmrEncoderStream> {
    const { program = 'sox', mode = BEST_MODE, onBytes } = options
    await assertAmrTool(options)
    const encoder = [program, ...encoderArguments(mode)]
    const stream = new AmrEncoderStream((await hasStdbuf()) ? ['stdbuf', '-o0', ...encoder] : encoder, options)
    onBytes(amrHeader('nb'))
    return stream
  }

  /** Takes samples, usually a frame; they are copied. @returns false where they were dropped: too much waits, or it is over. */
  write(samples: Int16Array): boolean {
    const { stdin } = this.child
    const taken = this.state === 'open' && stdin.writable && stdin.writableLength + 2 * samples.length <= MAX_WAITING
    if (!taken) {
      this.dropped += samples.length
      return false
    }
    const bytes = new Uint8Array(2 * samples.length)
    writeSamples(samples, bytes)
    stdin.write(bytes)
    this.samples += samples.length
    return true
  }

  /** Frames of 20 ms that have come out. */
  get frames(): number {
    return this.splitter.frames
  }

  /** Samples that were dropped because the encoder was late or over. */
  get droppedSamples(): number {
    return this.dropped
  }

  /** Encodes what waits; a last frame that is not full is filled up with silence. @returns {@link ended}. */
  async finish(): Promise<CellvoiceError | null> {
    if (this.state === 'open') {
      this.state = 'finishing'
      this.child.stdin.end()
    }
    const cancel = this.clock.setTimer(FINISH_LIMIT_MS, () => this.child.kill('SIGKILL'))
    return this.ended.finally(cancel)
  }

  /** Ends the encoder at once; nothing more comes out. Harmless when it is over. */
  async close(): Promise<void> {
    this.state = 'closed'
    this.child.kill('SIGKILL')
    await this.ended
  }

  private take(chunk: Uint8Array, onBytes: (bytes: Uint8Array) => void): void {
    if (this.state === 'closed') return
    const frames = this.splitter.push(chunk)
    if (frames.length > 0) onBytes(frames)
  }

  private verdict(by: number | string | null, complaint: string): CellvoiceError | null {
    if (this.state === 'closed') return null
    const wanted = Math.ceil(this.samples / FRAME_SAMPLES)
    if (this.state === 'finishing' && by === 0 && this.frames === wanted) return null
    if (by !== 0) return exitError(this.program, by, complaint)
    return new CellvoiceError('AUDIO_TOOL_FAILED', {
      detail: `${this.program} ended after ${this.frames} frames of ${wanted}`,
    })
  }
}

async function hasStdbuf(): Promise<boolean> {
  const args = ['-o0', 'true']
  return runFilter({ program: 'stdbuf', purpose: 'amr', args, input: [], onOutput() {} }).then(
    () => true,
    () => false,
  )
}
