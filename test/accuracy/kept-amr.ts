import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { throughAmr } from './dtmf/channels.ts'

/** The silence between two sounds that go through the coder as one, so that neither hears the other. */
const gapSamples = 1600

/** Sounds through the AMR coder and back, all by one run of it; kept in `folder` for the next time. */
export async function throughKeptAmr(
  sounds: readonly Int16Array[],
  mode: number,
  folder: string,
): Promise<readonly Int16Array[]> {
  const starts: number[] = []
  let length = 0
  for (const sound of sounds) {
    starts.push(length)
    length += sound.length + gapSamples
  }
  const whole = new Int16Array(length)
  for (const [index, sound] of sounds.entries()) whole.set(sound, starts[index])
  const coded = await kept(whole, mode, folder)
  return sounds.map((sound, index) => {
    const start = starts[index] ?? 0
    return coded.slice(start, start + sound.length)
  })
}

async function kept(whole: Int16Array, mode: number, folder: string): Promise<Int16Array> {
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength)
  const key = createHash('sha256').update(bytes).digest('hex').slice(0, 24)
  const file = join(folder, 'amr', `${key}-${mode}.s16`)
  const before = await readFile(file).catch(() => null)
  if (before) return new Int16Array(before.buffer.slice(before.byteOffset, before.byteOffset + before.length))
  await mkdir(join(folder, 'amr'), { recursive: true })
  const work = await mkdtemp(join(folder, 'amr-'))
  try {
    const coded = await throughAmr(whole, mode, work)
    // A run that is cut off leaves no half file behind for the next one.
    await writeFile(join(work, 'kept'), Buffer.from(coded.buffer, coded.byteOffset, coded.byteLength))
    await rename(join(work, 'kept'), file)
    return coded
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
