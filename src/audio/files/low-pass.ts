import { kaiser, sinc } from '../windowed-sinc.ts'

/** The pass band of the telephone ends here, as a part of the sample rate (3400 Hz at 8000). */
const PASS_END = 0.425
/** Above half the sample rate nothing may be left that would be folded back. */
const STOP_START = 0.5
/** dB; 60 are asked for. */
const ATTENUATION = 75

/** The shape and length of the window for this attenuation and transition (Kaiser and Schafer 1980). */
const BETA = 0.1102 * (ATTENUATION - 8.7)
const WIDTH = (ATTENUATION - 7.95) / (14.36 * (STOP_START - PASS_END))
const CUT_OFF = (PASS_END + STOP_START) / 2

/** Half the length of the response of {@link lowPassAt}, in samples. */
export const LOW_PASS_HALF = Math.ceil(WIDTH / 2)

/**
 * The impulse response of the low-pass between two sample rates: a sinc under a Kaiser window, 75 dB down from half the
 * sample rate on, level up to 0.425 of it.
 * @param distance From the middle, in samples of the lower rate.
 */
export function lowPassAt(distance: number): number {
  return 2 * CUT_OFF * sinc(2 * CUT_OFF * distance) * kaiser(distance / LOW_PASS_HALF, BETA)
}
