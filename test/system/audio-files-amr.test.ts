import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { decodeAmr, encodeAmr } from '../../src/audio/files/amr-codec.ts'
import { AmrEncoderStream } from '../../src/audio/files/amr-encoder-stream.ts'
import { amrFile, amrFrameBytes, parseAmr } from '../../src/audio/files/amr-file.ts'
import { type AmrMode, hasAmrEncoder } from '../../src/audio/files/amr-tool.ts'
import { RecordingFile } from '../../src/audio/files/recording-file.ts'
import { wavFile } from '../../src/audio/files/wav-file.ts'
import { wavHeader } from '../../src/audio/files/wav-header.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { errorOf } from '../support/error-of.ts'
import { random } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { tone } from '../support/wav-bytes.ts'
import { soundOf } from './sound-of.ts'
import { describeClient, has } from './support/client-test.ts'

/** A tone that comes and goes as syllables do, so that the encoder takes it for speech. */
const voice = tone(700, 3, 8000, 12_000).map((sample, n) => sample * Math.sin((Math.PI * n) / 1600) ** 2)

const power = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length

function given(bytes: Uint8Array, name = 'voice.wav'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return path
}

/** A program in place of sox: it shows once that it can do AMR, and then does as `script` says. */
function encoderThat(script: string): string {
  const path = given(
    Buffer.from(`#!/bin/sh\n[ -e "$0.shown" ] || { : >"$0.shown"; exec sox "$@"; }\n${script}\n`),
    'encoder',
  )
  chmodSync(path, 0o755)
  return path
}

const soxWithAmr = ['sox', '-n', '-r', '8000', '-c', '1', '-t', 'amr-nb', '/dev/null', 'trim', '0', '0.1']

