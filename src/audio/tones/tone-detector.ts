import { SAMPLE_RATE } from '../frame.ts'
import { type CadencePattern, longestAccepted, patternsOf } from './cadence-pattern.ts'
import { CadenceRuns } from './cadence-runs.ts'
import { HOP_SAMPLES } from './call-progress-band.ts'
import { InformationToneDetector } from './information-tone-detector.ts'
import { deviationFrom } from './signal-match.ts'
import { SteadyTones } from './steady-tones.ts'
import type { ToneKind } from './tone.ts'
import { noToneEvents, type ToneEvent } from './tone-event.ts'
import { ToneStretches } from './tone-stretches.ts'
import { countryTones, tonesOf } from './tone-table.ts'

/** Which tones a detector looks for. */
export interface ToneDetectorOptions {
  /** ISO 3166-1 alpha-2: the tones of this country only. Default: those of all countries of the table. */
  readonly country?: string
}

const samplesPerMs = SAMPLE_RATE / 1000
/** How often the frequencies of a tone that goes on are measured. */
const readingHops = 50
/** When those of a long part of a cadence are: early, as speech coders let a tone fade with lines that it never had. */
const earlyHops = 30
/** How much the frequency of a tone may differ from one part to the next: what a short measurement in noise does. */
const middleTolerance = 0.01
/** A special information tone that comes again sooner than this is the same one. */
const informationPause = 2000 * samplesPerMs
/** How long it takes until the end of a part of a cadence has been seen. */
const graceMs = 100

/**
 * Hears call-progress tones: ring-back, busy, congestion, dial and special information tone, by frequency and cadence
 * (ITU-T E.180). A tone is told within two cycles of its cadence, or of a longer one that it must be told from: Spain's
 * busy tone is the beginning of its congestion tone. One instance a direction of a call; it does no I/O and takes as
 * long as its samples say.
 */
export class ToneDetector {
  private readonly patterns: readonly CadencePattern[]
  private readonly runs: CadenceRuns
  private readonly steady: SteadyTones
  private readonly stretches = new ToneStretches()
  private readonly information = new InformationToneDetector()
  private readonly informationCountries: readonly string[]
  private readonly deviations: Float64Array
  private readonly readings: Float64Array
  private readonly starts = new Float64Array(64)
  private readonly hop = new Int16Array(HOP_SAMPLES)
  private filled = 0
  private samples = 0
  private stretchCount = 0
  private hopsOn = 0
  private middle = 0
  private lastMiddle = 0
  /** The pattern that was told and has not ended. */
  private active = -1
  private lastOnEnd = 0
  private informing = false
  private informedUntil = 0
  private events: ToneEvent[] | null = null

  /** @throws CellvoiceError `INVALID_ARGUMENT` when the country is not in the table. */
  constructor({ country }: ToneDetectorOptions = {}) {
    const countries = country === undefined ? countryTones : [tonesOf(country)]
    this.patterns = patternsOf(countries)
    this.runs = new CadenceRuns(this.patterns)
    this.steady = new SteadyTones(this.patterns)
    this.deviations = new Float64Array(this.patterns.length)
    this.readings = new Float64Array(this.patterns.length)
    this.informationCountries = countries
      .filter(({ tones }) => tones.some(({ kind }) => kind === 'sit'))
      .map(({ code }) => code)
  }

  /**
   * Hears the next samples, 8 kHz, as many as there are.
   * @returns what they made known, in order; an empty list most of the time. A special information tone is heard
   *   whatever the country, as networks abroad send it too.
   */
  process(samples: Int16Array): readonly ToneEvent[] {
    this.events = null
    for (let at = 0; at < samples.length; at++) {
      // The loop ends with the last sample.
      this.hop[this.filled++] = samples[at] as number
      if (this.filled < HOP_SAMPLES) continue
      this.filled = 0
      this.samples += HOP_SAMPLES
      this.hearInformationTone()
      this.hearCadence()
    }
    return this.events ?? noToneEvents
  }

  private hearInformationTone(): void {
    const ago = this.information.take(this.hop, 0)
    if (this.informing && this.information.step === 2) this.informedUntil = this.samples
    if (ago > 0) {
      this.informedUntil = this.samples
      if (!this.informing) this.start(['sit'], this.informationCountries, this.samples - ago)
      this.informing = true
    }
    if (this.informing && this.samples - this.informedUntil > informationPause) {
      this.informing = false
      this.push({ kind: 'end', tone: 'sit', atSample: this.informedUntil })
    }
  }

