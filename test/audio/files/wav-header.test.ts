import { expect, test } from 'vitest'
import { setWavSizes, type WavEncoding, wavHeader } from '../../../src/audio/files/wav-header.ts'

const text = (header: Uint8Array) => Buffer.from(header).toString('latin1')

test('the header of a stream: 44 bytes, both sizes 0, PCM, mono, 8000 Hz, 16000 bytes a second, 16 bits', () => {
  expect(text(wavHeader())).toBe(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0',
  )
})

test.each<[WavEncoding, string, number]>([
  ['pcm16', 'RIFF\x44\x01\0\0WAVE', 44],
  ['pcm8', 'RIFF\x44\x01\0\0WAVE', 44],
  ['alaw', 'RIFF\x52\x01\0\0WAVE', 58],
  ['ulaw', 'RIFF\x52\x01\0\0WAVE', 58],
])('%s with 288 bytes of sound', (encoding, start, length) => {
  const header = text(wavHeader({ encoding, dataBytes: 288 }))
  expect(header.slice(0, 12)).toBe(start)
  expect(header.slice(-8)).toBe('data\x20\x01\0\0')
  expect(header.length).toBe(length)
})

test('G.711 has a fact chunk with the count of samples', () => {
  const header = text(wavHeader({ encoding: 'ulaw', dataBytes: 288 }))
  expect(header.slice(12, 50)).toBe(
    'fmt \x12\0\0\0\x07\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0\0\0fact\x04\0\0\0\x20\x01\0\0',
  )
})

test('the sizes of a finished stream are put in afterwards', () => {
  const header = wavHeader()
  setWavSizes(header, 288)
  expect(header).toEqual(wavHeader({ dataBytes: 288 }))
})

test('an odd size is evened out in the size of the whole only', () => {
  const header = Buffer.from(wavHeader({ encoding: 'pcm8', dataBytes: 3 }))
  expect([header.readUInt32LE(4), header.readUInt32LE(40)]).toEqual([36 + 4, 3])
})

test('beyond 4 GiB the sizes say: up to the end', () => {
  const header = Buffer.from(wavHeader({ dataBytes: 5e9 }))
  expect([header.readUInt32LE(4), header.readUInt32LE(40)]).toEqual([0xffff_ffff, 0xffff_ffff])
})
