import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeAmr, encodeAmr } from '../../../src/audio/files/amr-codec.ts'
import { AmrEncoderStream } from '../../../src/audio/files/amr-encoder-stream.ts'
import { amrFile } from '../../../src/audio/files/amr-file.ts'
import { hasAmrEncoder } from '../../../src/audio/files/amr-tool.ts'
import { RecordingFile } from '../../../src/audio/files/recording-file.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import { errorOf } from '../../support/error-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tone } from '../../support/wav-bytes.ts'

const voice = tone(440, 1)
const missing = { program: '/nonexistent/sox' }

test('wav: what was written is at the path when it is finished', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const file = await RecordingFile.create({ format: 'wav', path })
  for (let n = 0; n < 50; n++) expect(file.write(voice.subarray(160 * n, 160 * n + 160))).toBe(true)
  const wanted = { path, durationMs: 1000, bytes: 16_044 }
  expect(await Promise.all([file.finish(), file.finish()])).toEqual([wanted, wanted])
  expect(file.write(voice)).toBe(false)
  expect([file.durationMs, file.droppedSamples]).toEqual([1000, 8000])
  expect(readFileSync(path).equals(wavFile(voice))).toBe(true)
})

test('wav: another encoding, and nothing at all', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'call.wav')
  const empty = await RecordingFile.create({ format: 'wav', path, encoding: 'alaw' })
  expect(await empty.finish()).toEqual({ path, durationMs: 0, bytes: 58 })
})

test('a file that is there stays, unless it may be overwritten', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  writeFileSync(path, 'precious')
  expect((await errorOf(RecordingFile.create({ format: 'wav', path }))).code).toBe('FILE_EXISTS')
  expect(readFileSync(path, 'utf8')).toBe('precious')
  const file = await RecordingFile.create({ format: 'wav', path, overwrite: true })
  expect((await file.finish()).bytes).toBe(44)
})

test('a folder that is not there is named, and not made', async () => {
  const folder = temporaryFolder()
  const error = await errorOf(RecordingFile.create({ format: 'wav', path: join(folder, 'none', 'call.wav') }))
  expect(error.code).toBe('FILE_FAILED')
  expect(error.message).toContain(`${join(folder, 'none')} does not`)
  expect(readdirSync(folder)).toEqual([])
})

test('a recording that somebody removes says so in the end', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const file = await RecordingFile.create({ format: 'wav', path })
  rmSync(path)
  const error = await errorOf(file.finish())
  expect([error.code, error.message]).toEqual(['FILE_FAILED', expect.stringContaining('was removed')])
})

test('without sox AMR says what to install, before anything is recorded', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'call.amr')
  const wav = join(folder, 'call.wav')
  writeFileSync(wav, wavFile(voice))
  const amr = join(folder, 'menu.amr')
  writeFileSync(amr, amrFile('nb', [Buffer.of(0x7c)]))
  const refusals = [
    RecordingFile.create({ format: 'amr', path, ...missing }),
    encodeAmr(wav, path, missing),
    decodeAmr(amr, missing),
    AmrEncoderStream.open({ ...missing, onBytes() {} }),
  ]
  for (const error of await Promise.all(refusals.map(errorOf))) {
    expect(error.code).toBe('AUDIO_TOOL_MISSING')
    expect(error.remedy).toContain('apt install sox libsox-fmt-all')
  }
  expect(await hasAmrEncoder(missing)).toBe(false)
  expect(readdirSync(folder).sort()).toEqual(['call.wav', 'menu.amr'])
})

test('a program that is there but cannot do AMR is as good as missing', async () => {
  expect(await hasAmrEncoder({ program: 'true' })).toBe(false)
  expect(await hasAmrEncoder({ program: 'false' })).toBe(false)
})
