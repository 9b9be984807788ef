import { type WavEncoding, wavHeader } from '../../../src/audio/files/wav-header.ts'
import { parseWav } from '../../../src/audio/files/wav-reader.ts'
import { WavPipe } from '../../../src/audio/speech/wav-pipe.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { chunk, wavBytes } from '../../support/wav-bytes.ts'
import { diceOf, hashOf, piecesOf } from '../dice.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'

const data = Buffer.from(Array.from({ length: 96 }, (_, index) => (index * 37) % 256))

/** The WAV readers, of files and of pipes: samples, or an error that says what is wrong with the file. */
export const wav: FuzzTarget = {
  name: 'wav',
  seeds: () => [
    ...(['pcm16', 'pcm8', 'alaw', 'ulaw'] satisfies WavEncoding[]).map(encoding =>
      Buffer.concat([wavHeader({ encoding, dataBytes: data.length }), data]),
    ),
    ...[8, 16, 24, 32].map(bits => wavBytes({ bits, rate: 16_000, channels: 2, data })),
    wavBytes({ tag: 3, bits: 32, rate: 48_000, data }),
    wavBytes({ data, before: [chunk('LIST', Buffer.from('odd'))], after: [chunk('fact', Buffer.alloc(4))] }),
    wavBytes({ data, dataSize: 0xffff_ffff, riffSize: 0 }),
  ],
  words: ['RIFF', 'WAVE', 'fmt ', 'data', 'fact', 'LIST', '\u00fe\u00ff', '\x07\0', '\x06\0', '\x03\0', '\x40\x1f\0\0'],
  maxBytes: 400,
  attempt(input) {
    const whole = outcome(() => {
      const { format, samples } = parseWav(input)
      demand(format.channels >= 1 && format.channels <= 8 && format.blockBytes > 0, 'a format that is not supported')
      demand(
        samples.length <= (input.length * 8000) / format.sampleRate / format.blockBytes + 200,
        'more sound than there is',
      )
      return `${format.sampleType} ${format.channels} ${format.sampleRate}`
    })
    const pipe = outcome(() => {
      const reader = new WavPipe('the pipe')
      for (const piece of piecesOf(input, diceOf(hashOf(input)))) reader.take(piece)
      reader.finish()
      return 'read'
    })
    return `${whole} ${pipe}`
  },
}

function outcome(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (CellvoiceError.is(error, 'AUDIO_FILE_INVALID') || CellvoiceError.is(error, 'AUDIO_FILE_UNSUPPORTED')) {
      return error.message.replace(/\d+/g, '#').slice(0, 80)
    }
    throw error
  }
}
