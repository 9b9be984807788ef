import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { GrowingFile } from '../../../src/audio/files/growing-file.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import { parseWav } from '../../../src/audio/files/wav-reader.ts'
import { WavWriter } from '../../../src/audio/files/wav-writer.ts'
import { errorOf } from '../../support/error-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tone } from '../../support/wav-bytes.ts'

const voice = tone(440, 1)
const frames = Array.from({ length: 50 }, (_, n) => voice.subarray(160 * n, 160 * n + 160))

test.each(['pcm16', 'pcm8', 'alaw', 'ulaw'] as const)('%s: frames make a file', async encoding => {
  const path = join(temporaryFolder(), 'call.wav')
  const writer = await WavWriter.create(path, { encoding })
  for (const frame of frames) expect(writer.write(frame)).toBe(true)
  await writer.close()
  expect([writer.samples, writer.durationMs, writer.droppedSamples]).toEqual([8000, 1000, 0])
  expect(readFileSync(path).equals(wavFile(voice, encoding))).toBe(true)
})

test('the frame may be used again after the call', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const writer = await WavWriter.create(path)
  const frame = new Int16Array(160)
  for (let n = 1; n <= 20; n++) {
    writer.write(frame.fill(n))
    await new Promise(resolve => setImmediate(resolve))
  }
  await writer.close()
  expect([...parseWav(readFileSync(path)).samples].filter((_, n) => n % 160 === 80)).toEqual(
    Array.from({ length: 20 }, (_, n) => n + 1),
  )
})

test('an odd length is evened out', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const writer = await WavWriter.create(path, { encoding: 'ulaw' })
  writer.write(voice.subarray(0, 3))
  await writer.close()
  expect(readFileSync(path).equals(wavFile(voice.subarray(0, 3), 'ulaw'))).toBe(true)
  expect(statSync(path).size).toBe(62)
})

test('the file on the disk tells of each frame soon after it was written', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const writer = await WavWriter.create(path)
  for (const [n, frame] of frames.entries()) {
    writer.write(frame)
    const wanted = wavFile(voice.subarray(0, 160 * (n + 1)))
    await vi.waitFor(() => expect(readFileSync(path).equals(wanted)).toBe(true), { interval: 1 })
  }
  await writer.close()
})

test('5 s wait for a slow disk; what comes beyond is dropped whole, and counted', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const writer = await WavWriter.create(path)
  // Nothing can be written before this turn of the event loop ends, but the first frame is on its way.
  const taken = Array.from({ length: 300 }, (_, n) => writer.write(new Int16Array(160).fill(n + 1)))
  expect(taken.lastIndexOf(true)).toBe(250)
  expect(taken.indexOf(false)).toBe(251)
  expect(writer.droppedSamples).toBe(49 * 160)
  await vi.waitFor(() => expect(writer.samples).toBe(251 * 160))
  expect(writer.write(new Int16Array(160).fill(999))).toBe(true)
  await writer.close()
  const { samples } = parseWav(readFileSync(path))
  expect([samples.length, samples[250 * 160], samples[251 * 160]]).toEqual([252 * 160, 251, 999])
})

test('after the end nothing is taken; closing again is harmless', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const writer = await WavWriter.create(path)
  await Promise.all([writer.close(), writer.close()])
  expect(writer.write(voice)).toBe(false)
  await writer.close()
  expect(readFileSync(path).equals(wavFile(new Int16Array(0)))).toBe(true)
})

describe('what cannot be written', () => {
  test('a file that is there stays, unless it may be overwritten', async () => {
    const path = join(temporaryFolder(), 'call.wav')
    writeFileSync(path, 'precious'.repeat(1000))
    expect((await errorOf(WavWriter.create(path))).code).toBe('FILE_EXISTS')
    expect(statSync(path).size).toBe(8000)
    const writer = await WavWriter.create(path, { overwrite: true })
    await writer.close()
    expect(statSync(path).size).toBe(44)
  })

  test.each([
    ['a folder that is not there', (folder: string) => join(folder, 'none', 'call.wav'), /none does not/],
    ['a folder', (folder: string) => folder, /folder/],
    ['a name that is too long', (folder: string) => join(folder, 'x'.repeat(300)), /ENAMETOOLONG/],
    ['a device', () => '/dev/full', /not a file/],
    ['a path below a file', (folder: string) => join(folder, 'file', 'call.wav'), /file is not a folder/],
  ])('%s', async (_, pathIn, message) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const error = await errorOf(WavWriter.create(pathIn(folder), { overwrite: true }))
    expect(error.code).toBe('FILE_FAILED')
    expect(error.message).toMatch(message)
  })
})

test('a file that stops taking bytes tells so once, then ignores what comes', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  writeFileSync(path, 'HEADER')
  // What is opened for reading refuses every write.
  const descriptor = openSync(path, 'r')
  const header = Buffer.from('HEADER')
  const file = new GrowingFile({ path, descriptor, header, setSizes() {}, maxWaiting: 1000, pieceBytes: 10 })
  expect(file.append(Buffer.alloc(25), 25)).toBe(true)
  const error = await file.failed
  expect([error.code, error.context.path]).toEqual(['FILE_FAILED', path])
  expect(file.append(Buffer.alloc(25), 25)).toBe(false)
  await file.close()
  expect(file.written).toBe(0)
  onTestFinished(() => expect(() => closeSync(descriptor)).toThrow(/EBADF/))
})
