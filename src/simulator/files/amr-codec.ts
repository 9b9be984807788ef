import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

/** Makes an AMR file (RFC 4867 section 5, with its magic number) of samples at 8000 a second. */
export type AmrEncoder = (samples: Int16Array) => Promise<Uint8Array>
/** The samples of an AMR file, 8000 a second. */
export type AmrDecoder = (file: Uint8Array) => Promise<Int16Array>

/** Bytes of a frame of 20 ms at 12.2 kbit/s with its header, and of the magic number (RFC 4867 section 5). */
export const amrFrameBytes = 32
export const amrMagicBytes = 6

// sox takes the byte order of the machine, which is that of an Int16Array.
const raw = ['-t', 'raw', '-r', '8000', '-e', 'signed', '-b', '16', '-c', '1', '-']
// -C 7 is the mode of 12.2 kbit/s.
const amr = ['-t', 'amr-nb', '-']

let known: Promise<boolean> | undefined

/** Whether the program sox is there and knows AMR; it is asked once. */
export function soxHasAmr(): Promise<boolean> {
  known ??= promisify(execFile)('sox', ['--help']).then(
    ({ stdout }) => stdout.includes('amr-nb'),
    () => false,
  )
  return known
}

/** Encodes with sox. */
export const encodeWithSox: AmrEncoder = samples =>
  runSox([...raw, '-C', '7', ...amr], new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))

/** Decodes with sox. */
export const decodeWithSox: AmrDecoder = async file => {
  const bytes = await runSox([...amr, ...raw], file)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)))
}

function runSox(args: readonly string[], input: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn('sox', ['-V1', '-D', ...args], { stdio: ['pipe', 'pipe', 'ignore'] })
    const output: Buffer[] = []
    child.on('error', reject)
    // A program that ends early breaks the pipe; its exit code tells of it.
    child.stdin.on('error', () => {})
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
    child.on('close', code =>
      code === 0 ? resolve(Buffer.concat(output)) : reject(new Error(`sox ended with ${code}`)),
    )
    child.stdin.end(input)
  })
}
