/** How a text is spoken; what is left out is the synthesizer's choice. */
export interface SpeechOptions {
  /** The name of a voice, in the synthesizer's own words: `en-us`, `de`, `cmn`. */
  readonly voice?: string
  /** 80 to 450. */
  readonly wordsPerMinute?: number
  /** Breaks it off: the promise rejects with its reason. */
  readonly signal?: AbortSignal
}

/**
 * Speaks texts. There are two kinds, and who uses one must know which: one gives samples, which a session plays, a file
 * keeps or a mixer mixes; the other has the module itself speak into the call, and no sample of it is ever on the host.
 */
export type SpeechSynthesizer = SampleSynthesizer | ModuleSynthesizer

/** Gives speech as samples. */
export interface SampleSynthesizer {
  readonly kind: 'samples'
  /** For people: `espeak-ng`. */
  readonly name: string
  /** Resolves with the whole speech, 8 kHz, 16 bits. */
  speak(text: string, options?: SpeechOptions): Promise<{ readonly samples: Int16Array }>
}

/** Has the module speak. */
export interface ModuleSynthesizer {
  readonly kind: 'module'
  readonly name: string
  /** Resolves when it has been said. */
  speak(text: string, options?: SpeechOptions): Promise<void>
}
