import { BANDS } from './speech-bands.ts'

/** The floor is what this part of the hops lies below. */
const part = 0.2
/** How far it goes in a hop at most, once it is settled: 4 dB a second up, 16 dB a second down. */
const settledStep = 0.2
const firstStep = 10
/** After a second above its floor a band is in new noise, and its floor catches up five times as fast. */
const patience = 100
const haste = 5
/** What is as even as noise is noise: its floor goes up by so many dB a hop. */
const certainStep = 2
/** The floor of a line that carried nothing before, in dB of full scale squared: about -60 dBFS over all bins. */
const assumedLevel = -80

/** The level that the noise of each band keeps: a quantile in dB that follows slowly, whatever is speech or not. */
export class BandFloors {
  /** In dB. */
  readonly levels = new Float64Array(BANDS)
  private readonly above = new Int32Array(BANDS)
  private hops = 0

  /** The line carries nothing: what comes first may as well be speech as noise. */
  assume(): void {
    if (this.hops > 0) return
    this.hops = 1
    this.levels.fill(assumedLevel)
  }

  /**
   * @param bands - the level of each band in this hop, in dB.
   * @param even - whether the last hops were as even as noise is.
   */
  follow(bands: Float64Array, even: boolean): void {
    const { levels, above } = this
    this.hops++
    if (this.hops === 1) {
      levels.set(bands)
      return
    }
    const step = Math.max(settledStep, firstStep / this.hops)
    for (let band = 0; band < BANDS; band++) {
      // All tables have an entry for each band.
      if ((bands[band] as number) < (levels[band] as number)) {
        levels[band] = Math.max(bands[band] as number, (levels[band] as number) - step * (1 - part))
        above[band] = 0
      } else {
        const run = (above[band] as number) + 1
        above[band] = run
        levels[band] = Math.min(
          bands[band] as number,
          (levels[band] as number) + (even ? certainStep : step * part * (run > patience ? haste : 1)),
        )
      }
    }
  }
}
