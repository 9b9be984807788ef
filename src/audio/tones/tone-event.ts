import type { ToneKind } from './tone.ts'

/** A call-progress tone of the far end started or stopped sounding. Samples count from the first the detector was given. */
export type ToneEvent =
  | {
      readonly kind: 'start'
      /** What it is, or likeliest is. */
      readonly tone: ToneKind
      /** All that this sound means among the countries looked for, the likeliest first: busy and congestion in Poland. */
      readonly tones: readonly ToneKind[]
      /** The countries, of those looked for, that use just this tone. */
      readonly countries: readonly string[]
      /** Where the first part of it that was heard begins. */
      readonly atSample: number
      /** Where it was believed. */
      readonly knownAtSample: number
    }
  | {
      readonly kind: 'end'
      readonly tone: ToneKind
      /** Where its last part ended. */
      readonly atSample: number
    }

/** Nothing happened: one for all, so that a frame without an event allocates nothing. */
export const noToneEvents: readonly ToneEvent[] = Object.freeze([])
