import { expect, test } from 'vitest'
import { parseWav } from '../../../src/audio/files/wav-reader.ts'
import { WavPipe } from '../../../src/audio/speech/wav-pipe.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { random } from '../../support/random.ts'

/** What espeak-ng writes to a pipe: 22.05 kHz, one channel, and a length that is not true. */
function pipedWav(samples: number): Uint8Array {
  const bytes = Buffer.alloc(44 + 2 * samples)
  bytes.write('RIFF$\u00f0\u00ff\u007fWAVEfmt ', 0, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(22_050, 24)
  bytes.writeUInt32LE(44_100, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data\u0000\u00f0\u00ff\u007f', 36, 'latin1')
  const uniform = random(7)
  for (let index = 0; index < samples; index++)
    bytes.writeInt16LE(Math.round(20_000 * (uniform() - 0.5)), 44 + 2 * index)
  return bytes
}

test.each([1, 43, 44, 45, 4096, 1_000_000])('in pieces of %i bytes it gives what the file gives', pieceBytes => {
  const bytes = pipedWav(20_000)
  const pipe = new WavPipe('speech')
  for (let from = 0; from < bytes.length; from += pieceBytes) pipe.take(bytes.subarray(from, from + pieceBytes))
  expect(pipe.finish()).toEqual(parseWav(bytes).samples)
})

test.each([
  ['nothing', 0],
  ['a header cut off', 30],
])('%s is no sound', (_, length) => {
  const pipe = new WavPipe('speech')
  pipe.take(pipedWav(10).subarray(0, length))
  expect(() => pipe.finish()).toThrow(CellvoiceError)
})

test('what is no WAV file is refused', () => {
  const pipe = new WavPipe('speech')
  expect(() => pipe.take(Buffer.from('Error: there is no such voice, and nothing was said.'))).toThrow(/not a WAV file/)
})
