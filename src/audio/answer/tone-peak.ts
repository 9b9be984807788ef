import { BIN_HZ } from '../voice-activity/power-spectrum.ts'

/** The telephone band, in bins: 250-3500 Hz. */
const firstBin = 8
const lastBin = 112
/** Bins on each side of a peak that the window spreads a tone over: -36 dB. */
const reach = 3
/** Where networks have their call-progress tones, in bins: 340-640 Hz (ITU-T E.180). */
const firstProgressBin = 11
const lastProgressBin = 20
/** A tone holds more than this part of the power. */
const leastPart = 0.5
/** Keeps the logarithm of an empty bin finite. */
const least = 1e-12

/** The strongest peak of a spectrum. */
export class TonePeak {
  hz = 0
  /** The power of the peak in dB of full scale squared. */
  level = 0
  /** The power of all the band in the same measure. */
  bandLevel = 0
  /** The part of it that lies where networks have their call-progress tones, 0-1. */
  progressPart = 0
  /** Whether the peak holds most of the power. */
  tonal = false

  read(power: Float64Array): void {
    let top = firstBin + 1
    let total = least
    let progress = 0
    // All bins below lie within the spectrum.
    for (let bin = firstBin; bin <= lastBin; bin++) {
      const value = power[bin] as number
      total += value
      if (bin >= firstProgressBin && bin <= lastProgressBin) progress += value
      if (value > (power[top] as number)) top = bin
    }
    let peak = 0
    for (let bin = top - reach; bin <= top + reach; bin++) peak += power[bin] as number
    this.bandLevel = 10 * Math.log10(total)
    this.progressPart = progress / total
    this.level = 10 * Math.log10(peak + least)
    this.tonal = peak > leastPart * total
    if (!this.tonal) return
    // The logarithm of the window's main lobe is nearly a parabola.
    const below = Math.log((power[top - 1] as number) + least)
    const at = Math.log((power[top] as number) + least)
    const above = Math.log((power[top + 1] as number) + least)
    const bend = below - 2 * at + above
    this.hz = BIN_HZ * (top + (bend < 0 ? (0.5 * (below - above)) / bend : 0))
  }
}

/** How much a mean spectrum is one tone of `hz`. All else is in dB but the spread, which is in bins squared. */
export interface Purity {
  /** The frequency of the tone, as `measurePurity` is to take it. */
  hz: number
  /** The tone over the strongest other bin. */
  overNext: number
  /** The tone over all else. */
  overRest: number
  /** How widely the tone's own power is spread: two tones close together, or one whose amplitude is modulated, more. */
  spread: number
}

/** Works out how pure the tone of `purity.hz` is in a spectrum, into the rest of `purity`. */
export function measurePurity(power: Float64Array, purity: Purity): void {
  const centre = purity.hz / BIN_HZ
  const top = Math.round(centre)
  let tone = least
  let rest = least
  let next = least
  let moment = 0
  for (let bin = firstBin; bin <= lastBin; bin++) {
    const value = power[bin] as number
    if (Math.abs(bin - top) <= reach + 1) {
      tone += value
      moment += value * (bin - centre) ** 2
      continue
    }
    rest += value
    if (value > next) next = value
  }
  purity.overNext = 10 * Math.log10(((power[top] as number) + least) / next)
  purity.overRest = 10 * Math.log10(tone / rest)
  purity.spread = moment / tone
}
