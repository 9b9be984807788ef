import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { PacedReader } from '../../../src/audio/media/paced-reader.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'

function readerBench() {
  const clock = new ManualClock()
  const stream = new PassThrough({ highWaterMark: 1_000_000 })
  const bench = { clock, stream, taken: 0, reader: undefined as PacedReader | undefined }
  bench.reader = new PacedReader(stream, clock, chunk => {
    bench.taken += chunk.length
  })
  return bench
}

test('a device without a clock is read at 1.02 times real time after a start of 200 ms', async () => {
  const bench = readerBench()
  bench.stream.write(Buffer.alloc(800_000))
  await bench.clock.advance(0)
  expect(bench.taken).toBe(3200)
  await bench.clock.advance(10_000)
  expect(bench.taken / 16_000).toBeCloseTo(0.2 + 10.2, 1)
})

test.each([
  ['its nominal pace', 320],
  ['0.2 % too fast', 321],
])(
  'a card at %s is never held back',
  async (_, bytesPerFrame) => {
    const bench = readerBench()
    for (let frame = 1; frame <= 3000; frame++) {
      bench.stream.write(Buffer.alloc(bytesPerFrame))
      await bench.clock.advance(20)
      expect(bench.taken).toBe(frame * bytesPerFrame)
    }
  },
  20_000,
)

test('what gathered while this process was held up is taken at once', async () => {
  const bench = readerBench()
  bench.stream.write(Buffer.alloc(320))
  await bench.clock.advance(10_000)
  bench.stream.write(Buffer.alloc(160_000))
  await bench.clock.advance(0)
  expect(bench.taken).toBe(160_320)
})

test('stopped, it takes nothing more', async () => {
  const bench = readerBench()
  bench.stream.write(Buffer.alloc(100_000))
  await bench.clock.advance(0)
  bench.reader?.stop()
  await bench.clock.advance(1000)
  expect(bench.taken).toBe(3200)
})
