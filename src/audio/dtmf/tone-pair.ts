import { SAMPLE_RATE } from '../frame.ts'
import { columnFrequencies, rowFrequencies } from './keypad.ts'

/** Samples in a hop, the 5 ms that keys are looked for in: long enough to tell a row from a column. */
export const HOP_SAMPLES = 40

/** The eight tones in Hz: the four rows, then the four columns. */
export const toneFrequencies: readonly number[] = [...rowFrequencies, ...columnFrequencies]

const phaseSteps = toneFrequencies.map(frequency => (2 * Math.PI * frequency * HOP_SAMPLES) / SAMPLE_RATE)
/** By how much the phase of each tone goes on in a hop, as cosine and sine. */
export const stepCosines = Float64Array.from(phaseSteps, Math.cos)
export const stepSines = Float64Array.from(phaseSteps, Math.sin)

/** Cosine and sine of each tone over one hop, taking turns: `waves[tone][2 * sample]` and the one after it. */
export const waves: readonly Float64Array[] = toneFrequencies.map(waveOf)

/**
 * What turns the four correlations of a hop with a row and a column into the amplitudes of the two tones: the inverse
 * of their Gram matrix, 4 by 4, at place `4 * row + column`. Over 5 ms the tones are not orthogonal, so a correlation
 * alone would hold up to a fifth of the other tone.
 */
export const pairSolutions: readonly Float64Array[] = rowFrequencies.flatMap(low =>
  columnFrequencies.map(high => inverseOf(gramOf(waveOf(low), waveOf(high)))),
)

function waveOf(frequency: number): Float64Array {
  const wave = new Float64Array(2 * HOP_SAMPLES)
  for (let sample = 0; sample < HOP_SAMPLES; sample++) {
    const angle = (2 * Math.PI * frequency * sample) / SAMPLE_RATE
    wave[2 * sample] = Math.cos(angle)
    wave[2 * sample + 1] = Math.sin(angle)
  }
  return wave
}

type Rows = readonly (readonly number[])[]

function gramOf(low: Float64Array, high: Float64Array): Rows {
  const parts = [low, high].flatMap(wave => [0, 1].map(part => [...wave].filter((_, at) => at % 2 === part)))
  return parts.map(left => parts.map(right => left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0)))
}

/** By Gauss and Jordan; the Gram matrix of independent waves needs no pivoting. */
function inverseOf(matrix: Rows): Float64Array {
  const identity = matrix.map((row, at) => row.map((_, column) => (at === column ? 1 : 0)))
  let rows = matrix.map((row, at) => [...row, ...(identity[at] ?? [])])
  for (let step = 0; step < matrix.length; step++) {
    const pivot = (rows[step] ?? []).map((value, _, row) => value / (row[step] ?? 1))
    rows = rows.map((row, at) =>
      at === step ? pivot : row.map((value, column) => value - (row[step] ?? 0) * (pivot[column] ?? 0)),
    )
  }
  return Float64Array.from(rows.flatMap(row => row.slice(matrix.length)))
}
