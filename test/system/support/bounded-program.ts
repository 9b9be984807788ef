import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** A run of the system tests is over long before; what is still there then ends by itself. */
const lifeSeconds = 300
const maxLines = 5000
const patienceMs = 20_000
const endMs = 3000

/** How a program ended and what it said. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

/**
 * A program that is not ours, with a bounded life: it runs under timeout(1), which ends it and all it started even when
 * this process dies first.
 */
export class BoundedProgram {
  /** Everything it said on either output: the last 5000 lines. */
  readonly lines: string[] = []
  /** Called with each line of its output. */
  onLine: (line: string) => void = () => {}
  private readonly name: string
  private readonly process: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly exited: Promise<unknown>

  constructor(name: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.name = name
    this.process = spawn('timeout', ['--kill-after=2', String(lifeSeconds), name, ...args], {
      // Debian keeps daemons in sbin, which is not in everybody's PATH.
      env: { ...process.env, ...environment, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.exited = once(this.process, 'close')
    this.process.stdin.on('error', () => {})
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface(stream).on('line', line => this.take(line))
    }
  }

  write(line: string): void {
    this.process.stdin.write(`${line}\n`)
  }

  /** Waits until it has said a line like this. */
  async says(pattern: RegExp): Promise<void> {
    const untilMs = performance.now() + patienceMs
    while (!this.lines.some(line => pattern.test(line))) {
      if (this.ended || performance.now() > untilMs)
        throw new Error(`${this.name} never said ${pattern}:\n${this.tail()}`)
      await sleep(20)
    }
  }

  /** Waits until it has ended by itself. */
  async finish(): Promise<Ended> {
    this.process.stdin.end()
    await this.exited
    return { code: this.process.exitCode, output: this.lines.join('\n') }
  }

  /** The last lines it said. */
  tail(count = 60): string {
    return this.lines.slice(-count).join('\n')
  }

  /** Ends it and what it started, and waits until it is gone. Harmless when it is gone already. */
  async end(): Promise<void> {
    if (!this.ended) this.process.kill('SIGTERM')
    const gone = await Promise.race([this.exited.then(() => true), sleep(endMs, false, { ref: false })])
    if (!gone) throw new Error(`${this.name} does not end`)
  }

  private get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null
  }

  private take(line: string): void {
    this.lines.push(line)
    if (this.lines.length > maxLines) this.lines.shift()
    this.onLine(line)
  }
}
