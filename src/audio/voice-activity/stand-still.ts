/** How long the samples of a stream have stood still: all within a narrow range, wherever that lies. */
export class StandStill {
  private readonly tolerance: number
  private lowest = 0
  private highest = 0
  private count = 0

  /** @param tolerance - how far the samples may differ. */
  constructor(tolerance: number) {
    this.tolerance = tolerance
  }

  /** @returns for how many samples the stream has stood still at the end of these. */
  take(samples: Int16Array): number {
    for (let index = 0; index < samples.length; index++) {
      // The loop ends with the last sample.
      const sample = samples[index] as number
      const lowest = this.count === 0 ? sample : Math.min(this.lowest, sample)
      const highest = this.count === 0 ? sample : Math.max(this.highest, sample)
      const moved = highest - lowest > this.tolerance
      this.lowest = moved ? sample : lowest
      this.highest = moved ? sample : highest
      this.count = moved ? 1 : this.count + 1
    }
    return this.count
  }
}
