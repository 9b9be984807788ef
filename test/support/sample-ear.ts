import type { SubscriberCall } from '../../src/simulator/index.ts'

/** A stretch of one value: the value, and how long it was, in ms, to the nearest 10: its edges may be blurred on the way. */
export type Stretch = readonly [value: number, ms: number]

/** All that a telephone hears from some moment on, sample by sample. */
export interface SampleEar {
  /** What was heard since the last {@link forget}. */
  samples(): Int16Array
  /** The stretches of one value among them that last 100 ms and more. */
  stretches(): readonly Stretch[]
  forget(): void
}

const LEAST_SAMPLES = 800

/** Listens at a telephone. */
export function sampleEar(call: SubscriberCall): SampleEar {
  let frames: Int16Array[] = []
  call.listen(frame => frames.push(frame.slice()))
  const samples = () => Int16Array.from(frames.flatMap(frame => [...frame]))
  return {
    samples,
    stretches: () => stretchesOf(samples()),
    forget: () => {
      frames = []
    },
  }
}

function stretchesOf(samples: Int16Array): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (let from = 0; from < samples.length; ) {
    const value = samples[from] ?? 0
    let to = from + 1
    while (to < samples.length && samples[to] === value) to++
    if (to - from >= LEAST_SAMPLES) stretches.push([value, 10 * Math.round((to - from) / 80)])
    from = to
  }
  return stretches
}
