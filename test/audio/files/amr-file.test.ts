import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AmrBand,
  amrDurationMs,
  amrFile,
  amrFrameBytes,
  amrHeader,
  parseAmr,
} from '../../../src/audio/files/amr-file.ts'
import { AmrSplitter } from '../../../src/audio/files/amr-splitter.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { errorOf } from '../../support/error-of.ts'

/** More with CELLVOICE_RUNS. */
const numRuns = Number(process.env.CELLVOICE_RUNS ?? 1000)

/** Bits of speech a frame: 3GPP TS 26.101 table 1a and TS 26.201 table 1a, by frame type. */
const bits: Readonly<Record<AmrBand, readonly number[]>> = {
  nb: [95, 103, 118, 134, 148, 159, 204, 244],
  wb: [132, 177, 253, 285, 317, 365, 397, 461, 477],
}

const frame = (type: number, bytes: number, good = true) =>
  Buffer.concat([Buffer.of((type << 3) | (good ? 4 : 0)), Buffer.alloc(bytes - 1, 0xa5)])
const nbFile = (...frames: readonly Uint8Array[]) => Buffer.concat([Buffer.from('#!AMR\n'), ...frames])
const wbFile = (...frames: readonly Uint8Array[]) => Buffer.concat([Buffer.from('#!AMR-WB\n'), ...frames])
const told = (bytes: Uint8Array) => {
  const { band, frames, durationMs, leftBytes } = parseAmr(bytes)
  return [band, frames.map(({ type, kind, good }) => [type, kind, good]), durationMs, leftBytes]
}

test.each(['nb', 'wb'] as const)('%s: a speech frame has its header byte and its bits in whole bytes', band => {
  for (const [type, count] of bits[band].entries()) {
    expect(amrFrameBytes(band, (type << 3) | 4)).toBe(1 + Math.ceil(count / 8))
  }
})

test.each<[AmrBand, Readonly<Record<number, number | null>>]>([
  ['nb', { 8: 6, 9: null, 10: null, 11: null, 12: null, 13: null, 14: null, 15: 1 }],
  ['wb', { 9: 6, 10: null, 11: null, 12: null, 13: null, 14: 1, 15: 1 }],
])('%s: the other frame types', (band, lengths) => {
  for (const [type, length] of Object.entries(lengths)) expect(amrFrameBytes(band, Number(type) << 3)).toBe(length)
})

describe('what the bytes of an AMR file mean', () => {
  const table: readonly (readonly [name: string, bytes: Uint8Array, told: readonly unknown[]])[] = [
    ['no frames', nbFile(), ['nb', [], 0, 0]],
    [
      '12.2 kbit/s',
      nbFile(frame(7, 32), frame(7, 32)),
      [
        'nb',
        [
          [7, 'speech', true],
          [7, 'speech', true],
        ],
        40,
        0,
      ],
    ],
    [
      'a pause',
      nbFile(frame(8, 6), frame(15, 1, false)),
      [
        'nb',
        [
          [8, 'comfort-noise', true],
          [15, 'none', false],
        ],
        40,
        0,
      ],
    ],
    [
      'wideband',
      wbFile(frame(8, 61), frame(14, 1, false)),
      [
        'wb',
        [
          [8, 'speech', true],
          [14, 'lost', false],
        ],
        40,
        0,
      ],
    ],
    ['cut off in a frame', nbFile(frame(0, 13), frame(7, 20)), ['nb', [[0, 'speech', true]], 20, 20]],
    [
      'a type that is not for files',
      nbFile(frame(0, 13), frame(9, 6), frame(0, 13)),
      ['nb', [[0, 'speech', true]], 20, 19],
    ],
    [
      'a header with a stray bit',
      nbFile(frame(0, 13), Buffer.of(0x3d), Buffer.alloc(31)),
      ['nb', [[0, 'speech', true]], 20, 32],
    ],
  ]
  test.each(table)('%s', (_, bytes, wanted) => {
    expect(told(bytes)).toEqual(wanted)
    expect(amrDurationMs(bytes)).toBe(wanted[2])
  })
})

test('frames make a file; a frame is its own bytes', () => {
  const frames = [frame(7, 32), frame(8, 6), frame(15, 1)]
  const file = amrFile('nb', frames)
  expect(Buffer.from(file)).toEqual(nbFile(...frames))
  expect(parseAmr(file).frames.map(({ bytes }) => Buffer.from(bytes))).toEqual(frames)
  expect(Buffer.from(amrHeader('nb')).toString('hex')).toBe('2321414d520a')
})

test.each([
  ['', 'AUDIO_FILE_INVALID', /not an AMR file\./],
  ['#!AMR', 'AUDIO_FILE_INVALID', /not an AMR file\./],
  ['#!AMR_MC1.0\n\0\0\0\x02', 'AUDIO_FILE_UNSUPPORTED', /several channels/],
  ['RIFF\0\0\0\0WAVEfmt ', 'AUDIO_FILE_UNSUPPORTED', /but WAV/],
])('refuses %j', async (start, code, message) => {
  const error = await errorOf(Promise.resolve().then(() => parseAmr(Buffer.from(start))))
  expect(error.code).toBe(code)
  expect(error.message).toMatch(message)
})

const anyBytes = fc.tuple(fc.constantFrom('', '#!AMR\n', '#!AMR-WB\n'), fc.uint8Array({ maxLength: 400 }))
test('whatever the bytes: whole frames from the start, and every byte accounted for', () => {
  const property = fc.property(anyBytes, ([start, rest]) => {
    const bytes = Buffer.concat([Buffer.from(start), rest])
    try {
      const { band, frames, leftBytes } = parseAmr(bytes)
      const whole = amrFile(
        band,
        frames.map(each => each.bytes),
      )
      expect(bytes.subarray(0, whole.length).equals(whole)).toBe(true)
      expect(whole.length + leftBytes).toBe(bytes.length)
    } catch (error) {
      if (!CellvoiceError.is(error)) throw error
      expect(start).toBe('')
    }
  })
  fc.assert(property, { numRuns })
})

test('cut into any pieces, the same frames come out, each piece ending with a whole one', () => {
  const types = [...bits.nb.keys(), 8, 15]
  const frames = fc.array(fc.constantFrom(...types), { maxLength: 30 })
  const property = fc.property(frames, fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 }), (wanted, cuts) => {
    const file = nbFile(...wanted.map(type => frame(type, amrFrameBytes('nb', type << 3) ?? 0)))
    const splitter = new AmrSplitter()
    const out: Uint8Array[] = []
    for (let at = 0, n = 0; at < file.length; n++) {
      const end = at + (cuts[n % cuts.length] ?? 1)
      out.push(splitter.push(file.subarray(at, end)))
      at = end
    }
    for (const piece of out) expect(parseAmr(nbFile(piece)).leftBytes).toBe(0)
    expect(nbFile(...out).equals(file)).toBe(true)
    expect(splitter.frames).toBe(wanted.length)
  })
  fc.assert(property, { numRuns })
})

test.each([
  ['another header', Buffer.from('#!AMR-WB\n'), 0],
  ['a frame that is none', nbFile(frame(7, 32), Buffer.of(0xff), frame(7, 32)), 1],
])('a splitter that meets %s gives nothing more', (_, bytes, frames) => {
  const splitter = new AmrSplitter()
  splitter.push(bytes)
  expect([splitter.push(frame(7, 32)).length, splitter.frames]).toEqual([0, frames])
})
