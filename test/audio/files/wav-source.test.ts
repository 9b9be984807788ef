import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import { wavHeader } from '../../../src/audio/files/wav-header.ts'
import { WavSource } from '../../../src/audio/files/wav-source.ts'
import { errorOf } from '../../support/error-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { littleEndian, tone, wavBytes } from '../../support/wav-bytes.ts'

function speechPath(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), 'menu.wav')
  writeFileSync(path, bytes)
  return path
}

/** All frames, each pulled when the disk had its time, as a call would: it pulls one each 20 ms. */
async function play(file: WavSource): Promise<number[]> {
  const samples: number[] = []
  const frame = new Int16Array(160)
  for (;;) {
    for (let ms = 0; ms < 20 && file.readAheadMs < 1000 && !mayBeOver(file, samples); ms++) await sleep(1)
    if (!file.fill(frame)) return samples
    samples.push(...frame)
  }
}

/** Whether all that is left of a file is read. */
const mayBeOver = (file: WavSource, given: readonly number[]) =>
  file.readAheadMs + given.length / 8 >= file.durationMs - 1

const counted = Int16Array.from({ length: 80_123 }, (_, n) => (n % 30_000) + 1)

test('gives every sample once and in order, fills the last frame up with silence, then false', async () => {
  const file = await WavSource.open(speechPath(wavFile(counted)))
  expect(file.durationMs).toBeCloseTo(10_015.375)
  const samples = await play(file)
  expect(samples.length).toBe(501 * 160)
  expect(Int16Array.from(samples.slice(0, counted.length))).toEqual(counted)
  expect(new Set(samples.slice(counted.length))).toEqual(new Set([0]))
  expect(file.fill(new Int16Array(160))).toBe(false)
  expect([await file.ended, file.underruns]).toEqual([null, 0])
})

test('where the disk is late it gives silence and true, and leaves no sample out', async () => {
  const file = await WavSource.open(speechPath(wavFile(counted)))
  const frame = new Int16Array(160)
  // Within one turn of the event loop nothing can be read: two seconds are there, then there is silence.
  const early: number[] = []
  for (let n = 0; n < 150; n++) {
    expect(file.fill(frame)).toBe(true)
    early.push(...frame)
  }
  expect(file.underruns).toBeGreaterThanOrEqual(40)
  const later = await play(file)
  const heard = [...early, ...later].filter(sample => sample !== 0)
  expect(Int16Array.from(heard)).toEqual(counted)
})

test('44.1 kHz stereo plays as 8 kHz mono of the same length', async () => {
  const both = tone(1000, 3, 44_100, 8000)
  const data = littleEndian(Int16Array.from({ length: 2 * both.length }, (_, n) => both[n >> 1] ?? 0))
  const file = await WavSource.open(speechPath(wavBytes({ channels: 2, rate: 44_100, data })))
  expect([file.durationMs, file.format.sampleRate, file.format.channels]).toEqual([3000, 44_100, 2])
  const samples = await play(file)
  const wanted = tone(1000, 3, 8000, 8000)
  expect(samples.length).toBe(wanted.length)
  const apart = samples.filter((sample, n) => n > 100 && n < 23_900 && Math.abs(sample - (wanted[n] ?? 0)) > 8)
  expect(apart).toEqual([])
})

test('a file of gigabytes opens at once and takes no memory', async () => {
  const path = speechPath(wavHeader())
  const descriptor = openSync(path, 'r+')
  ftruncateSync(descriptor, 3e9)
  writeSync(descriptor, littleEndian([1, 2, 3]), 0, 6, 44)
  closeSync(descriptor)
  const before = process.memoryUsage().arrayBuffers
  const file = await WavSource.open(path)
  const frame = new Int16Array(160)
  expect([file.fill(frame), ...frame.subarray(0, 4)]).toEqual([true, 1, 2, 3, 0])
  expect(file.durationMs).toBeCloseTo((3e9 - 44) / 16)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2e6)
  await file.close()
})

test('a file that becomes shorter while it plays ends there', async () => {
  const path = speechPath(wavFile(counted))
  const file = await WavSource.open(path)
  truncateSync(path, 44 + 2 * 40_000)
  const samples = await play(file)
  expect(Int16Array.from(samples)).toEqual(counted.subarray(0, 40_000))
  expect(await file.ended).toBe(null)
})

test('once closed it gives false and holds no file', async () => {
  const path = speechPath(wavFile(counted))
  const openFiles = () =>
    execFileSync('ls', ['-l', `/proc/${process.pid}/fd`])
      .toString()
      .includes(path)
  const file = await WavSource.open(path)
  expect(openFiles()).toBe(true)
  await file.close()
  await file.close()
  expect([file.fill(new Int16Array(160)), await file.ended, openFiles()]).toEqual([false, null, false])
})

test('a file that was read to its end is given back before it has been heard', async () => {
  const file = await WavSource.open(speechPath(wavFile(counted.subarray(0, 800))))
  const ended = vi.fn()
  void file.ended.then(ended)
  expect(file.fill(new Int16Array(160))).toBe(true)
  await turn()
  expect(ended).not.toHaveBeenCalled()
  await play(file)
  expect(await file.ended).toBe(null)
})

test.each([
  ['an empty file', (path: string) => writeFileSync(path, ''), 'AUDIO_FILE_INVALID', /menu\.wav: it is empty/],
  [
    'no sound',
    (path: string) => writeFileSync(path, wavHeader()),
    'AUDIO_FILE_INVALID',
    /menu\.wav: it holds no sound/,
  ],
  ['AMR', (path: string) => writeFileSync(path, '#!AMR\n'), 'AUDIO_FILE_UNSUPPORTED', /menu\.wav: .* but AMR/],
  ['no file', () => {}, 'FILE_FAILED', /menu\.wav: it does not exist/],
  ['a folder', (path: string) => mkdirSync(path), 'FILE_FAILED', /menu\.wav: it is/],
  ['a FIFO', (path: string) => execFileSync('env', ['mkfifo', path]), 'FILE_FAILED', /menu\.wav: it is not a file/],
] as const)('refuses %s', async (_, make, code, message) => {
  const path = join(temporaryFolder(), 'menu.wav')
  make(path)
  const error = await errorOf(WavSource.open(path))
  expect(error.code).toBe(code)
  expect(error.message).toMatch(message)
})
