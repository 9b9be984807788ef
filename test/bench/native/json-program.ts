import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program in any language that talks in lines of JSON as the child programs in TypeScript do. */
export interface JsonProgram<Ready> {
  /** What it said when it was ready. */
  readonly ready: Ready
  /** Sends `request` and resolves with the reply; one at a time. */
  ask<Reply>(request: object): Promise<Reply>
  /** Ends it without a word, and resolves when it is gone. */
  end(): Promise<void>
}

/** @param command the program and its arguments. */
export async function startJsonProgram<Ready>(...command: readonly string[]): Promise<JsonProgram<Ready>> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  child.stdin.on('error', () => {}) // One that has ended closes its end first; the missing reply tells.
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const nextLine = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${command.join(' ')} has ended`)
    return JSON.parse(value)
  }
  return {
    ready: (await nextLine()) as Ready,
    async ask<Reply>(request: object) {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const reply = (await nextLine()) as { readonly error?: string; readonly result?: Reply }
      if (reply.error !== undefined) throw new Error(reply.error)
      return reply.result as Reply
    },
    async end() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
