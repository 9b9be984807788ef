/** How a text is spoken; what is left out is the synthesizer's choice. */
export interface SpeechOptions {
  /** The name of a voice, in the synthesizer's own words: `en-us`, `de`, `cmn`. */
  readonly voice?: string
  /** 80 to 450. */
  readonly wordsPerMinute?: number
  /** Breaks it off: the promise rejects with its reason. */
  readonly signal?: AbortSignal
}

/** Speaks texts as samples, which a session plays, a file keeps or a mixer mixes. */
export interface SampleSynthesizer {
  /** For people: `espeak-ng`. */
  readonly name: string
  /**
   * Resolves with the whole speech, 8 kHz, 16 bits.
   * @throws CellvoiceError INVALID_ARGUMENT for a text or options that it does not take, AUDIO_TOOL_MISSING,
   *   AUDIO_TOOL_FAILED; the signal's reason.
   */
  speak(text: string, options?: SpeechOptions): Promise<{ readonly samples: Int16Array }>
}
