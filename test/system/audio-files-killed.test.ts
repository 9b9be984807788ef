import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { random } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { soundOf } from './sound-of.ts'
import { describeClient, has } from './support/client-test.ts'

const child = fileURLToPath(new URL('./recording-child.ts', import.meta.url))

/** How a recording comes to its end: SIGKILL so long after it has handed over so many frames. */
interface Death {
  readonly frames: number
  readonly afterMs: number
  /** It comes from itself, right after the frame was handed over, or from outside, a little later and at any point. */
  readonly by: 'itself' | 'another process'
}

/** Records in a process of its own, a frame each 20 ms, until it is killed. @returns the last frame it had handed over. */
async function recordAndKill(format: string, path: string, { frames, afterMs, by }: Death): Promise<number> {
  const own = by === 'itself' ? [String(frames), String(afterMs)] : []
  const recorder = spawn(process.execPath, ['--import', 'tsx', child, format, path, ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(recorder, 'close')
  let handedOver = 0
  createInterface(recorder.stdout).on('line', line => {
    handedOver = Number(line)
    if (handedOver !== frames || by === 'itself') return
    // A timer is too coarse for parts of a millisecond.
    const due = performance.now() + afterMs
    while (performance.now() < due);
    recorder.kill('SIGKILL')
  })
  await closed
  return handedOver
}

/** Frame n is full of n: what is in the file must be the first frames, whole, and none left out. */
function framesIn(path: string): number {
  const samples = soundOf(path)
  const frames = samples.length / 160
  expect(samples).toEqual(Int16Array.from({ length: 160 * frames }, (_, n) => Math.floor(n / 160) + 1))
  return frames
}

describeClient('A recording whose process is killed', [has('sox')], () => {
  const seeds = Array.from({ length: 15 }, (_, seed) => seed + 1)

  test.each(seeds)('seed %i: it plays, and lacks at most the last 20 ms', async seed => {
    const uniform = random(seed)
    const path = join(temporaryFolder(), 'call.wav')
    const by = seed % 2 ? 'itself' : 'another process'
    const death = {
      by,
      frames: 1 + Math.floor(40 * uniform()),
      afterMs: seed % 3 ? uniform() : 20 * uniform(),
    } as const
    const handedOver = await recordAndKill('wav', path, death)
    expect(handedOver).toBeGreaterThan(0)
    expect(handedOver - framesIn(path)).toBeLessThanOrEqual(1)
  })

  test('AMR: the sound is in the part file, and the target has not been begun', async () => {
    const path = join(temporaryFolder(), 'call.amr')
    const handedOver = await recordAndKill('amr', path, { by: 'another process', frames: 20, afterMs: 1 })
    expect(handedOver - framesIn(`${path}.part.wav`)).toBeLessThanOrEqual(1)
    expect(existsSync(path)).toBe(false)
  })
})
