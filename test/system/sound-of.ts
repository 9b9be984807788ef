import { execFileSync } from 'node:child_process'

/** The sound of a file as sox plays it, sample by sample. */
export function soundOf(path: string): Int16Array {
  const bytes = execFileSync('env', ['sox', '-D', path, '-t', 's16', '-'], { maxBuffer: 64e6 })
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
