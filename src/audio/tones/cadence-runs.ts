import { type CadencePattern, elementError } from './cadence-pattern.ts'

/**
 * How many elements in a row have fitted each pattern so far, whichever element of it they began with. It is told each
 * element, on or off, when it has ended.
 */
export class CadenceRuns {
  private readonly patterns: readonly CadencePattern[]
  private readonly runs: readonly Float64Array[]
  private readonly errors: readonly Float64Array[]

  constructor(patterns: readonly CadencePattern[]) {
    this.patterns = patterns
    this.runs = patterns.map(({ elements }) => new Float64Array(elements.length))
    this.errors = patterns.map(({ elements }) => new Float64Array(elements.length))
  }

  /** Forgets all elements. */
  clear(): void {
    for (const run of this.runs) run.fill(0)
  }

  /**
   * An element has ended.
   * @param deviations For an on element how far its signal is from that of each pattern, 0-1, Infinity for another
   *   one; null for an off element.
   */
  push(ms: number, deviations: Float64Array | null): void {
    for (let index = 0; index < this.patterns.length; index++) {
      // The arrays are as long as the list of patterns, and each of theirs as the elements of its pattern.
      const { elements } = this.patterns[index] as CadencePattern
      const deviation = deviations ? (deviations[index] as number) : 0
      advance(
        this.runs[index] as Float64Array,
        this.errors[index] as Float64Array,
        elements,
        ms,
        deviation,
        deviations !== null,
      )
    }
  }

  /** The longest run of a pattern that ends with the last element. */
  longest(index: number): number {
    let longest = 0
    const run = this.runs[index] as Float64Array
    for (let element = 0; element < run.length; element++) longest = Math.max(longest, run[element] as number)
    return longest
  }

  /** The pattern that fits best of those with as many elements in a row as they need; -1 when none has. */
  best(): number {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let index = 0; index < this.patterns.length; index++) {
      const { required } = this.patterns[index] as CadencePattern
      const run = this.runs[index] as Float64Array
      const errors = this.errors[index] as Float64Array
      for (let element = 0; element < run.length; element++) {
        const length = run[element] as number
        const error = (errors[element] as number) / length
        if (length >= required && error < least) {
          least = error
          best = index
        }
      }
    }
    return best
  }
}

function advance(
  run: Float64Array,
  errors: Float64Array,
  elements: readonly number[],
  ms: number,
  deviation: number,
  on: boolean,
): void {
  const last = elements.length - 1
  if (last < 0) return
  // From the last element down: each follows the one before it, which must still hold what it was.
  const runBefore = run[last] as number
  const errorBefore = errors[last] as number
  for (let element = last; element >= 0; element--) {
    const error = elementError(ms, elements[element] as number) + deviation
    const fits = (element % 2 === 0) === on && deviation <= 1 && error - deviation <= 1
    const before = element === 0 ? runBefore : (run[element - 1] as number)
    const errorsBefore = element === 0 ? errorBefore : (errors[element - 1] as number)
    // A run begins with a tone: two pauses with a short tone between them are heard all the time where people talk.
    const goesOn = fits && (on || before > 0)
    run[element] = goesOn ? before + 1 : 0
    errors[element] = goesOn ? (before === 0 ? 0 : errorsBefore) + error : 0
  }
}