  private hearCadence(): void {
    if (this.stretches.take(this.hop, 0)) this.stretchEnded()
    const { on, startSample } = this.stretches.current
    this.hopsOn = on ? this.hopsOn + 1 : 0
    if (this.hopsOn === earlyHops) this.compare(this.deviations)
    if (this.hopsOn > 0 && this.hopsOn % readingHops === 0) this.read()
    if (this.active >= 0 && this.samples - startSample > this.longestOf(on) * samplesPerMs) this.end()
  }

  private stretchEnded(): void {
    const { on, startSample, endSample, clean } = this.stretches.ended
    this.starts[this.stretchCount++ % this.starts.length] = startSample
    if (on) this.steady.clear()
    const fits = clean && (!on || this.hopsOn >= earlyHops || this.compare(this.deviations))
    if (on && fits && !this.soundsAsBefore()) this.runs.clear()
    if (fits) this.runs.push((endSample - startSample) / samplesPerMs, on ? this.deviations : null)
    else this.runs.clear()
    if (this.active >= 0) this.follow(on, endSample)
    if (this.active >= 0) return
    const best = this.runs.best()
    if (best < 0) return
    if (on) this.lastOnEnd = endSample
    else this.lastOnEnd = startSample
    this.found(best, this.starts[(this.stretchCount - this.runs.longest(best)) % this.starts.length] as number)
  }

  /** One oscillator makes all parts of a tone: its frequency does not change between them. */
  private soundsAsBefore(): boolean {
    const before = this.lastMiddle
    this.lastMiddle = this.middle
    return Math.abs(this.middle - before) < middleTolerance * before
  }

  /** What was told before goes on, or has ended with the last stretch that fitted. */
  private follow(on: boolean, endSample: number): void {
    const { elements } = this.pattern(this.active)
    if (elements.length === 0) {
      this.lastOnEnd = endSample
      this.end()
    } else if (this.runs.longest(this.active) === 0) this.end()
    else if (on) this.lastOnEnd = endSample
  }

  /** A tone that goes on may be one without cadence. */
  private read(): void {
    if (this.active >= 0 || !this.compare(this.readings)) return
    const { startSample } = this.stretches.current
    const lastedMs = (this.samples - startSample) / samplesPerMs
    const best = this.steady.push(lastedMs, this.readings, this.stretches.hops.level(), this.stretches.share())
    if (best >= 0) this.found(best, startSample)
  }

  /** Measures the last stretch of tone against all patterns. @returns whether it was long enough. */
  private compare(deviations: Float64Array): boolean {
    if (!this.stretches.measure()) return false
    for (let index = 0; index < this.patterns.length; index++) {
      deviations[index] = deviationFrom(this.pattern(index).signal, this.stretches.hops.lines)
    }
    if (deviations === this.deviations) this.middle = this.stretches.hops.lines.middle
    return true
  }

  /** How long, in ms, tone or silence may last while a pattern goes on. */
  private longestOf(on: boolean): number {
    const { elements } = this.pattern(this.active)
    if (elements.length === 0) return Number.POSITIVE_INFINITY
    let longest = 0
    for (let index = on ? 0 : 1; index < elements.length; index += 2)
      longest = Math.max(longest, elements[index] as number)
    return longestAccepted(longest) + graceMs
  }

  private found(index: number, sinceSample: number): void {
    const { kinds, countries } = this.pattern(index)
    this.active = index
    this.start(kinds, countries, sinceSample)
  }

  private start(tones: readonly ToneKind[], countries: readonly string[], sinceSample: number): void {
    const atSample = Math.max(0, sinceSample)
    this.push({ kind: 'start', tone: likeliest(tones), tones, countries, atSample, knownAtSample: this.samples })
  }

  private end(): void {
    const tone = likeliest(this.pattern(this.active).kinds)
    this.active = -1
    this.runs.clear()
    this.push({ kind: 'end', tone, atSample: this.lastOnEnd })
  }

  private pattern(index: number): CadencePattern {
    // Indexes come from loops over the patterns.
    return this.patterns[index] as CadencePattern
  }

  private push(event: ToneEvent): void {
    this.events ??= []
    this.events.push(event)
  }
}

function likeliest(tones: readonly ToneKind[]): ToneKind {
  // A pattern is at least one kind of tone.
  return tones[0] as ToneKind
}
