import { describe, expect, it } from 'vitest'
import { PlayoutBuffer } from '../../../src/audio/clocks/playout-buffer.ts'
import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'

const frameOf = (value: number) => new Int16Array(FRAME_SAMPLES).fill(value)

function push(buffer: PlayoutBuffer, count: number, value = 1000): void {
  for (let pushed = 0; pushed < count; pushed++) buffer.push(frameOf(value))
}

describe('a playout buffer', () => {
  it('waits for its cushion, then gives what it was given', () => {
    const buffer = new PlayoutBuffer()
    const frame = frameOf(-1)
    push(buffer, 2)
    expect(buffer.pull(frame)).toBe(false)
    expect(frame).toEqual(frameOf(-1))
    push(buffer, 3)
    expect(buffer.pull(frame)).toBe(true)
    expect(buffer.pull(frame)).toBe(true)
    expect(frame).toEqual(frameOf(1000))
    expect(buffer.waiting).toBe(3 * FRAME_SAMPLES)
    expect(buffer.statistics).toEqual({ underruns: 0, silentFrames: 0, droppedFrames: 0 })
  })

  it('gives silence when it runs dry, once, until the cushion is full again', () => {
    const buffer = new PlayoutBuffer({ targetMs: 60 })
    const frame = new Int16Array(FRAME_SAMPLES)
    const pulled = (pushes: readonly number[]) =>
      pushes.map(count => {
        push(buffer, count)
        return buffer.pull(frame)
      })
    expect(pulled([3, 0, 0])).toEqual([true, true, true])
    expect(pulled([0, 0, 1, 1, 1, 1])).toEqual([false, false, false, false, true, true])
    expect(buffer.statistics).toEqual({ underruns: 1, silentFrames: 4, droppedFrames: 0 })
  })

  it('ends and begins a gap without a click', () => {
    const buffer = new PlayoutBuffer()
    const heard: number[] = []
    const frame = new Int16Array(FRAME_SAMPLES)
    for (const count of [3, 0, 0, 0, 4, 1]) {
      push(buffer, count, 20_000)
      heard.push(...(buffer.pull(frame) ? frame : new Int16Array(FRAME_SAMPLES)))
    }
    const steps = heard.slice(1).map((sample, at) => Math.abs(sample - (heard[at] ?? 0)))
    expect(Math.max(...heard)).toBe(20_000)
    // What was being interpolated at the gap rings a little more than the fade alone.
    expect(Math.max(...steps)).toBeLessThan(2500)
  })

  it('drops the oldest frame when full, and fades over the seam', () => {
    const buffer = new PlayoutBuffer({ targetMs: 60, capacityMs: 100 })
    push(buffer, 3, 0)
    push(buffer, 2, 8000)
    expect(buffer.push(frameOf(8000))).toBe(FRAME_SAMPLES)
    expect(buffer.statistics.droppedFrames).toBe(1)
    expect(buffer.waiting).toBe(5 * FRAME_SAMPLES)
    push(buffer, 3, 8000)
    const frame = new Int16Array(FRAME_SAMPLES)
    expect(buffer.pull(frame)).toBe(true)
    const steps = [...frame].slice(1).map((sample, at) => Math.abs(sample - (frame[at] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(500)
    expect(frame[FRAME_SAMPLES - 1]).toBe(8000)
  })

  it('holds no more than its capacity, whatever is pushed', () => {
    const buffer = new PlayoutBuffer()
    push(buffer, 10_000)
    expect(buffer.waiting).toBe(3200)
    expect(buffer.statistics.droppedFrames).toBe(9980)
  })

  it('refuses a frame of another length', () => {
    expect(() => new PlayoutBuffer().push(new Int16Array(320))).toThrow('160 samples, not 320')
  })

  it.each([{ targetMs: 39 }, { targetMs: 1001 }, { targetMs: 60, capacityMs: 99 }, { targetMs: Number.NaN }])(
    'refuses %o',
    options => {
      expect(() => new PlayoutBuffer(options)).toThrow(/ms(, | here, )not/)
    },
  )
})
