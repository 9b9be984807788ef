import { CellvoiceError } from '../../base/error.ts'
import { saturate } from '../frame.ts'
import { LOW_PASS_HALF, lowPassAt } from './low-pass.ts'

/** Input taken into the filter at a time. */
const BLOCK = 1024
/** 8 MiB of coefficients: all rates in use stay far below; 191999 Hz to 8000 Hz would not. */
const MAX_COEFFICIENTS = 1 << 20

/**
 * Converts samples from one rate to another: a polyphase windowed sinc, any ratio of whole numbers. Between 8, 16 and
 * 48 kHz: level to 0.1 dB up to 3400 Hz (up to 0.425 of the lower rate), images and aliases 60 dB down, 4 ms of delay.
 *
 * `aligned`, for files: output starts at the time of the first input, so the first call gives less than the later ones
 * and {@link finish} gives the rest. `live`, for streams: every call gives its whole share at once, 4 ms late.
 */
export class RateConverter {
  /** Milliseconds by which the sound comes out later in a live conversion. */
  readonly delayMs: number
  private readonly upBy: number
  private readonly downBy: number
  /** Inputs before and after the moment of an output that count for it. */
  private readonly half: number
  /** A filter of 2 * half coefficients for each of the `upBy` positions between two inputs. */
  private readonly filters: Float64Array
  private readonly held: Float64Array
  private heldCount: number
  /** Where in `held` the inputs of the next output start, and its position between two inputs. */
  private next = 0
  private phase = 0
  /** Inputs taken and outputs given, for the end of an aligned conversion. */
  private taken = 0
  private given = 0

  /**
   * @param fromRate Samples a second of the input, a whole number.
   * @param toRate Samples a second of the output, a whole number.
   * @throws CellvoiceError AUDIO_FILE_UNSUPPORTED where the ratio needs more than a million coefficients.
   */
  constructor(fromRate: number, toRate: number, timing: 'aligned' | 'live' = 'aligned') {
    const divisor = greatestCommonDivisor(fromRate, toRate)
    this.upBy = toRate / divisor
    this.downBy = fromRate / divisor
    const perLowerRate = Math.min(1, toRate / fromRate)
    this.half = Math.ceil(LOW_PASS_HALF / perLowerRate)
    if (this.upBy * 2 * this.half > MAX_COEFFICIENTS) {
      throw new CellvoiceError('AUDIO_FILE_UNSUPPORTED', { detail: `${fromRate} samples a second to ${toRate}` })
    }
    this.filters = polyphaseFilters(this.upBy, this.half, perLowerRate)
    this.held = new Float64Array(3 * this.half + BLOCK)
    // The silence before the first input.
    this.heldCount = timing === 'live' ? 2 * this.half - 1 : this.half - 1
    this.delayMs = timing === 'live' ? (1000 * this.half) / fromRate : 0
  }

  /** The most samples that `count` more inputs give. */
  maxOutput(count: number): number {
    return Math.ceil(((count + this.half) * this.upBy) / this.downBy) + 1
  }

  /**
   * Takes `input` and writes what it gives, rounded and saturated, to the start of `output`.
   * @param output At least {@link maxOutput} long.
   * @returns how many samples were written.
   */
  convert(input: Int16Array | Float32Array, output: Int16Array): number {
    let written = 0
    for (let from = 0; from < input.length; from += BLOCK) {
      const block = input.length <= BLOCK ? input : input.subarray(from, from + BLOCK)
      this.held.set(block, this.heldCount)
      this.heldCount += block.length
      written += this.drain(output, written, Number.POSITIVE_INFINITY)
    }
    this.taken += input.length
    this.given += written
    return written
  }

  /** The end of an aligned conversion: the outputs whose inputs are followed by silence, up to the length of the input. */
  finish(output: Int16Array): number {
    const missing = Math.ceil((this.taken * this.upBy) / this.downBy) - this.given
    this.held.fill(0, this.heldCount, this.heldCount + this.half)
    this.heldCount += this.half
    const written = this.drain(output, 0, missing)
    this.given += written
    return written
  }

  private drain(output: Int16Array, offset: number, limit: number): number {
    const { held, filters } = this
    const taps = 2 * this.half
    let written = 0
    while (this.next + taps <= this.heldCount && written < limit) {
      const filter = this.phase * taps
      let sum = 0
      for (let tap = 0; tap < taps; tap++) {
        // Both indexes stay inside by the condition of the outer loop.
        sum += (filters[filter + tap] as number) * (held[this.next + tap] as number)
      }
      output[offset + written] = saturate(Math.round(sum))
      written++
      this.phase += this.downBy
      this.next += Math.floor(this.phase / this.upBy)
      this.phase %= this.upBy
    }
    const passed = Math.min(this.next, this.heldCount)
    held.copyWithin(0, passed, this.heldCount)
    this.heldCount -= passed
    this.next -= passed
    return written
  }
}

/** Each filter passes a level signal unchanged, so that none of them adds a tone of its own. */
function polyphaseFilters(upBy: number, half: number, perLowerRate: number): Float64Array {
  const taps = 2 * half
  const filters = new Float64Array(upBy * taps)
  for (let phase = 0; phase < upBy; phase++) {
    const filter = Float64Array.from({ length: taps }, (_, tap) =>
      lowPassAt((tap - half + 1 - phase / upBy) * perLowerRate),
    )
    const sum = filter.reduce((total, coefficient) => total + coefficient, 0)
    for (const [tap, coefficient] of filter.entries()) filters[phase * taps + tap] = coefficient / sum
  }
  return filters
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
