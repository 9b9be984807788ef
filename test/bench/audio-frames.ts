import { ChildProgram } from '../support/child-program.ts'
import { frameVariants } from './audio-frame-variants.ts'
import type { FrameCost } from './audio-frames-process.ts'
import type { Benchmark } from './benchmark.ts'
import { medianFigure } from './figure.ts'

const program = new URL('./audio-frames-process.ts', import.meta.url)

/** What 20 ms of a call cost in everything that listens to it. */
export const audioFrames: Benchmark = {
  name: 'audio-frames',
  what: 'Processor time for one frame of 20 ms (200 µs are 1 % of a core), and what a frame leaves on the heap.',
  async run({ seed, rounds, progress }) {
    const costs = new Map<string, FrameCost[]>(Object.keys(frameVariants).map(variant => [variant, []]))
    for (let round = 0; round < rounds; round++) {
      for (const [variant, measured] of costs) {
        progress(`audio-frames: round ${round + 1}, ${variant}`)
        const [child] = await ChildProgram.start(program, variant, String(seed))
        measured.push(await child.ask<FrameCost>({}))
        await child.kill()
      }
    }
    return [...costs].flatMap(([variant, measured]) => {
      const figure = (metric: string, unit: string, part: keyof FrameCost) =>
        medianFigure(
          variant,
          metric,
          unit,
          measured.map(cost => cost[part]),
        )
      return [
        figure('a frame', 'µs', 'micros'),
        figure('left on the heap', 'B', 'bytes'),
        figure('the same, with events', 'B', 'bytesWithEvents'),
      ]
    })
  },
}
