import { HOP_MS } from '../voice-activity/power-spectrum.ts'
import { answerModel } from './answer-model.ts'

const { speechMs, silenceMs } = answerModel
const last = speechMs.length - 1

/** How many hops of silence after a greeting of so many hops tell that a person gave it: the line between the points. */
export function silenceNeeded(speechHops: number): number {
  const speech = speechHops * HOP_MS
  let point = 1
  // The points come in rising order, and each has its silence.
  while (point < last && speech > (speechMs[point] as number)) point++
  const from = speechMs[point - 1] as number
  const to = speechMs[point] as number
  const part = Math.max(0, Math.min(1, (speech - from) / (to - from)))
  const before = silenceMs[point - 1] as number
  // Whole hops: who compares them has no more, and a fraction that is returned may cost an allocation.
  return Math.ceil((before + part * ((silenceMs[point] as number) - before)) / HOP_MS)
}
