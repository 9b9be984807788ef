import { CellvoiceError } from '../../base/error.ts'
import { saturate } from '../frame.ts'

/** The least and the greatest gain: what lifts a whisper over noise, and what leaves next to nothing of a shout. */
export const GAIN_RANGE_DB = { min: -40, max: 20 } as const

/**
 * What samples are multiplied with for a gain in dB.
 * @param gainDb -40 to 20; 0 changes nothing.
 * @throws CellvoiceError INVALID_ARGUMENT when out of range.
 */
export function gainFactor(gainDb: number): number {
  const { min, max } = GAIN_RANGE_DB
  if (!(gainDb >= min && gainDb <= max)) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a gain is ${min} to ${max} dB, not ${gainDb}` })
  }
  return 10 ** (gainDb / 20)
}

/**
 * Makes a frame louder or softer; what is too loud for a sample is clipped.
 * @param frame samples, any number of them.
 * @param gainDb -40 to 20.
 * @param out takes the result, and is as long as the frame; the frame itself when left out.
 * @throws CellvoiceError INVALID_ARGUMENT when the gain is out of range.
 */
export function applyGain(frame: Int16Array, gainDb: number, out: Int16Array = frame): void {
  const factor = gainFactor(gainDb)
  // The loop ends with the last sample.
  for (let at = 0; at < frame.length; at++) out[at] = saturate(Math.round((frame[at] as number) * factor))
}
