import { expect, test } from 'vitest'
import { decodeG711, encodeG711, type G711Law, g711Values } from '../../../src/audio/files/g711.ts'

const laws: readonly G711Law[] = ['alaw', 'ulaw']
const everySample = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768)
const everyCharacter = Uint8Array.from({ length: 256 }, (_, index) => index)

/** The decision values of one sign as tables 1 and 2 of G.711 list them: runs of equal steps, each twice the last. */
function decisions(runs: readonly (readonly [steps: number, width: number])[]): number[] {
  const values = [0]
  for (const [steps, width] of runs) {
    for (let step = 0; step < steps; step++) values.push((values.at(-1) ?? 0) + width)
  }
  return values
}

const alaw = decisions([[32, 2], ...[4, 8, 16, 32, 64, 128].map(width => [16, width] as const)])
const ulaw = decisions([[1, 1], [15, 2], ...[4, 8, 16, 32, 64, 128, 256].map(width => [16, width] as const)])

test('the tables of the standard end at the virtual decision values 4096 and 8159', () => {
  expect([alaw.length - 1, alaw.at(-1)]).toEqual([128, 4096])
  expect([ulaw.length - 1, ulaw.at(-1)]).toEqual([128, 8159])
})

/** How many decision values a magnitude has reached, at most 127. */
const stepOf = (table: readonly number[], magnitude: number) =>
  Math.min(
    127,
    table.findLastIndex(decision => decision <= magnitude),
  )

test.each([
  { law: 'alaw' as const, table: alaw, shift: 3, character: (step: number) => (step ^ 0x55) | 0x80 },
  { law: 'ulaw' as const, table: ulaw, shift: 2, character: (step: number) => 0xff - step },
])('$law: each of the 65536 samples falls between its decision values', ({ law, table, shift, character }) => {
  const bytes = new Uint8Array(65_536)
  encodeG711(law, everySample, bytes)
  const wrong = [...everySample].filter((sample, index) => {
    const magnitude = (sample < 0 ? ~sample : sample) >> shift
    const positive = character(stepOf(table, magnitude))
    return bytes[index] !== (sample < 0 ? positive ^ 0x80 : positive)
  })
  expect(wrong).toEqual([])
})

test.each([
  { law: 'alaw' as const, table: alaw, scale: 8, positive: (step: number) => (step ^ 0x55) | 0x80 },
  { law: 'ulaw' as const, table: ulaw, scale: 4, positive: (step: number) => 0xff - step },
])(
  '$law: a character stands for the middle of its step, and 0 for the one around 0',
  ({ law, table, scale, positive }) => {
    const middle = (step: number) => ((table[step] ?? 0) + (table[step + 1] ?? 0)) / 2
    for (let step = 0; step < 128; step++) {
      const value = law === 'ulaw' && step === 0 ? 0 : middle(step) * scale
      expect(g711Values[law][positive(step)]).toBe(value)
      expect(g711Values[law][positive(step) ^ 0x80]).toBe(value === 0 ? 0 : -value)
    }
  },
)

test.each(laws)('%s: what was decoded is encoded to the same character; mu-law has two zeros', law => {
  const samples = new Int16Array(256)
  decodeG711(law, everyCharacter, samples)
  const bytes = new Uint8Array(256)
  encodeG711(law, samples, bytes)
  const changed = [...everyCharacter].filter(character => bytes[character] !== character)
  expect(changed).toEqual(law === 'ulaw' ? [0x7f] : [])
})

test.each([
  ['alaw', [0xd5, 0x55, 0xaa, 0x2a]],
  ['ulaw', [0xff, 0x7f, 0x80, 0x00]],
] as const)('%s: 0, -1, the highest and the lowest sample, at an offset', (law, characters) => {
  const bytes = new Uint8Array(6)
  encodeG711(law, Int16Array.of(0, -1, 32_767, -32_768), bytes, 1)
  expect([...bytes]).toEqual([0, ...characters, 0])
  const samples = new Int16Array(1)
  decodeG711(law, bytes, samples, 3)
  expect(samples[0]).toBe(law === 'alaw' ? 32_256 : 32_124)
})
