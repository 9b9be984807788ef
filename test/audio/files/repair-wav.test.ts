import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repairWav, type WavRepair } from '../../../src/audio/files/repair-wav.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import { wavHeader } from '../../../src/audio/files/wav-header.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { errorOf } from '../../support/error-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { chunk, littleEndian, tone, type WavParts, wavBytes } from '../../support/wav-bytes.ts'

const voice = tone(440, 0.1)
const data = littleEndian(voice)
const sound = wavBytes({ data })
const list = chunk('LIST', Buffer.from('INFOISFT\x06\0\0\0Lavf59'))
const join2 = (...parts: readonly Uint8Array[]) => Buffer.concat(parts)

async function repaired(bytes: Uint8Array): Promise<[WavRepair, Buffer]> {
  const path = join(temporaryFolder(), 'call.wav')
  writeFileSync(path, bytes)
  return [await repairWav(path), readFileSync(path)]
}

test.each<[string, Uint8Array]>([
  ['a file in order', sound],
  ['one with chunks behind the sound', wavBytes({ data, after: [list] })],
  ['one with a chunk of odd size behind the sound', wavBytes({ data, after: [chunk('note', Buffer.from('xyz'))] })],
  ['one of our own', wavFile(voice, 'alaw')],
  ['one without sound', wavHeader({ dataBytes: 0 })],
])('%s is left as it is', async (_, bytes) => {
  const [repair, after] = await repaired(bytes)
  expect(repair).toMatchObject({ changed: false, cutBytes: 0 })
  expect(after.equals(bytes)).toBe(true)
})

const broken: readonly (readonly [string, WavParts])[] = [
  ['sizes of 0', { data, dataSize: 0, riffSize: 0 }],
  ['sizes of 4294967295', { data, dataSize: 0xffff_ffff, riffSize: 0xffff_ffff }],
  ['sizes beyond the end', { data, dataSize: 99_999, riffSize: 99_999 }],
  ['sizes that lag behind the sound', { data, dataSize: 320, riffSize: 356 }],
  ['a wrong size of the whole', { data, riffSize: 5 }],
]
test.each(broken)('%s are set right', async (_, parts) => {
  const [repair, after] = await repaired(wavBytes(parts))
  const { dataSize: claimedBytes = data.length } = parts
  expect(repair).toEqual({ changed: true, claimedBytes, dataBytes: data.length, cutBytes: 0, durationMs: 100 })
  expect(after.equals(sound)).toBe(true)
})

test('a wrong size of the whole alone keeps the chunks behind the sound', async () => {
  const [, after] = await repaired(wavBytes({ data, after: [list], riffSize: 0xffff_ffff }))
  expect(after.equals(wavBytes({ data, after: [list] }))).toBe(true)
})

test('half a sample at the end is cut off', async () => {
  const [repair, after] = await repaired(join2(wavHeader(), data.subarray(0, 321)))
  expect(repair).toEqual({ changed: true, claimedBytes: 0, dataBytes: 320, cutBytes: 1, durationMs: 20 })
  expect(after.equals(wavFile(voice.subarray(0, 160)))).toBe(true)
})

test('the count of samples of G.711 is set right too', async () => {
  const whole = wavFile(voice, 'ulaw')
  const [repair, after] = await repaired(join2(wavHeader({ encoding: 'ulaw' }), whole.subarray(58)))
  expect(repair).toMatchObject({ changed: true, durationMs: 100 })
  expect(after.equals(whole)).toBe(true)
})

test('a second repair finds nothing to do', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  writeFileSync(path, join2(wavHeader(), data.subarray(0, 333)))
  expect((await repairWav(path)).changed).toBe(true)
  expect((await repairWav(path)).changed).toBe(false)
  expect(statSync(path).size).toBe(44 + 332)
})

test.each<[string, Uint8Array, string]>([
  ['cut off in its header', sound.subarray(0, 40), 'AUDIO_FILE_INVALID'],
  ['empty', new Uint8Array(0), 'AUDIO_FILE_INVALID'],
  ['AMR', Buffer.from('#!AMR\n'), 'AUDIO_FILE_UNSUPPORTED'],
])('a file that is %s cannot be repaired, and stays', async (_, bytes, code) => {
  const path = join(temporaryFolder(), 'call.wav')
  writeFileSync(path, bytes)
  expect((await errorOf(repairWav(path))).code).toBe(code)
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

const real = wavBytes({ before: [list], data, after: [list] })
const change = fc.tuple(fc.nat(80), fc.nat(255))
test('whatever the bytes: it is refused, or once repaired it is in order', async () => {
  const path = join(temporaryFolder(), 'call.wav')
  const property = fc.asyncProperty(
    fc.array(change, { maxLength: 8 }),
    fc.nat(real.length),
    async (changes, length) => {
      const bytes = real.slice()
      for (const [at, value] of changes) bytes[at] = value
      writeFileSync(path, bytes.subarray(0, length))
      try {
        await repairWav(path)
      } catch (error) {
        if (!CellvoiceError.is(error)) throw error
        return
      }
      expect((await repairWav(path)).changed).toBe(false)
    },
  )
  await fc.assert(property, { numRuns: 300 })
})
