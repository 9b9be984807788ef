import type { ToneReference } from './tone-references.ts'

/** What a call-progress tone tells (ITU-T E.182): `sit` is the special information tone. */
export type ToneKind = 'ringback' | 'busy' | 'congestion' | 'dial' | 'sit'

/** What sounds at one time: frequencies of equal level, or one frequency whose amplitude is modulated. */
export interface Signal {
  /** In Hz, rising. */
  readonly hz: readonly number[]
  /** The frequency in Hz that modulates the amplitude, wholly: national lists write 400 x 25. */
  readonly modulatedBy?: number
}

/** A stretch of a tone; no signal is silence. */
export interface ToneSegment {
  readonly signal: Signal | null
  /** Infinity is without end. */
  readonly ms: number
  /** The level against the other segments, where it differs. */
  readonly db?: number
}

/** A tone as a network sends it: its segments, over and over. */
export interface Tone {
  readonly kind: ToneKind
  readonly segments: readonly ToneSegment[]
  /** Signals that other exchanges of the country use in place of that of the segments, with the same cadence. */
  readonly elsewhere?: readonly Signal[]
  readonly reference: ToneReference
}

/** The tones of one country. */
export interface CountryTones {
  /** ISO 3166-1 alpha-2, in lower case. */
  readonly code: string
  readonly name: string
  readonly tones: readonly Tone[]
}

/** Frequencies in Hz that sound together. */
export function hz(...frequencies: readonly number[]): Signal {
  return { hz: frequencies }
}

/** A frequency whose amplitude another modulates, both in Hz. */
export function modulated(carrier: number, by: number): Signal {
  return { hz: [carrier], modulatedBy: by }
}

/** A tone of one signal: on, off, on, off … in ms; without a cadence it has no end. */
export function tone(kind: ToneKind, reference: ToneReference, signal: Signal, ...cadenceMs: readonly number[]): Tone {
  if (cadenceMs.length === 0) return { kind, reference, segments: [{ signal, ms: Number.POSITIVE_INFINITY }] }
  return { kind, reference, segments: cadenceMs.map((ms, index) => ({ signal: index % 2 === 0 ? signal : null, ms })) }
}

/** The same tone, which other exchanges of the country send with other signals. */
export function orElsewhere(one: Tone, ...elsewhere: readonly Signal[]): Tone {
  return { ...one, elsewhere }
}

/** The special information tone: three frequencies one after the other, then a pause (ITU-T E.180 clause 7). */
export function informationTone(
  reference: ToneReference,
  frequencies: readonly [number, number, number] = [950, 1400, 1800],
  { ms = 330, gapMs = 0, pauseMs = 1000 }: { ms?: number; gapMs?: number; pauseMs?: number } = {},
): Tone {
  const segments = frequencies.flatMap((frequency, index): ToneSegment[] => {
    const silence = index < 2 ? gapMs : pauseMs
    const one = { signal: hz(frequency), ms }
    return silence > 0 ? [one, { signal: null, ms: silence }] : [one]
  })
  return { kind: 'sit', reference, segments }
}
