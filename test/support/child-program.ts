import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

interface Waiting {
  resolve(line: string): void
  reject(error: Error): void
}

/**
 * A TypeScript program in a process of its own, so that nothing is shared with the test. It talks in lines of JSON: one
 * when it is ready, then one reply to each request, in order ({@link answerParent}). It ends with its parent.
 */
export class ChildProgram {
  private readonly process: ChildProcess
  private readonly exited: Promise<unknown>
  private readonly waiting: Waiting[] = []
  private readonly early: string[] = []

  private constructor(file: URL, args: readonly string[]) {
    this.process = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(file), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.exited = once(this.process, 'exit')
    this.process.stdin?.on('error', () => {}) // A killed child closes its end first; its replies are refused below.
    if (this.process.stdout) createInterface(this.process.stdout).on('line', line => this.take(line))
    void this.exited.then(() => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error(`${file.pathname} has ended`))
    })
  }

  /** Starts `file` and resolves with the program and what it said when it was ready. */
  static async start<Ready>(file: URL, ...args: readonly string[]): Promise<[ChildProgram, Ready]> {
    const child = new ChildProgram(file, args)
    return [child, JSON.parse(await child.nextLine()) as Ready]
  }

  /** Sends `request` and resolves with the reply. */
  async ask<Reply>(request: object): Promise<Reply> {
    this.process.stdin?.write(`${JSON.stringify(request)}\n`)
    const reply = JSON.parse(await this.nextLine()) as { readonly error?: string; readonly result?: Reply }
    if (reply.error !== undefined) throw new Error(reply.error)
    return reply.result as Reply
  }

  /** Ends it without a word, as a power cut does, and waits until it is gone. Harmless when it is gone already. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.exited
  }

  private take(line: string): void {
    const next = this.waiting.shift()
    if (next) next.resolve(line)
    else this.early.push(line)
  }

  private nextLine(): Promise<string> {
    const early = this.early.shift()
    if (early !== undefined) return Promise.resolve(early)
    if (this.process.exitCode !== null || this.process.signalCode !== null) {
      return Promise.reject(new Error('the program has ended'))
    }
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }))
  }
}
