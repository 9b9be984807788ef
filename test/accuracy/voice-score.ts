import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import { VoiceActivityDetector } from '../../src/audio/voice-activity/voice-activity-detector.ts'
import type { Talk } from './talk-corpus.ts'
import { TRUTH_SAMPLES } from './voice-truth.ts'

/** A pause that a detector must notice: longer than what counts as speech. */
const noticedPause = 20
/** An edge told this much before the truth, in steps, is an edge of something else. */
const early = 15

/** How far a detector was from the truth. */
export interface VoiceScore {
  steps: number
  missed: number
  false: number
  /** Steps in which the live state, told in time, was not the truth. */
  lateOrFalse: number
  /** From the truth to the event that tells it, in ms; Infinity where none did. */
  readonly onsets: number[]
  readonly offsets: number[]
}

export function emptyScore(): VoiceScore {
  return { steps: 0, missed: 0, false: 0, lateOrFalse: 0, onsets: [], offsets: [] }
}

/** A stretch of speech as told: its edges, and when each was told, in steps of 10 ms. */
interface Stretch {
  start: number
  end: number
  startTold: number
  endTold: number
}

/** Lets a fresh detector hear a talk in frames of 20 ms and adds how it did. */
export function scoreTalk({ samples, active }: Talk, score: VoiceScore): void {
  const detector = new VoiceActivityDetector()
  const told = new Uint8Array(active.length)
  const stretches: Stretch[] = []
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
    const now = (from + FRAME_SAMPLES) / TRUTH_SAMPLES
    for (const { kind, atSample } of detector.process(samples.subarray(from, from + FRAME_SAMPLES))) {
      const step = Math.round(atSample / TRUTH_SAMPLES)
      const last = stretches.at(-1)
      if (kind === 'start') stretches.push({ start: step, end: active.length, startTold: now, endTold: Infinity })
      else if (last) Object.assign(last, { end: step, endTold: now })
    }
    if (detector.speaking) told.fill(1, from / TRUTH_SAMPLES, now)
  }
  const heard = new Uint8Array(active.length)
  for (const { start, end } of stretches) heard.fill(1, start, end)
  compareSteps(heard, active, score)
  for (let step = 0; step < active.length; step++) if (told[step] !== active[step]) score.lateOrFalse++
  for (let step = 1; step < active.length; step++) {
    if (active[step] === active[step - 1]) continue
    const next = active.indexOf(active[step] === 1 ? 0 : 1, step)
    if (active[step] === 1) {
      const found = stretches.find(({ end }) => end > step)
      // Speech that was told to go on already is no onset that came late, but one told 0 ms after it.
      const late = found && (next < 0 || found.start < next) ? Math.max(0, found.startTold - step) : Infinity
      score.onsets.push(10 * late)
    } else if (next - step > noticedPause) {
      const found = stretches.find(({ start, endTold }) => start < step && endTold >= step - early)
      score.offsets.push(10 * (found ? Math.max(0, found.endTold - step) : Infinity))
    }
  }
}

/** Adds the steps in which two readings differ. */
export function compareSteps(heard: Uint8Array, active: Uint8Array, score: VoiceScore): void {
  for (let step = 0; step < active.length; step++) {
    score.steps++
    if (heard[step] === active[step]) continue
    if (heard[step] === 1) score.false++
    else score.missed++
  }
}

/** The value that a part of the numbers, 0-1, do not exceed. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}
