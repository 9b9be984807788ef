import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import { wavHeader } from '../../../src/audio/files/wav-header.ts'
import { parseWav } from '../../../src/audio/files/wav-reader.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { errorOf } from '../../support/error-of.ts'
import { chunk, littleEndian, tone, type WavParts, wavBytes } from '../../support/wav-bytes.ts'

/** More with CELLVOICE_RUNS. */
const numRuns = Number(process.env.CELLVOICE_RUNS ?? 1000)

const samplesOf = (parts: WavParts) => [...parseWav(wavBytes(parts)).samples]
const refusal = (bytes: Uint8Array) => errorOf(Promise.resolve().then(() => parseWav(bytes)))

const guidRest = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]
const extensible = (tag: number, bits: number) => [22, 0, bits, 0, 4, 0, 0, 0, tag, 0, ...guidRest]
const floats = (...values: readonly number[]) => new Uint8Array(Float32Array.of(...values).buffer)
const list = chunk('LIST', Buffer.from('INFOISFT\x06\0\0\0Lavf59'))
const sound = littleEndian([1, -2, 300, -400])
const four = [1, -2, 300, -400]

describe('what the bytes of a WAV file mean', () => {
  const table: readonly (readonly [name: string, parts: WavParts, samples: readonly number[]])[] = [
    ['16 bits', { data: sound }, four],
    ['8 bits, unsigned', { bits: 8, data: Uint8Array.of(0, 127, 128, 255) }, [-32_768, -256, 0, 32_512]],
    ['24 bits', { bits: 24, data: Uint8Array.of(0x7f, 1, 0, 0x80, 1, 0, 0, 0, 0x80) }, [1, 2, -32_768]],
    ['32 bits', { bits: 32, data: Uint8Array.of(0, 0, 1, 0, 0xff, 0xff, 0xff, 0x7f) }, [1, 32_767]],
    ['floats', { tag: 3, bits: 32, data: floats(0, 0.5, -1, 7, Number.NaN) }, [0, 16_384, -32_768, 32_767, 0]],
    ['A-law', { tag: 6, bits: 8, data: Uint8Array.of(0xd5, 0x55, 0xaa) }, [8, -8, 32_256]],
    ['mu-law', { tag: 7, bits: 8, data: Uint8Array.of(0xff, 0x80, 0) }, [0, 32_124, -32_124]],
    ['extensible PCM', { tag: 0xfffe, formatRest: extensible(1, 16), data: sound }, four],
    ['extensible A-law', { tag: 0xfffe, bits: 8, formatRest: extensible(6, 8), data: Uint8Array.of(0xd5) }, [8]],
    ['a longer format chunk', { formatRest: [0, 0], data: sound }, four],
    ['stereo is averaged', { channels: 2, data: sound }, [0, -50]],
    ['six channels are averaged', { channels: 6, data: littleEndian([6, 6, 6, 0, 0, 0]) }, [3]],
    ['half a block at the end is left out', { channels: 2, data: littleEndian([4, 4, 9]) }, [4]],
    ['half a sample at the end is left out', { data: sound.subarray(0, 5) }, [1, -2]],
    ['chunks before the sound', { before: [list, chunk('fact', Uint8Array.of(4, 0, 0, 0))], data: sound }, four],
    ['a chunk of odd size before the sound', { before: [chunk('abcd', Buffer.from('xyz'))], data: sound }, four],
    ['chunks behind the sound', { after: [list], data: sound }, four],
    ['a stream: both sizes 0', { data: sound, dataSize: 0, riffSize: 0 }, four],
    ['a stream: both sizes 4294967295', { data: sound, dataSize: 0xffff_ffff, riffSize: 0xffff_ffff }, four],
    ['a stream as sox writes it', { data: sound, dataSize: 0x7fff_f000, riffSize: 0x7fff_f024 }, four],
    ['cut off in the sound', { data: sound, dataSize: 1000, riffSize: 1036 }, four],
    ['a header that lags behind the sound', { data: sound, dataSize: 4 }, [1, -2]],
  ]
  test.each(table)('%s', (_, parts, samples) => {
    expect(samplesOf(parts)).toEqual(samples)
  })
})

test('tells how it is in the file', () => {
  expect(parseWav(wavBytes({ channels: 2, rate: 44_100, data: new Uint8Array(8000) })).format).toEqual({
    sampleType: 'pcm16',
    channels: 2,
    sampleRate: 44_100,
    blockBytes: 4,
  })
})

test('44.1 kHz stereo becomes 8 kHz mono', () => {
  const both = tone(1000, 0.5, 44_100, 8000)
  const data = littleEndian(Int16Array.from({ length: 2 * both.length }, (_, n) => both[n >> 1] ?? 0))
  const { samples } = parseWav(wavBytes({ channels: 2, rate: 44_100, data }))
  const wanted = tone(1000, 0.5, 8000, 8000)
  expect(samples.length).toBe(wanted.length)
  for (let n = 100; n < wanted.length - 100; n++) expect(Math.abs((samples[n] ?? 0) - (wanted[n] ?? 0))).toBeLessThan(8)
})

