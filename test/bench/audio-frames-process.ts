import { FRAME_SAMPLES, SAMPLE_RATE } from '../../src/audio/frame.ts'
import { bytesPerCall } from '../support/allocation.ts'
import { answerParent } from '../support/answer-parent.ts'
import { random } from '../support/random.ts'
import { frameVariants } from './audio-frame-variants.ts'

/** How long a variant is measured. */
const MEASURE_MS = 1000
const SOUND_SECONDS = 20

/** What a frame cost. */
export interface FrameCost {
  readonly micros: number
  /** Left on the heap in speech without a pause, of which detectors have nothing to tell. */
  readonly bytes: number
  /** Left on the heap in the sound of a call, with what is told of it. */
  readonly bytesWithEvents: number
}

// A program of its own: `audio-frames-process VARIANT SEED` says what one frame costs.
const [variant = '', seed = ''] = process.argv.slice(2)

/** Noise in the rhythm of syllables; as in a call it has pauses with ringing tone. No two frames are equal. */
function sound(uniform: () => number, isCall: boolean): Int16Array[] {
  const samples = Int16Array.from({ length: SOUND_SECONDS * SAMPLE_RATE }, (_, at) => {
    const seconds = at / SAMPLE_RATE
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * seconds)) * (!isCall || seconds % 5 < 3 ? 1 : 0)
    const ringing = isCall && seconds % 5 > 4 ? 3000 * Math.sin(2 * Math.PI * 425 * seconds) : 0
    return Math.round(ringing + (uniform() - 0.5) * (100 + 12_000 * syllable))
  })
  return Array.from({ length: samples.length / FRAME_SAMPLES }, (_, frame) =>
    samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES),
  )
}

function measure(): FrameCost {
  const make = frameVariants[variant]
  if (!make) throw new Error(`there is no ${variant}`)
  const work = make()
  const call = sound(random(Number(seed)), true)
  for (const frame of call) work(frame) // Warms up.
  let frames = 0
  // The time of the processor: what else runs on the machine does not count.
  const { user } = process.cpuUsage()
  let micros = 0
  while (micros < MEASURE_MS * 1000) {
    for (const frame of call) work(frame)
    frames += call.length
    micros = process.cpuUsage().user - user
  }
  const bytes = bytesPerFrame(work, sound(random(Number(seed)), false))
  return { micros: micros / frames, bytes, bytesWithEvents: bytesPerFrame(work, call) }
}

function bytesPerFrame(work: (frame: Int16Array) => void, frames: readonly Int16Array[]): number {
  let at = 0
  return bytesPerCall(() => {
    const frame = frames[at++ % frames.length]
    if (frame) work(frame)
  }, 4000)
}

answerParent({}, measure)
