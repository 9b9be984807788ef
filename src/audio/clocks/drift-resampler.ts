import { saturate } from '../frame.ts'
import type { SampleWindow } from '../sample-window.ts'
import { fractionalDelayTable } from './fractional-delay.ts'

/** Samples that an interpolated one is made of. */
const TAPS = 32
const HALF = TAPS / 2
/** Between two phases weights are interpolated, which errs by less than -85 dB. */
const PHASES = 128
/** With 32 taps the error stays below -70 dB from 300 to 3400 Hz. */
const BETA = 7
const table = fractionalDelayTable(TAPS, PHASES, BETA)

/** Samples the resampler looks back at: its window keeps this many. */
export const RESAMPLER_HISTORY = HALF

/**
 * Reads a window a little faster or slower than it was written, by interpolation: no sample is left out or doubled, the pitch
 * moves with the speed. For speeds from about 0.9 to 1.1; at exactly 1 from the start the samples come through unchanged.
 */
export class DriftResampler {
  /** How far the next sample is past the first one in the window, 0 to less than 1. */
  private phase = 0

  /** Samples of `window` that are still to be read, with the fraction of one. */
  waiting(window: SampleWindow): number {
    return window.length - this.phase
  }

  /** How many samples can be made now at this speed. */
  readable(window: SampleWindow, speed: number): number {
    return Math.max(0, Math.ceil((window.length - HALF - this.phase) / speed))
  }

  /**
   * Makes the first `count` samples of `out`, at most {@link readable}, and takes what they pass from the window.
   * @param speed samples taken for each one made.
   */
  read(window: SampleWindow, speed: number, out: Int16Array, count: number): void {
    const { samples, start } = window
    let position = this.phase
    for (let at = 0; at < count; at++) {
      const whole = Math.floor(position)
      const row = (position - whole) * PHASES
      const rowBefore = Math.floor(row)
      const before = rowBefore * TAPS
      const after = before + TAPS
      const from = start + whole - (HALF - 1)
      let low = 0
      let high = 0
      for (let tap = 0; tap < TAPS; tap++) {
        // The window keeps its history, `readable` sees to the other end, and the table has a row more than phases.
        const sample = samples[from + tap] as number
        low += sample * (table[before + tap] as number)
        high += sample * (table[after + tap] as number)
      }
      out[at] = saturate(Math.round(low + (high - low) * (row - rowBefore)))
      position += speed
    }
    const passed = Math.floor(position)
    window.discard(passed)
    this.phase = position - passed
  }
}
