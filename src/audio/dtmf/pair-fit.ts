import { pairSolutions, stepCosines, stepSines } from './tone-pair.ts'

// Results go into arrays because a number that a function returns may cost an allocation. The arrays have fixed lengths
// and every index is within them; `as number` says so where the compiler cannot know.

/** A tone counts as new if it had less than this part of its power in the hop before: its phase there says nothing. */
const newTone = 0.1

/**
 * The pair by least squares, into `fit`: the amplitudes of cosine and sine of the row and of the column, and then the
 * energy that they explain.
 * @param pair `4 * row + column`
 */
export function solve(correlations: Float64Array, pair: number, fit: Float64Array): void {
  const solution = pairSolutions[pair] as Float64Array
  const row = 2 * (pair >> 2)
  const column = 8 + 2 * (pair & 3)
  const rowCosine = correlations[row] as number
  const rowSine = correlations[row + 1] as number
  const columnCosine = correlations[column] as number
  const columnSine = correlations[column + 1] as number
  for (let at = 0; at < 4; at++) {
    fit[at] =
      (solution[4 * at] as number) * rowCosine +
      (solution[4 * at + 1] as number) * rowSine +
      (solution[4 * at + 2] as number) * columnCosine +
      (solution[4 * at + 3] as number) * columnSine
  }
  fit[4] =
    (fit[0] as number) * rowCosine +
    (fit[1] as number) * rowSine +
    (fit[2] as number) * columnCosine +
    (fit[3] as number) * columnSine
}

/** How far the tone at `at` drifted from one hop to the next, into the same place of `drifts`; 0 if it is new. */
export function drift(before: Float64Array, after: Float64Array, at: number, tone: number, drifts: Float64Array): void {
  const known = powerOf(before, at) >= newTone * powerOf(after, at)
  const cosine = after[at] as number
  const sine = after[at + 1] as number
  const cosineBefore = before[at] as number
  const sineBefore = before[at + 1] as number
  const re = cosine * cosineBefore + sine * sineBefore
  const im = cosine * sineBefore - sine * cosineBefore
  const stepCosine = stepCosines[tone] as number
  const stepSine = stepSines[tone] as number
  drifts[at] = known ? re * stepCosine + im * stepSine : 0
  drifts[at + 1] = known ? im * stepCosine - re * stepSine : 0
}

/** The mean square of the tone at `at`, 0 for the row and 2 for the column. */
export function powerOf(fit: Float64Array, at: number): number {
  return ((fit[at] as number) ** 2 + (fit[at + 1] as number) ** 2) / 2
}