describeClient('AMR by sox', [has('sox'), soxWithAmr], () => {
  test('the encoder is found', async () => {
    expect(await hasAmrEncoder()).toBe(true)
  })

  test.each([0, 3, 7] as const)('mode %i: a frame for each 20 ms, as sox and we read them', async mode => {
    const amr = join(temporaryFolder(), 'voice.amr')
    const encoded = await encodeAmr(given(wavFile(voice)), amr, { mode })
    const { frames, durationMs, leftBytes } = parseAmr(readFileSync(amr))
    expect(encoded).toEqual({ frames: 150, bytes: statSync(amr).size })
    expect([frames.length, durationMs, leftBytes]).toEqual([150, 3000, 0])
    expect(frames.filter(({ type }) => type === mode).length).toBeGreaterThan(75)
    expect(soundOf(amr).length).toBe(24_000)
    const decoded = await decodeAmr(amr)
    expect(decoded).toEqual(soundOf(amr))
    expect(10 * Math.log10(power(decoded) / power(voice))).toBeCloseTo(0, -1)
  })

  test('a last frame that is not full is filled up; another WAV is converted on the way', async () => {
    const folder = temporaryFolder()
    const encode = (bytes: Uint8Array, name: string) => encodeAmr(given(bytes), join(folder, name))
    expect((await encode(wavFile(voice.subarray(0, 321)), 'odd.amr')).frames).toBe(3)
    expect((await encode(wavFile(voice.subarray(0, 1)), 'one.amr')).frames).toBe(1)
    expect((await encode(wavFile(voice, 'alaw'), 'alaw.amr')).frames).toBe(150)
  })

  test('a file that is there stays, unless it may be overwritten; a failure leaves no file', async () => {
    const amr = given(Buffer.from('precious'), 'voice.amr')
    const wav = given(wavFile(voice))
    expect((await errorOf(encodeAmr(wav, amr))).code).toBe('FILE_EXISTS')
    expect(readFileSync(amr, 'utf8')).toBe('precious')
    expect((await encodeAmr(wav, amr, { overwrite: true })).frames).toBe(150)
    expect((await errorOf(encodeAmr(given(wavHeader()), `${amr}.2`))).code).toBe('AUDIO_FILE_INVALID')
    const dying = { program: encoderThat('echo broken >&2; exit 3') }
    const error = await errorOf(encodeAmr(wav, `${amr}.3`, dying))
    expect([error.code, error.message]).toEqual(['AUDIO_TOOL_FAILED', expect.stringContaining('broken')])
    const short = { program: encoderThat('head -c 6400 | exec sox "$@"') }
    expect((await errorOf(encodeAmr(wav, `${amr}.4`, short))).message).toContain('20 frames of 150')
    expect([existsSync(`${amr}.2`), existsSync(`${amr}.3`), existsSync(`${amr}.4`)]).toEqual([false, false, false])
  })

  test('a long encoding can be given up', async () => {
    const amr = join(temporaryFolder(), 'voice.amr')
    const signal = AbortSignal.timeout(200)
    const hanging = encodeAmr(given(wavFile(voice)), amr, { program: encoderThat('exec sleep 60'), signal })
    await expect(hanging).rejects.toThrow(/aborted|timeout/i)
    expect(existsSync(amr)).toBe(false)
  })

  test('a damaged file is decoded up to the damage; a file of garbage never reaches sox', async () => {
    const amr = join(temporaryFolder(), 'voice.amr')
    await encodeAmr(given(wavFile(voice)), amr)
    const whole = readFileSync(amr)
    expect((await decodeAmr(given(whole.subarray(0, 1000), 'cut.amr'))).length).toBe(
      160 * parseAmr(whole.subarray(0, 1000)).frames.length,
    )
    const uniform = random(1)
    const garbage = Buffer.concat([
      Buffer.from('#!AMR\n\x4c'),
      Buffer.from(Array.from({ length: 3000 }, () => 256 * uniform())),
    ])
    expect((await errorOf(decodeAmr(given(garbage, 'garbage.amr')))).code).toBe('AUDIO_FILE_INVALID')
    expect((await errorOf(decodeAmr(given(Buffer.from('#!AMR\n'), 'empty.amr')))).message).toContain('no sound')
    expect((await errorOf(decodeAmr(given(Buffer.from('hello'), 'text.amr')))).code).toBe('AUDIO_FILE_INVALID')
    const endless = amrFile('nb', Array(180_001).fill(Buffer.of(0x7c)))
    // Frames are not gathered beyond the hour: all of these would take gigabytes.
    const vast = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(16_000_000, 0x7c)])
    expect((await errorOf(decodeAmr(given(vast, 'vast.amr')))).message).toContain('longer than an hour')
    expect((await errorOf(decodeAmr(given(endless, 'endless.amr')))).message).toContain('longer than an hour')
  })

  test.each(['nb', 'wb'] as const)('%s frames of any content decode to 160 samples each', async band => {
    const uniform = random(band === 'nb' ? 2 : 3)
    const types = band === 'nb' ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 15] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 15]
    const frames = Array.from({ length: 200 }, (_, n) => {
      const header = ((types[n % types.length] ?? 0) << 3) | 4
      const content = Array.from({ length: (amrFrameBytes(band, header) ?? 1) - 1 }, () => 256 * uniform())
      return Buffer.from([header, ...content])
    })
    expect((await decodeAmr(given(amrFile(band, frames), 'any.amr'))).length).toBe(32_000)
  })

  test('a recording is encoded when it is finished, and its part file goes', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'call.amr')
    const file = await RecordingFile.create({ format: 'amr', path, mode: 7 })
    for (let n = 0; n < 150; n++) file.write(voice.subarray(160 * n, 160 * n + 160))
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual(['call.amr.part.wav']))
    const bytes = (await file.finish()).bytes
    expect(await file.finish()).toEqual({ path, durationMs: 3000, bytes })
    expect([readdirSync(folder), statSync(path).size]).toEqual([['call.amr'], bytes])
    expect(soundOf(path).length).toBe(24_000)
    expect((await errorOf(RecordingFile.create({ format: 'amr', path }))).code).toBe('FILE_EXISTS')
    const empty = await RecordingFile.create({ format: 'amr', path, overwrite: true })
    expect(await empty.finish()).toEqual({ path, durationMs: 0, bytes: 6 })
  })

  test('a recording that cannot be encoded is kept as WAV', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'call.amr')
    const file = await RecordingFile.create({ format: 'amr', path, program: encoderThat('exit 1') })
    file.write(voice)
    expect((await errorOf(file.finish())).code).toBe('AUDIO_TOOL_FAILED')
    expect(readdirSync(folder)).toEqual(['call.amr.part.wav'])
    expect(soundOf(`${path}.part.wav`)).toEqual(voice)
  })
})

