import { BAND_CENTRE_HZ, BAND_RATE } from './call-progress-band.ts'

/** The lines of a spectrum that are told apart at most: a modulated tone has three. */
const maxLines = 4
const lowestHz = 318
const highestHz = 642
const stepHz = 2
const bins = (highestHz - lowestHz) / stepHz + 1
/** Below this part of the strongest line a line is noise or an artefact of a speech coder: -13 dB. */
const weakestLine = 0.05

/**
 * The frequencies in a stretch of the call-progress band, measured to about a hertz: by the peaks of its spectrum
 * under a Hann window. What it finds it keeps until the next measurement.
 */
export class ToneLines {
  /** How many there are. */
  count = 0
  /** In Hz, strongest first; only the first `count` are meant. */
  readonly hz = new Float64Array(maxLines)
  /** The middle between the lowest and the highest line, which a modulated tone has at its carrier whatever it shows; in Hz. */
  middle = 0
  private readonly power = new Float64Array(bins)

  private findMiddle(): void {
    let lowest = highestHz
    let highest = lowestHz
    for (let line = 0; line < this.count; line++) {
      lowest = Math.min(lowest, this.hz[line] as number)
      highest = Math.max(highest, this.hz[line] as number)
    }
    this.middle = (lowest + highest) / 2
  }

  /** Measures `length` complex samples of the band that lie in a ring, from `start` on. */
  measure(real: Float64Array, imaginary: Float64Array, start: number, length: number): void {
    for (let bin = 0; bin < bins; bin++) {
      this.power[bin] = powerAt(real, imaginary, start, length, lowestHz + bin * stepHz)
    }
    // A Hann window spreads a line over two bins of 1/length to either side.
    this.pick(Math.ceil((2 * BAND_RATE) / length / stepHz))
    this.findMiddle()
  }

  private pick(lobe: number): void {
    const { power } = this
    this.count = 0
    let strongest = 0
    while (this.count < maxLines) {
      let peak = -1
      let highest = Math.max(strongest * weakestLine, Number.MIN_VALUE)
      for (let bin = 1; bin < bins - 1; bin++) {
        // Indexes stay between the first and the last bin.
        const here = power[bin] as number
        if (here > highest && here >= (power[bin - 1] as number) && here >= (power[bin + 1] as number)) {
          highest = here
          peak = bin
        }
      }
      if (peak < 0) return
      if (strongest === 0) strongest = highest
      this.hz[this.count++] = lowestHz + stepHz * (peak + vertexOf(power, peak))
      power.fill(0, Math.max(0, peak - lobe), Math.min(bins, peak + lobe + 1))
    }
  }
}

/** How far from a peak, in bins, the top of the parabola through it and its neighbours lies. */
function vertexOf(power: Float64Array, peak: number): number {
  const below = Math.sqrt(power[peak - 1] as number)
  const top = Math.sqrt(power[peak] as number)
  const above = Math.sqrt(power[peak + 1] as number)
  const bend = below - 2 * top + above
  return bend < 0 ? Math.max(-1, Math.min(1, (below - above) / (2 * bend))) : 0
}

/** The power at one frequency, under a Hann window. Sine and cosine are turned step by step, as they cost most. */
function powerAt(real: Float64Array, imaginary: Float64Array, start: number, length: number, hz: number): number {
  const turn = (2 * Math.PI * (hz - BAND_CENTRE_HZ)) / BAND_RATE
  const turnCos = Math.cos(turn)
  const turnSin = Math.sin(turn)
  const hann = (2 * Math.PI) / length
  const hannCos = Math.cos(hann)
  const hannSin = Math.sin(hann)
  let cos = 1
  let sin = 0
  let windowCos = Math.cos(hann / 2)
  let windowSin = Math.sin(hann / 2)
  let sumReal = 0
  let sumImaginary = 0
  for (let index = 0; index < length; index++) {
    const at = (start + index) % real.length
    // The ring has a sample at every place.
    const x = (real[at] as number) * (1 - windowCos)
    const y = (imaginary[at] as number) * (1 - windowCos)
    sumReal += x * cos + y * sin
    sumImaginary += y * cos - x * sin
    const nextCos = cos * turnCos - sin * turnSin
    sin = sin * turnCos + cos * turnSin
    cos = nextCos
    const nextWindow = windowCos * hannCos - windowSin * hannSin
    windowSin = windowSin * hannCos + windowCos * hannSin
    windowCos = nextWindow
  }
  return sumReal * sumReal + sumImaginary * sumImaginary
}
