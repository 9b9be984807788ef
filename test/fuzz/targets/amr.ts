import { amrDurationMs, amrFile, parseAmr } from '../../../src/audio/files/amr-file.ts'
import { AmrSplitter } from '../../../src/audio/files/amr-splitter.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { diceOf, hashOf, piecesOf } from '../dice.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'

const frame = (header: number, bytes: number) => Buffer.concat([Buffer.from([header]), Buffer.alloc(bytes - 1, 0x55)])

/** The AMR readers: whole frames up to where none begins, wherever a file is damaged, and however it comes in pieces. */
export const amr: FuzzTarget = {
  name: 'amr',
  seeds: () => [
    amrFile('nb', [frame(0x3c, 32), frame(0x04, 13), frame(0x44, 6), frame(0x7c, 1)]),
    amrFile('wb', [frame(0x44, 61), frame(0x04, 18), frame(0x4c, 6), frame(0x74, 1)]),
    Buffer.from('#!AMR_MC1.0\n\0\0\0\x02', 'latin1'),
  ],
  words: ['#!AMR\n', '#!AMR-WB\n', '#!AMR_MC1.0\n', '\x3c', '\x04', '\x7c', '\x44', 'RIFF', 'OggS'],
  maxBytes: 300,
  attempt(input) {
    const splitter = new AmrSplitter()
    const split = Buffer.concat(piecesOf(input, diceOf(hashOf(input))).map(piece => splitter.push(piece)))
    try {
      const { band, frames, durationMs, leftBytes } = parseAmr(input)
      const bytes = Buffer.concat(frames.map(one => one.bytes))
      demand(durationMs === 20 * frames.length && amrDurationMs(input) === durationMs, 'two durations')
      demand(bytes.length + leftBytes + (band === 'nb' ? 6 : 9) === input.length, 'bytes that nobody has')
      demand(
        band !== 'nb' || (split.equals(bytes) && splitter.frames === frames.length),
        'in pieces it is another file',
      )
      return `${band} ${frames.map(({ kind }) => kind).slice(0, 4)} ${leftBytes > 0}`
    } catch (error) {
      if (!CellvoiceError.is(error, 'AUDIO_FILE_INVALID') && !CellvoiceError.is(error, 'AUDIO_FILE_UNSUPPORTED'))
        throw error
      demand(split.length === 0, 'frames of what is no AMR file')
      return error.message.slice(0, 60)
    }
  },
}
