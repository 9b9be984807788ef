import type { ToneKind } from './tone.ts'

/** What a tone detector tells. Samples count from 0 with the first it was given. */
export type ToneEvent =
  | {
      readonly event: 'start'
      readonly kind: ToneKind
      /** All that this sound means among the countries looked for, the likeliest first: busy and congestion in Poland. */
      readonly kinds: readonly ToneKind[]
      /** The countries, of those looked for, that use just this tone. */
      readonly countries: readonly string[]
      /** Where the first stretch of it that was heard begins. */
      readonly sinceSample: number
      /** Where it was believed. */
      readonly atSample: number
    }
  | {
      readonly event: 'end'
      readonly kind: ToneKind
      /** Where its last stretch ended. */
      readonly atSample: number
    }

/** Nothing happened: one for all, so that a frame without an event allocates nothing. */
export const noToneEvents: readonly ToneEvent[] = Object.freeze([])
