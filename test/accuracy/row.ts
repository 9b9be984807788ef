/** One goal and what was measured against it. */
export interface AccuracyRow {
  /** The goal: `D1`, `M4`. */
  readonly id: string
  /** What was played to the detector. */
  readonly stimulus: string
  readonly goal: string
  readonly figure: string
  readonly met: boolean
  /** The same stimulus through an independent detector, where there is one: its name and its figure. */
  readonly peers?: readonly { readonly name: string; readonly figure: string }[]
  /** Why a goal was missed, or what is particular about the figure. */
  readonly note?: string
}

/** How much is measured, and on what. */
export interface Measurement {
  readonly seed: number
  /** `full` is what figures are quoted from; `short` guards against regression in a few minutes. */
  readonly size: 'full' | 'short'
  /** Detectors are tuned on `development` only; figures come from `evaluation`. */
  readonly half: 'development' | 'evaluation'
  /** A folder for corpora, kept between runs. */
  readonly folder: string
  progress(text: string): void
}

/** Measures the rows of one topic. */
export type Topic = (measurement: Measurement) => AsyncIterable<AccuracyRow>
