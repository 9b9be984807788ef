/** Who or what answered. */
export type AnswerKind = 'live' | 'machine' | 'fax' | 'unknown'

/**
 * Why: `pause`, somebody spoke shortly and waits; `long-greeting`, who speaks that long does not expect an answer;
 * `beep`; `cng` and `ced`, the tones of fax terminals; `silence`, nobody spoke; `limit`, it was not clear in time.
 */
export type AnswerReason = 'pause' | 'long-greeting' | 'beep' | 'cng' | 'ced' | 'silence' | 'limit'

/** What a verdict rests on. Times are in ms, from the first sample processed. */
export interface AnswerFeatures {
  /** When somebody first spoke; null when nobody has. */
  readonly onsetMs: number | null
  /** From the first word to the last one so far. */
  readonly speechMs: number
  /** Since the last word; 0 while somebody speaks or a tone sounds. */
  readonly silenceMs: number
  /** The tone that decided, in Hz; null when none did. */
  readonly toneHz: number | null
}

/** What answered, as far as a few seconds of sound can tell. */
export interface AnswerVerdict {
  readonly verdict: AnswerKind
  /** When it was known, counted from the first sample processed. */
  readonly atSample: number
  readonly reason: AnswerReason
  readonly features: AnswerFeatures
}
