import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundedLines, MAX_LINE_BYTES } from '../../src/cli/bounded-lines.ts'

/** The lines of `bytes`, cut into chunks of `chunkBytes`, and the line that was too long. */
async function linesOf(bytes: Buffer, chunkBytes: number): Promise<{ lines: string[]; tooLong?: string }> {
  const chunks: Buffer[] = []
  for (let from = 0; from < bytes.length; from += chunkBytes) chunks.push(bytes.subarray(from, from + chunkBytes))
  const lines: string[] = []
  const tooLong = (line: number) => new Error(String(line))
  try {
    for await (const line of boundedLines(Readable.from(chunks), tooLong, new AbortController().signal))
      lines.push(line)
    return { lines }
  } catch (error) {
    return { lines, tooLong: (error as Error).message }
  }
}

test('any bytes in any chunks: the lines are those of the whole', async () => {
  const bytes = fc
    .array(fc.constantFrom('a', '\r', '\n', '\xff', '> AT', '\r\n'), { maxLength: 60 })
    .map(parts => parts.join(''))
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (text, chunkBytes) => {
      const expected = text.split('\n').map(line => line.replace(/\r$/, ''))
      expect(await linesOf(Buffer.from(text, 'latin1'), chunkBytes)).toEqual({ lines: expected })
    }),
  )
})

test.each([1000, 65_535, 65_536, 65_537, 1_000_000])('the longest line, in chunks of %i bytes', async chunkBytes => {
  const longest = 'x'.repeat(MAX_LINE_BYTES)
  expect(await linesOf(Buffer.from(`a\n${longest}\nb`), chunkBytes)).toEqual({ lines: ['a', longest, 'b'] })
  expect(await linesOf(Buffer.from(`a\n${longest}y\nb`), chunkBytes)).toEqual({ lines: ['a'], tooLong: '2' })
  expect(await linesOf(Buffer.from(`a\n${longest}yz`), chunkBytes)).toEqual({ lines: ['a'], tooLong: '2' })
})

test('an input without any line end is given up early', async () => {
  let read = 0
  const endless = new Readable({
    read() {
      read += 10_000
      this.push(Buffer.alloc(10_000, 'x'))
    },
  })
  const lines = boundedLines(endless, line => new Error(`line ${line}`), new AbortController().signal)
  await expect(lines.next()).rejects.toThrow('line 1')
  expect(read).toBeLessThan(1_000_000)
  await new Promise(setImmediate)
  expect(endless.destroyed).toBe(true)
})
