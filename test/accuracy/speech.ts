import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const maxWavBytes = 64_000_000

/** How a text is spoken. */
export interface Utterance {
  readonly text: string
  /** A voice of espeak-ng: `en-us`, `de+f3`. */
  readonly voice: string
  readonly wordsPerMinute: number
  /** 0-99. */
  readonly pitch: number
}

/**
 * Speech as a telephone carries it: 8 kHz, 300-3400 Hz, peak at -6 dBFS. Synthetic: made by espeak-ng and sox, and
 * kept in `folder` for the next run.
 */
export async function speak({ text, voice, wordsPerMinute, pitch }: Utterance, folder: string): Promise<Int16Array> {
  const settings = ['-v', voice, '-s', String(wordsPerMinute), '-p', String(pitch)]
  const key = createHash('sha256')
    .update(JSON.stringify([settings, text]))
    .digest('hex')
    .slice(0, 24)
  const file = join(folder, 'speech', `${key}.s16`)
  const kept = await readFile(file).catch(() => null)
  if (kept) return samplesOf(kept)
  await mkdir(join(folder, 'speech'), { recursive: true })
  const wav = join(folder, 'speech', `${key}.${process.pid}.wav`)
  await run('espeak-ng', [...settings, '-w', wav, '--', text])
  const telephone = [
    '-t',
    'raw',
    '-r',
    '8000',
    '-e',
    'signed',
    '-b',
    '16',
    '-c',
    '1',
    '-',
    'sinc',
    '300-3400',
    'norm',
    '-6',
  ]
  const { stdout } = await run('sox', ['-V1', wav, ...telephone], { encoding: 'buffer', maxBuffer: maxWavBytes })
  // A run that is cut off leaves no half file behind for the next one.
  await writeFile(`${file}.${process.pid}`, stdout)
  await rename(`${file}.${process.pid}`, file)
  return samplesOf(stdout)
}

function samplesOf(bytes: Buffer): Int16Array {
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 2)))
}
