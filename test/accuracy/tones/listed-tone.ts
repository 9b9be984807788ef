import type { CountryTones, Signal, Tone, ToneKind } from '../../../src/audio/tones/tone.ts'

/** A tone as some list has it, in a form that can be compared. */
export interface ListedTone {
  readonly country: string
  readonly kind: ToneKind
  /** The sets of frequencies that may sound, in Hz, rising; a modulated tone counts as its two side lines. */
  readonly signals: readonly (readonly number[])[]
  /** On, off, on, off … in ms; empty when it has no cadence. For the special information tone not compared. */
  readonly cadence: readonly number[]
}

/** Our table in that form. */
export function listedOf({ code, tones }: CountryTones): readonly ListedTone[] {
  return tones.map(tone => ({ country: code, kind: tone.kind, signals: signalsOf(tone), cadence: cadenceOf(tone) }))
}

function signalsOf({ kind, segments, elsewhere = [] }: Tone): readonly (readonly number[])[] {
  const sounding = segments.flatMap(({ signal }) => (signal ? [signal] : []))
  if (kind === 'sit') return [sounding.flatMap(({ hz }) => hz)]
  return [...sounding.slice(0, 1), ...elsewhere].map(linesOf)
}

function cadenceOf({ kind, segments }: Tone): readonly number[] {
  return kind === 'sit' ? [] : segments.map(({ ms }) => ms).filter(Number.isFinite)
}

function linesOf({ hz, modulatedBy }: Signal): readonly number[] {
  const [carrier = 0] = hz
  return modulatedBy === undefined ? hz : [carrier - modulatedBy, carrier + modulatedBy]
}

/** Whether two lists mean the same: one signal in common to 2 Hz, and the cadence to 3 %, wherever in it they begin. */
export function agree(one: ListedTone, other: ListedTone): boolean {
  const sameSignal = one.signals.some(a => other.signals.some(b => close(a, b, 0, 2)))
  const turns = Math.max(1, other.cadence.length / 2)
  const longer = one.cadence.length > other.cadence.length ? one : other
  const repeated = (cadence: readonly number[]) =>
    cadence.length > 0 && longer.cadence.length % cadence.length === 0
      ? Array.from({ length: longer.cadence.length / cadence.length }, () => cadence).flat()
      : cadence
  const wanted = repeated(one.cadence)
  const found = repeated(other.cadence)
  const turned = Array.from({ length: turns }, (_, turn) => [...found.slice(2 * turn), ...found.slice(0, 2 * turn)])
  return sameSignal && turned.some(cadence => close(wanted, cadence, 0.03, 0))
}

function close(one: readonly number[], other: readonly number[], part: number, absolute: number): boolean {
  return (
    one.length === other.length &&
    one.every((value, index) => Math.abs(value - (other[index] ?? 0)) <= part * value + absolute + 1e-9)
  )
}

/** For people: `425 Hz 1000/4000 ms`. */
export function textOf({ signals, cadence }: ListedTone): string {
  const hz = signals.map(lines => lines.map(line => Math.round(line)).join('+')).join(' or ')
  return `${hz} Hz${cadence.length > 0 ? ` ${cadence.map(ms => Math.round(ms)).join('/')} ms` : ''}`
}
