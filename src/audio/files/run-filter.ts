import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CellvoiceError } from '../../base/error.ts'
import { isNotInstalled, missingProgram, type ProgramPurpose } from '../missing-program.ts'

/** A program that turns its input into its output. */
export interface Filter {
  readonly program: string
  /** What to install depends on it. */
  readonly purpose: ProgramPurpose
  readonly args: readonly string[]
  /** What it is given, piece by piece; an empty list gives it nothing. */
  readonly input: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** Takes the output piece by piece; the next one waits for it. */
  onOutput(chunk: Uint8Array): void | Promise<void>
  /** Ends the program and rejects with its reason. */
  readonly signal?: AbortSignal | undefined
}

/** Of what a program complains, so much is kept: the end. */
const MAX_COMPLAINT = 500

/**
 * Runs a filter to its end.
 * @throws CellvoiceError AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED; and whatever the input or `onOutput` throws.
 */
export async function runFilter({ program, purpose, args, input, onOutput, signal }: Filter): Promise<void> {
  signal?.throwIfAborted()
  const child = spawn(program, args, { stdio: 'pipe' })
  const abort = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', abort)
  const ended = new Promise<CellvoiceError | null>(resolve => {
    const complaint = tailOf(child.stderr)
    child.once('error', error => resolve(toolError(purpose, program, error)))
    child.once('close', (code, killedBy) =>
      resolve(code === 0 ? null : exitError(program, code ?? killedBy, complaint())),
    )
  })
  try {
    const [fed] = await Promise.all([feed(input, child.stdin), drain(child.stdout, onOutput)])
    const trouble = await ended
    signal?.throwIfAborted()
    if (trouble ?? fed) throw trouble ?? fed
  } finally {
    signal?.removeEventListener('abort', abort)
    abort()
  }
}

/** Collects the end of what a program says on its standard error. */
export function tailOf(stream: Readable): () => string {
  let tail = ''
  stream.on('data', (chunk: Uint8Array) => {
    tail = (tail + Buffer.from(chunk).toString()).slice(-MAX_COMPLAINT)
  })
  return () => tail.trim()
}

/** The error for a program that did not start. */
export function toolError(purpose: ProgramPurpose, program: string, cause: Error): CellvoiceError {
  if (isNotInstalled(cause)) return missingProgram(purpose, program, { cause })
  return new CellvoiceError('AUDIO_TOOL_FAILED', { detail: `${program}: ${cause.message}`, cause })
}

/** The error for a program that ended otherwise than well: with an exit code, or by a signal. */
export function exitError(program: string, by: number | string | null, complaint: string): CellvoiceError {
  // What sox says where the package with its AMR format is not installed.
  if (/no handler for/i.test(complaint)) return missingProgram('amr', program, { why: `cannot do AMR: ${complaint}` })
  return new CellvoiceError('AUDIO_TOOL_FAILED', {
    detail: `${program} ended with ${by}: ${complaint || 'no message'}`,
  })
}

/** What a program's input says when the program takes no more of it. */
const hadEnough: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])

/** @returns what went wrong with the program's input; where the program had enough of it, its exit and its output tell more. */
async function feed(input: Filter['input'], stdin: NodeJS.WritableStream): Promise<Error | null> {
  try {
    await pipeline(Readable.from(input), stdin)
    return null
  } catch (error) {
    if (CellvoiceError.is(error)) throw error
    if (error instanceof Error && 'code' in error && hadEnough.has(error.code)) return null
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function drain(stdout: Readable, onOutput: Filter['onOutput']): Promise<void> {
  for await (const chunk of stdout) await onOutput(chunk as Uint8Array)
}