describe('what is refused, and how', () => {
  const head = (text: string) => Buffer.from(text.padEnd(64, '\0'), 'latin1')
  const table: readonly (readonly [Uint8Array, code: string, message: RegExp])[] = [
    [new Uint8Array(0), 'AUDIO_FILE_INVALID', /it is empty/],
    [wavBytes({}), 'AUDIO_FILE_INVALID', /holds no sound/],
    [wavBytes({ after: [list] }), 'AUDIO_FILE_INVALID', /holds no sound/],
    [wavHeader(), 'AUDIO_FILE_INVALID', /holds no sound/],
    [wavBytes({ data: sound }).subarray(0, 3), 'AUDIO_FILE_INVALID', /ends before its sound/],
    [wavBytes({ data: sound }).subarray(0, 11), 'AUDIO_FILE_INVALID', /ends before its sound/],
    [wavBytes({ data: sound }).subarray(0, 15), 'AUDIO_FILE_INVALID', /ends before its sound/],
    [wavBytes({ data: sound }).subarray(0, 30), 'AUDIO_FILE_INVALID', /format chunk is cut off/],
    [wavBytes({ data: sound }).subarray(0, 40), 'AUDIO_FILE_INVALID', /ends before its sound/],
    [wavBytes({ tag: 0xfffe, data: sound }), 'AUDIO_FILE_INVALID', /extensible format chunk is cut off/],
    [wavBytes({ tag: 0xfffe, formatRest: new Array(24).fill(9) }), 'AUDIO_FILE_UNSUPPORTED', /sub-format 0909/],
    [wavBytes({ tag: 0x11, bits: 4, data: sound }), 'AUDIO_FILE_UNSUPPORTED', /format 17 with 4 bits/],
    [wavBytes({ bits: 12, data: sound }), 'AUDIO_FILE_UNSUPPORTED', /format 1 with 12 bits/],
    [wavBytes({ channels: 0, data: sound }), 'AUDIO_FILE_UNSUPPORTED', /0 channels/],
    [wavBytes({ channels: 9, data: sound }), 'AUDIO_FILE_UNSUPPORTED', /9 channels/],
    [wavBytes({ rate: 384_000, data: sound }), 'AUDIO_FILE_UNSUPPORTED', /384000/],
    [wavBytes({ rate: 0, data: sound }), 'AUDIO_FILE_UNSUPPORTED', /of 0 samples/],
    [Buffer.concat([head('RIFF').subarray(0, 4), head('\0\0\0\0WAVEdata')]), 'AUDIO_FILE_INVALID', /no format chunk/],
    [Buffer.concat([head('RIFF').subarray(0, 4), head('\0\0\0\0AVI LIST')]), 'AUDIO_FILE_UNSUPPORTED', /but AVI/],
    [wavBytes({ before: Array(1001).fill(chunk('junk', list)), data: sound }), 'AUDIO_FILE_INVALID', /1000 chunks/],
    [head('#!AMR\n'), 'AUDIO_FILE_UNSUPPORTED', /but AMR\./],
    [head('#!AMR-WB\n'), 'AUDIO_FILE_UNSUPPORTED', /but AMR-WB\./],
    [head('ID3\x04'), 'AUDIO_FILE_UNSUPPORTED', /but MP3/],
    [head('\xff\xfb\x90'), 'AUDIO_FILE_UNSUPPORTED', /but MP3/],
    [head('OggS'), 'AUDIO_FILE_UNSUPPORTED', /but Ogg/],
    [head('fLaC'), 'AUDIO_FILE_UNSUPPORTED', /but FLAC/],
    [head('\0\0\0\x20ftypM4A '), 'AUDIO_FILE_UNSUPPORTED', /but MP4/],
    [head('RF64'), 'AUDIO_FILE_UNSUPPORTED', /but RF64/],
    [Buffer.from('Press one for sales.\n'), 'AUDIO_FILE_INVALID', /not a WAV file but text/],
    [new Uint8Array(100), 'AUDIO_FILE_INVALID', /not a WAV file\./],
  ]
  test.each(table)('%# %s: %s %s', async (bytes, code, message) => {
    const error = await refusal(bytes)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })
})

test.each(['pcm16', 'pcm8', 'alaw', 'ulaw'] as const)('%s: what is written is read again', encoding => {
  const samples = tone(700, 0.1, 8000, 30_000).subarray(0, 777)
  const { format, samples: read } = parseWav(wavFile(samples, encoding))
  expect(format).toEqual({
    sampleType: encoding,
    channels: 1,
    sampleRate: 8000,
    blockBytes: encoding === 'pcm16' ? 2 : 1,
  })
  const allowed = { pcm16: 0, pcm8: 128, alaw: 520, ulaw: 520 }[encoding]
  expect(read.length).toBe(777)
  for (const [n, sample] of samples.entries()) expect(Math.abs((read[n] ?? 0) - sample)).toBeLessThanOrEqual(allowed)
})

describe('whatever the bytes', () => {
  const readOrRefuse = (bytes: Uint8Array) => {
    try {
      expect(parseWav(bytes).samples.length).toBeGreaterThan(0)
    } catch (error) {
      if (!CellvoiceError.is(error)) throw error
      expect(error.code).toMatch(/^AUDIO_FILE_/)
    }
  }

  test('garbage is read or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readOrRefuse), { numRuns })
  })

  const real = wavBytes({ before: [list], data: littleEndian(tone(440, 0.05)), after: [list] })
  const change = fc.tuple(fc.nat(real.length - 1), fc.nat(255))
  test('a real file with bytes changed and its end cut off is read or refused', () => {
    const property = fc.property(fc.array(change, { maxLength: 12 }), fc.nat(real.length), (changes, length) => {
      const bytes = real.slice()
      for (const [at, value] of changes) bytes[at] = value
      readOrRefuse(bytes.subarray(0, length))
    })
    fc.assert(property, { numRuns })
  })
})
