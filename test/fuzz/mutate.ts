import type { Dice } from './dice.ts'

/** Bytes that end, quote or separate something in one format or another. */
const tellingBytes = [0, 9, 10, 13, 26, 27, 32, 34, 44, 48, 57, 58, 59, 62, 65, 92, 123, 125, 127, 128, 160, 254, 255]
const tellingNumbers = ['0', '-1', '7', '8', '255', '256', '4096', '65536', '2147483648', '999999999', '1e309', '00']
const tellingSizes = [0, 1, 7, 8, 0x7f, 0xff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]

type Change = (input: Buffer, dice: Dice, from: Source) => Buffer

/** What changes draw from. */
export interface Source {
  /** Another input. */
  readonly other: Uint8Array
  readonly words: readonly string[]
  readonly maxBytes: number
}

const changes: readonly Change[] = [
  (input, dice) => put(input, dice.below(input.length), input.length === 0 ? 0 : 1, Buffer.from([dice.below(256)])),
  (input, dice) => put(input, dice.below(input.length), 1, Buffer.from([dice.pick(tellingBytes)])),
  (input, dice) => put(input, dice.below(input.length + 1), 0, Buffer.from([dice.pick(tellingBytes)])),
  (input, dice, { words }) => put(input, dice.below(input.length + 1), 0, Buffer.from(dice.pick(words), 'latin1')),
  (input, dice, { words }) => put(input, dice.below(input.length + 1), 0, Buffer.from(dice.pick(words), 'latin1')),
  // Taken away, doubled, moved.
  (input, dice) => put(input, dice.below(input.length), 1 + dice.below(8), Buffer.alloc(0)),
  (input, dice) => put(input, dice.below(input.length + 1), 0, partOf(input, dice)),
  (input, dice) => put(input, dice.below(input.length), 1 + dice.below(16), partOf(input, dice)),
  (input, dice) => input.subarray(0, dice.below(input.length + 1)),
  // Of two inputs one.
  (input, dice, { other }) =>
    Buffer.concat([input.subarray(0, dice.below(input.length + 1)), other.subarray(dice.below(other.length + 1))]),
  // Another number in the place of one.
  (input, dice) => {
    const numbers = [...input.toString('latin1').matchAll(/\d+/g)]
    if (numbers.length === 0) return input
    const { index, 0: digits } = dice.pick(numbers)
    return put(input, index, digits.length, Buffer.from(dice.pick(tellingNumbers), 'latin1'))
  },
  (input, dice) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(dice.pick(tellingSizes))
    return put(input, dice.below(input.length), 4, size)
  },
  // Much of the same.
  (input, dice) => put(input, dice.below(input.length + 1), 0, Buffer.alloc(dice.below(300), dice.pick(tellingBytes))),
]

/** A changed copy of `input`: one to four changes. */
export function mutate(input: Uint8Array, dice: Dice, from: Source): Uint8Array {
  let changed: Buffer = Buffer.from(input)
  for (let left = 1 + dice.below(4); left > 0; left--) changed = dice.pick(changes)(changed, dice, from)
  return changed.length > from.maxBytes ? changed.subarray(0, from.maxBytes) : changed
}

function put(input: Buffer, at: number, instead: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([input.subarray(0, at), bytes, input.subarray(at + instead)])
}

function partOf(input: Buffer, dice: Dice): Buffer {
  const from = dice.below(input.length + 1)
  return input.subarray(from, from + 1 + dice.below(32))
}
