import type { DtmfKey } from './keypad.ts'

/** A key of the far end started or stopped sounding. Samples count from the first that the detector was given. */
export type DtmfEvent =
  | { readonly kind: 'start'; readonly digit: DtmfKey; readonly atSample: number }
  | { readonly kind: 'end'; readonly digit: DtmfKey; readonly atSample: number; readonly durationMs: number }
