import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import { withTimeLimit } from '../../transport/time-limit.ts'
import { alsaError, alsaToolError } from './alsa-trouble.ts'
import type { AlsaSystem, AudioProcess } from './audio-process.ts'

/** Before each new start in a row; the next failure after the last of them is the end. */
const restartDelaysMs = [100, 200, 400, 800, 1600]
/** A child that lived so long was well: the row begins anew. */
const wellAfterMs = 10_000
/** For a child to end when asked, and then when forced: one that hangs in its driver never does. */
const endLimitMs = 500
const killLimitMs = 2000
/** Of what a child says, the last part is kept. */
const maxSaid = 2000

/** What {@link AlsaChild} is given. */
export interface AlsaChildOptions {
  readonly program: 'arecord' | 'aplay'
  readonly args: readonly string[]
  /** As people call the device. */
  readonly device: string
  readonly clock: Clock
  readonly logger: Logger
  readonly system: AlsaSystem
  /** It runs, as a new process each time. */
  onStart(process: AudioProcess): void
  /** It is gone by itself, or by {@link AlsaChild.restart}. @returns whether it is to be started again. */
  onDeath(error: CellvoiceError): boolean
  /** It cannot be started any more. */
  onGone(error: CellvoiceError): void
  /** The ring of the sound card ran empty or over. */
  onXrun(): void
}

/** Keeps one arecord or aplay running: started again with growing pauses when it dies, five times in a row. */
export class AlsaChild {
  private readonly options: AlsaChildOptions
  private process: AudioProcess | undefined
  private closed: Promise<void> = Promise.resolve()
  private cancelStart: CancelTimer = () => {}
  private stopping = false
  private failures = 0

  constructor(options: AlsaChildOptions) {
    this.options = options
  }

  start(): void {
    if (this.stopping) return
    const { program, args, system, clock } = this.options
    const startMs = clock.now()
    const child = system.spawn(program, args)
    this.process = child
    let said = ''
    let failure: Error | undefined
    child.once('error', error => {
      failure ??= error
    })
    // A pipe to a child that died breaks; its end is told by `close`.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {})
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1')
      for (const _ of text.matchAll(/(under|over)run!!!/g)) this.options.onXrun()
      said = (said + text).slice(-maxSaid)
    })
    // `close` waits until all is read, and a device without a clock leaves seconds of sound behind.
    child.once('exit', () => child.stdout.destroy())
    this.closed = new Promise(resolve => {
      child.once('close', (code, signal) => {
        resolve()
        this.process = undefined
        this.died(failure ?? (lastLine(said) || endText(program, code, signal)), clock.now() - startMs)
      })
    })
    this.options.onStart(child)
  }

  /** Kills it, so that it is started anew. A stopped process does not hear anything gentler. */
  restart(why: string): void {
    this.options.logger.warn(`${this.options.program} on ${this.options.device}: ${why}; it is started anew`)
    this.process?.kill('SIGKILL')
  }

  /** Ends it and waits until it is gone, at most 2.5 s. */
  async stop(): Promise<void> {
    this.stopping = true
    this.cancelStart()
    const child = this.process
    if (!child) return
    const { clock } = this.options
    child.kill('SIGTERM')
    // aplay looks at the signal only when its input gives something, and arecord may wait for somebody to read.
    child.stdin.destroy()
    child.stdout.destroy()
    await withTimeLimit(clock, endLimitMs, this.closed, () => {})
    if (this.process !== child) return
    child.kill('SIGKILL')
    await withTimeLimit(clock, killLimitMs, this.closed, () => {})
  }

  private died(how: string | Error, livedMs: number): void {
    if (this.stopping) return
    const { program, device, clock, logger } = this.options
    const tool = typeof how === 'string' ? undefined : alsaToolError(program, how)
    if (livedMs >= wellAfterMs) this.failures = 0
    const delayMs = restartDelaysMs[this.failures++]
    const said = String(how)
    if (!this.options.onDeath(tool ?? alsaError('AUDIO_DEVICE_FAILED', device, said))) return
    if (tool || delayMs === undefined) {
      this.options.onGone(tool ?? alsaError('AUDIO_DEVICE_LOST', device, said))
      return
    }
    logger.warn(`${program} on ${device} ended (${said}); started anew in ${delayMs} ms`)
    this.cancelStart = clock.setTimer(delayMs, () => this.start())
  }
}

function lastLine(said: string): string {
  const lines = said.split('\n').filter(line => line.trim() !== '' && !/run!!!/.test(line))
  // The library says in a line of its own what is wrong, and the program then only that it gives up.
  return lines.slice(-2).join(' / ')
}

function endText(program: string, code: number | null, signal: string | null): string {
  return `${program} ended with ${signal ?? `code ${code}`}`
}
