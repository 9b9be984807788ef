import { FRAME_SAMPLES, SAMPLE_RATE } from '../../src/audio/frame.ts'
import { random } from '../support/random.ts'

/** Syllables a second, of which each third is a hiss. */
const SYLLABLES = 4
const LOUDNESS = 5_000
/** The lowest bits of a sample, which carry numbers: 72 dB below the loudest. */
const CODE_BITS = 15
const MARK = 15
const MARK_SAMPLES = 4
const DIGITS = 5

/**
 * Sound with the course of speech: a voice of changing pitch and vowels, hisses between, syllables that swell and fade;
 * never quite silent, and nowhere the same. Given the same seed it is the same.
 */
export function speechLike(seconds: number, seed: number): Int16Array {
  const uniform = random(seed)
  const [low, high] = [new Resonator(), new Resonator()]
  let phase = 0
  let isHiss = false
  return Int16Array.from({ length: seconds * SAMPLE_RATE }, (_, at) => {
    const second = at / SAMPLE_RATE
    if (at % (SAMPLE_RATE / SYLLABLES) === 0) {
      isHiss = Math.floor(second * SYLLABLES) % 3 === 2
      low.tune(300 + 500 * uniform(), 80)
      high.tune(isHiss ? 2800 : 900 + 1400 * uniform(), isHiss ? 800 : 120)
    }
    phase += (120 + 40 * Math.sin(2 * Math.PI * 0.37 * second) + 15 * Math.sin(9 * second)) / SAMPLE_RATE
    const pulse = phase >= 1 ? 12 : 0
    phase %= 1
    const breath = uniform() - 0.5
    const source = isHiss ? breath : pulse + 0.3 * breath
    const swell = 0.1 + 0.9 * Math.abs(Math.sin(Math.PI * SYLLABLES * second))
    const sound = swell * (low.filter(source) + high.filter(source))
    return Math.max(-30_000, Math.min(30_000, Math.round(LOUDNESS * sound)))
  })
}

/** Writes into the lowest bits of each frame, from 1, its number and where it begins. */
export function numberFrames(samples: Int16Array): Int16Array {
  return samples.map((sample, at) => {
    const number = 1 + Math.floor(at / FRAME_SAMPLES)
    return (sample & ~CODE_BITS) | codeAt(number, at % FRAME_SAMPLES)
  })
}

function codeAt(number: number, place: number): number {
  if (place < MARK_SAMPLES) return MARK
  const digit = place - MARK_SAMPLES
  return (digit < DIGITS ? number >> (3 * digit) : number) & 7
}

/** A numbered frame in a row of samples: which, and where its first sample stands. */
export interface FoundFrame {
  readonly number: number
  readonly at: number
}

/** The numbered frames in `samples`, wherever they begin, that are whole; and how many other samples are no silence. */
export function findFrames(samples: Int16Array): { readonly frames: readonly FoundFrame[]; readonly foreign: number } {
  const frames: FoundFrame[] = []
  let foreign = 0
  for (let at = 0; at < samples.length; ) {
    const number = numberAt(samples, at)
    if (number === null) {
      if (samples[at] !== 0) foreign++
      at++
    } else {
      frames.push({ number, at })
      at += FRAME_SAMPLES
    }
  }
  return { frames, foreign }
}

function numberAt(samples: Int16Array, at: number): number | null {
  if (at + FRAME_SAMPLES > samples.length) return null
  let number = 0
  for (let digit = 0; digit < DIGITS; digit++) {
    number |= ((samples[at + MARK_SAMPLES + digit] ?? 0) & 7) << (3 * digit)
  }
  for (let place = 0; place < FRAME_SAMPLES; place++) {
    if (((samples[at + place] ?? 0) & CODE_BITS) !== codeAt(number, place)) return null
  }
  return number
}

/** A formant: two poles at a frequency with a bandwidth, both in Hz, of gain 1 there. */
class Resonator {
  private first = 0
  private second = 0
  private feedback: readonly [number, number] = [0, 0]
  private gain = 0

  tune(hertz: number, bandwidth: number): void {
    const radius = Math.exp((-Math.PI * bandwidth) / SAMPLE_RATE)
    const angle = (2 * Math.PI * hertz) / SAMPLE_RATE
    this.feedback = [2 * radius * Math.cos(angle), -radius * radius]
    this.gain = (1 - radius) * Math.sqrt(1 - 2 * radius * Math.cos(2 * angle) + radius * radius)
  }

  filter(input: number): number {
    const output = this.gain * input + this.feedback[0] * this.first + this.feedback[1] * this.second
    this.second = this.first
    this.first = output
    return output
  }
}
