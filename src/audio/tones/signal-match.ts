import type { Signal } from './tone.ts'
import type { ToneLines } from './tone-lines.ts'

/** Networks keep within 1.5 %; the rest is for a short measurement in noise. */
export const FREQUENCY_TOLERANCE = 0.02

/**
 * How far the lines of a spectrum are from those of a signal: the largest deviation as a part of the tolerance, 0-1;
 * Infinity when it is another signal. For a sum each frequency must be there and nothing else; for a modulated tone
 * the carrier, its two side lines, or all three, as some exchanges suppress the carrier.
 */
export function deviationFrom(signal: Signal, lines: ToneLines): number {
  if (lines.count === 0) return Number.POSITIVE_INFINITY
  return signal.modulatedBy === undefined ? fromSum(signal.hz, lines) : fromModulated(signal, lines)
}

function relative(measured: number, nominal: number): number {
  return Math.abs(measured - nominal) / (nominal * FREQUENCY_TOLERANCE)
}

function fromSum(hz: readonly number[], lines: ToneLines): number {
  if (lines.count !== hz.length) return Number.POSITIVE_INFINITY
  // Both loops keep to what is there. This is done for each of some hundred patterns, so no iterator is made.
  let worst = 0
  for (let tone = 0; tone < hz.length; tone++) {
    const frequency = hz[tone] as number
    let nearest = Number.POSITIVE_INFINITY
    for (let line = 0; line < lines.count; line++) {
      nearest = Math.min(nearest, relative(lines.hz[line] as number, frequency))
    }
    worst = Math.max(worst, nearest)
  }
  return worst <= 1 ? worst : Number.POSITIVE_INFINITY
}

function fromModulated({ hz, modulatedBy = 0 }: Signal, lines: ToneLines): number {
  // The table has one carrier for a modulated tone.
  const carrier = hz[0] ?? 0
  const { middle } = lines
  let spread = 0
  for (let line = 0; line < lines.count; line++)
    spread = Math.max(spread, Math.abs((lines.hz[line] as number) - middle))
  const symmetric = spread < 1 || Math.abs(spread - modulatedBy) <= 3 + 0.03 * modulatedBy
  const deviation = relative(middle, carrier)
  return symmetric && deviation <= 1 ? deviation : Number.POSITIVE_INFINITY
}

/** Whether what is sent as one signal may be measured as the other. */
export function mayBeTaken(sent: Signal, asIf: Signal): boolean {
  return linesOf(sent).some(one => linesOf(asIf).some(other => sameLines(one, other)))
}

/** The sets of lines that a signal may show. */
function linesOf({ hz, modulatedBy }: Signal): readonly (readonly number[])[] {
  const [carrier = 0] = hz
  if (modulatedBy === undefined) return [hz]
  const sides = [carrier - modulatedBy, carrier + modulatedBy]
  return [[carrier], sides, [sides[0] ?? 0, carrier, sides[1] ?? 0]]
}

function sameLines(one: readonly number[], other: readonly number[]): boolean {
  const apart = (frequency: number, index: number) => Math.abs(frequency - (other[index] ?? 0)) / frequency
  return (
    one.length === other.length && one.every((frequency, index) => apart(frequency, index) <= 2 * FREQUENCY_TOLERANCE)
  )
}
