import { mayBeTaken } from './signal-match.ts'
import type { CountryTones, Signal, Tone, ToneKind } from './tone.ts'

/** Networks keep within 10 % of a cadence. */
const cadenceTolerance = 0.1
/** What a measurement of an edge may be off besides, in ms: two hops and what a speech coder smears. */
const edgeToleranceMs = 35
/** From 1.2 s on the AMR decoder takes what is steady for background noise and lets it fade for that many ms. */
const steadyMs = 1200
const fadeMs = 170
/** A tie goes to the first of these. */
const cadencedKinds = ['ringback', 'busy', 'congestion', 'dial'] as const
/** The shortest time after which a tone without cadence is believed. */
const believedMs = 2000

/** A tone as the detector looks for it. */
export interface CadencePattern {
  /** What it may be, what it is in most countries first: more than one where a country uses one tone for two things. */
  readonly kinds: readonly ToneKind[]
  /** The countries that use just this tone. */
  readonly countries: readonly string[]
  readonly signal: Signal
  /** On, off, on, off … in ms; empty for a tone without cadence. */
  readonly elements: readonly number[]
  /**
   * Elements in a row that must fit before it is told: a whole cycle and the next element, or as many as it takes to
   * tell it from every other pattern. For a tone without cadence 0.
   */
  readonly required: number
  /** For a tone without cadence: how long it must last, longer than any part of another pattern. */
  readonly lastingMs: number
}

/** How far a measured element is from a nominal one: 1 is the edge of what is accepted. */
export function elementError(measuredMs: number, nominalMs: number): number {
  return Math.abs(measuredMs - nominalMs) / toleranceOf(nominalMs)
}

/** How long an element may last, in ms, and still be taken for a nominal one. */
export function longestAccepted(nominalMs: number): number {
  return nominalMs + toleranceOf(nominalMs)
}

function toleranceOf(nominalMs: number): number {
  return cadenceTolerance * nominalMs + edgeToleranceMs + (nominalMs > steadyMs ? fadeMs : 0)
}

/** The patterns of some countries; tones that are the same are one pattern. Special information tones are no cadence. */
export function patternsOf(countries: readonly CountryTones[]): readonly CadencePattern[] {
  const shapes = shapesOf(countries)
  return shapes.map(shape => {
    const alike = shapes.filter(other => longestCommon(shape, other) === Number.POSITIVE_INFINITY)
    const others = shapes.filter(other => other.kind !== shape.kind && !alike.includes(other))
    const longestOn = others
      .filter(rival(shape))
      .flatMap(({ elements }) => elements.filter((_, index) => index % 2 === 0))
    const lastingMs = Math.max(believedMs, ...longestOn.map(longestAccepted))
    const common = others.map(other => longestCommon(shape, other))
    return {
      kinds: kindsOf(alike),
      countries: [...shape.countries].sort(),
      signal: shape.signal,
      elements: shape.elements,
      required: shape.elements.length === 0 ? 0 : Math.max(shape.elements.length, ...common) + 1,
      lastingMs,
    }
  })
}

interface Shape {
  readonly kind: ToneKind
  readonly signal: Signal
  readonly elements: readonly number[]
  readonly countries: Set<string>
}

function shapesOf(countries: readonly CountryTones[]): readonly Shape[] {
  const shapes = new Map<string, Shape>()
  for (const { code, tones } of countries) {
    for (const tone of tones.filter(({ kind }) => kind !== 'sit')) {
      const elements = elementsOf(tone)
      for (const signal of signalsOf(tone)) {
        const key = JSON.stringify([tone.kind, signal.hz, signal.modulatedBy, elements])
        const shape = shapes.get(key) ?? { kind: tone.kind, signal, elements, countries: new Set() }
        shape.countries.add(code)
        shapes.set(key, shape)
      }
    }
  }
  return [...shapes.values()]
}

/** The cadence of a tone, its shortest period: levels do not count, so loud, soft, loud, soft is on, off. */
function elementsOf({ segments }: Tone): readonly number[] {
  const all = segments.map(({ ms }) => ms).filter(Number.isFinite)
  for (let period = 2; period < all.length; period += 2) {
    if (all.length % period === 0 && all.every((ms, index) => ms === all[index % period])) return all.slice(0, period)
  }
  return all
}

function signalsOf({ segments, elsewhere = [] }: Tone): readonly Signal[] {
  const first = segments.find(({ signal }) => signal !== null)?.signal
  return first ? [first, ...elsewhere] : elsewhere
}

function rival(shape: Shape): (other: Shape) => boolean {
  return other => other.elements.length > 0 && mayBeTaken(other.signal, shape.signal)
}

/** What the same sound means, in most countries first. */
function kindsOf(alike: readonly Shape[]): readonly ToneKind[] {
  const countriesOf = (wanted: ToneKind) =>
    new Set(alike.filter(({ kind }) => kind === wanted).flatMap(({ countries }) => [...countries])).size
  return cadencedKinds
    .map(kind => ({ kind, votes: countriesOf(kind) }))
    .filter(({ votes }) => votes > 0)
    .sort((one, other) => other.votes - one.votes)
    .map(({ kind }) => kind)
}

function alikeMs(one: number, other: number): boolean {
  return Math.abs(one - other) <= cadenceTolerance * (one + other)
}

/** The most elements in a row in which two tones, each as far off as is accepted, may be the same; Infinity for all. */
function longestCommon(one: Shape, other: Shape): number {
  if (one === other) return Number.POSITIVE_INFINITY
  if (!mayBeTaken(other.signal, one.signal)) return 0
  const [m, n] = [one.elements.length, other.elements.length]
  if (m === 0 || n === 0) return m === n ? Number.POSITIVE_INFINITY : 0
  let longest = 0
  // A run begins with a tone.
  for (let from = 0; from < m; from += 2) {
    for (let start = 0; start < n; start += 2) {
      let run = 0
      while (run < m * n && alikeMs(one.elements[(from + run) % m] ?? 0, other.elements[(start + run) % n] ?? 0)) run++
      if (run === m * n) return Number.POSITIVE_INFINITY
      longest = Math.max(longest, run)
    }
  }
  return longest
}
