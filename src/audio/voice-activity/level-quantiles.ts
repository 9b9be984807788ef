/** Bins of 1 dB from -30 dB on. */
const bins = 100
const lowest = -30
/** Weights are brought back to this size before they leave the range of numbers. */
const largestWeight = 1e12

/** Which level the given parts of the last seconds lay below: quantiles of a stream of levels in dB that forgets. */
export class LevelQuantiles {
  /** The levels in dB, one for each part asked for. Overwritten by `renew`. */
  readonly levels: Float64Array
  private readonly parts: readonly number[]
  private readonly growth: number
  private readonly weights = new Float64Array(bins)
  private total = 0
  private weight = 1

  /**
   * @param parts - 0-1, rising.
   * @param memory - after how many levels one weighs 1/e as much as the newest.
   */
  constructor(parts: readonly number[], memory: number) {
    this.parts = parts
    this.growth = Math.exp(1 / memory)
    this.levels = new Float64Array(parts.length)
  }

  add(level: number): void {
    const bin = Math.max(0, Math.min(bins - 1, Math.round(level) - lowest))
    // The bin is within the table.
    this.weights[bin] = (this.weights[bin] as number) + this.weight
    this.total += this.weight
    // New levels weigh more instead of old ones less, so that a level costs one addition.
    this.weight *= this.growth
    if (this.weight < largestWeight) return
    for (let index = 0; index < bins; index++) this.weights[index] = (this.weights[index] as number) / largestWeight
    this.total /= largestWeight
    this.weight /= largestWeight
  }

  /** Works out `levels` anew. */
  renew(): void {
    let below = 0
    let part = 0
    for (let bin = 0; bin < bins && part < this.parts.length; bin++) {
      const inside = this.weights[bin] as number
      // Within a bin the levels are taken as spread evenly.
      while (part < this.parts.length && below + inside >= (this.parts[part] as number) * this.total) {
        const wanted = (this.parts[part] as number) * this.total - below
        this.levels[part] = bin + lowest - 0.5 + (inside > 0 ? wanted / inside : 0)
        part++
      }
      below += inside
    }
  }
}