describeClient('AMR while it is spoken', [has('sox'), soxWithAmr, has('stdbuf')], () => {
  test.each<AmrMode>([0, 7])('mode %i: the header alone, then a frame for each within half a second', async mode => {
    const pieces: Uint8Array[] = []
    const stream = await AmrEncoderStream.open({ mode, onBytes: bytes => pieces.push(bytes) })
    expect(pieces.map(piece => Buffer.from(piece).toString())).toEqual(['#!AMR\n'])
    const late: number[] = []
    for (let n = 0; n < 50; n++) {
      expect(stream.write(voice.subarray(160 * n, 160 * n + 160))).toBe(true)
      await sleep(20)
      late.push(n + 1 - stream.frames)
    }
    // 25 frames are half a second; the encoder starts within that time too.
    expect(Math.max(...late)).toBeLessThan(25)
    stream.write(voice.subarray(0, 37))
    expect(await stream.finish()).toBe(null)
    const { frames, leftBytes } = parseAmr(Buffer.concat(pieces))
    expect([frames.length, leftBytes, stream.frames, stream.droppedSamples]).toEqual([51, 0, 51, 0])
    expect([stream.write(voice), await stream.ended]).toEqual([false, null])
  })

  test('an encoder that dies says so; nothing is thrown', async () => {
    const program = encoderThat('head -c 3200 >/dev/null; echo oh no >&2; exit 3')
    const stream = await AmrEncoderStream.open({ program, onBytes() {} })
    for (let n = 0; n < 20; n++) stream.write(voice.subarray(0, 160))
    const error = await stream.ended
    expect([error?.code, error?.message]).toEqual(['AUDIO_TOOL_FAILED', expect.stringContaining('oh no')])
    expect(stream.write(voice.subarray(0, 160))).toBe(false)
    await stream.close()
  })

  test('an encoder that does not take what it is given: 5 s wait, the rest is dropped', async () => {
    const stream = await AmrEncoderStream.open({ program: encoderThat('exec sleep 60'), onBytes() {} })
    const taken = Array.from({ length: 3000 }, () => stream.write(voice.subarray(0, 160)))
    const count = taken.indexOf(false)
    expect(count).toBeGreaterThanOrEqual(250)
    expect([taken.includes(true, count), stream.droppedSamples]).toEqual([false, 160 * (3000 - count)])
    await stream.close()
    expect(await stream.ended).toBe(null)
  })

  test('an encoder that does not end is ended', async () => {
    const clock = new ManualClock()
    const stream = await AmrEncoderStream.open({ program: encoderThat('exec sleep 60'), clock, onBytes() {} })
    stream.write(voice.subarray(0, 160))
    const finished = stream.finish()
    await clock.advance(5000)
    expect((await finished)?.message).toContain('SIGKILL')
  })

  test('closing ends the program at once, and nothing more comes', async () => {
    const folder = temporaryFolder()
    const pidFile = join(folder, 'pid')
    const program = encoderThat(`echo $$ >${pidFile}; exec sox "$@"`)
    const onBytes = vi.fn()
    const stream = await AmrEncoderStream.open({ program, onBytes })
    await vi.waitFor(() => expect(existsSync(pidFile) && readFileSync(pidFile, 'utf8')).toMatch(/\n/))
    stream.write(voice)
    await stream.close()
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow(/ESRCH/)
    const heard = onBytes.mock.calls.length
    await sleep(50)
    expect([onBytes.mock.calls.length, await stream.ended]).toEqual([heard, null])
  })
})
