import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeG711, encodeG711, type G711Law } from '../../../src/audio/files/g711.ts'

const run = promisify(execFile)
const raw = ['-t', 'raw', '-r', '8000', '-e', 'signed', '-b', '16', '-c', '1']

/** kbit/s of the modes of AMR narrow band, in the order of their numbers (3GPP TS 26.071). */
export const amrRates = [4.75, 5.15, 5.9, 6.7, 7.4, 7.95, 10.2, 12.2] as const

/** Through G.711 and back. */
export function throughG711(samples: Int16Array, law: G711Law): Int16Array {
  const bytes = new Uint8Array(samples.length)
  encodeG711(law, samples, bytes)
  const heard = new Int16Array(samples.length)
  decodeG711(law, bytes, heard)
  return heard
}

/** Through the AMR coder of sox and back, without loss. @param mode - 0-7, the place in {@link amrRates} */
export async function throughAmr(samples: Int16Array, mode: number, folder: string): Promise<Int16Array> {
  const [before, coded, after] = ['before.s16', 'coded.amr-nb', 'after.s16'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(before, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
  await run('sox', ['-V1', ...raw, before, '-C', String(mode), coded])
  await run('sox', ['-V1', coded, ...raw, after])
  const bytes = await readFile(after)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 2)))
}

/** What a lost frame of 20 ms becomes. */
export type Loss = 'silence' | 'the frame before again' | 'nothing: 20 ms less' | 'sent twice: 20 ms more'

/** One frame of 20 ms lost, or repeated, for every key: at a random place in its tone, first and last frame included. */
export function withLoss(
  samples: Int16Array,
  keys: readonly { readonly from: number; readonly to: number }[],
  loss: Loss,
  uniform: () => number,
): Int16Array {
  const frames = Array.from({ length: Math.floor(samples.length / 160) }, (_, at) =>
    samples.subarray(160 * at, 160 * at + 160),
  )
  const silence = new Int16Array(160)
  for (const { from, to } of keys) {
    const at = Math.floor((from + uniform() * (to - from)) / 160)
    const frame = frames[at] as Int16Array
    if (loss === 'silence') frames[at] = silence
    else if (loss === 'the frame before again') frames[at] = frames[at - 1] as Int16Array
    else if (loss === 'nothing: 20 ms less') frames[at] = new Int16Array(0)
    else frames[at] = Int16Array.from([...frame, ...frame])
  }
  const heard = new Int16Array(frames.reduce((sum, frame) => sum + frame.length, 0))
  let length = 0
  for (const frame of frames) {
    heard.set(frame, length)
    length += frame.length
  }
  return heard
}
