import { gaussian, random } from '../../support/random.ts'

const second = 8000
const syllable = 1600
/** The formants of five vowels, in Hz. */
const vowels = [
  [700, 1200, 2600],
  [450, 1900, 2500],
  [400, 900, 2400],
  [500, 1500, 2500],
  [650, 1700, 2500],
] as const

/**
 * Something like a voice, so that these tests need no synthesizer: syllables of 200 ms, the harmonics of a pitch that
 * glides around 130 Hz shaped by the formants of a vowel, a hiss before each.
 * @param seconds - how long.
 * @param peak - the highest sample, about.
 */
export function talk(seconds: number, { peak = 8000, seed = 1 } = {}): Int16Array {
  const uniform = random(seed)
  const normal = gaussian(uniform)
  const samples = new Int16Array(Math.round(seconds * second))
  let phase = 0
  let formants: readonly number[] = vowels[0]
  let pitch = 130
  let glide = 0
  for (let index = 0; index < samples.length; index++) {
    const within = index % syllable
    if (within === 0) {
      formants = vowels[Math.floor(uniform() * vowels.length)] ?? vowels[0]
      pitch = 110 + 50 * uniform()
      glide = 40 * (uniform() - 0.5)
    }
    const hz = pitch + (glide * within) / syllable
    phase += (2 * Math.PI * hz) / second
    let sum = 0
    for (let harmonic = 2; harmonic * hz < 3400; harmonic++) {
      const gain = formants.reduce(
        (most, formant) => Math.max(most, Math.exp(-(((harmonic * hz - formant) / 180) ** 2))),
        0,
      )
      sum += gain * Math.sin(harmonic * phase)
    }
    const hiss = within < 320 ? 0.25 * normal() : 0
    const open = within < 320 ? 0.15 : Math.sin((Math.PI * (within - 320)) / (syllable - 320)) ** 0.5
    samples[index] = Math.round((peak / 4) * (open * sum + hiss))
  }
  return samples
}

/** Normally distributed noise. @param deviation - its root mean square */
export function hiss(seconds: number, deviation: number, seed = 2): Int16Array {
  const normal = gaussian(random(seed))
  return Int16Array.from({ length: Math.round(seconds * second) }, () => Math.round(deviation * normal()))
}

/** A sum of sines of equal level that rises and falls in 3 ms. @param level - of each, in dB of full scale */
export function sines(seconds: number, hz: readonly number[], level = -15): Int16Array {
  const length = Math.round(seconds * second)
  const amplitude = 32_767 * 10 ** (level / 20)
  return Int16Array.from({ length }, (_, index) => {
    const edge = Math.min(1, (index + 1) / 24, (length - index) / 24)
    return Math.round(
      hz.reduce((sum, one) => sum + edge * amplitude * Math.sin((2 * Math.PI * one * index) / second), 0),
    )
  })
}

/** Sounds one after the other; a number is so many seconds of silence. All lies over noise of this deviation. */
export function line(parts: readonly (Int16Array | number)[], noise = 10): Int16Array {
  const sounds = parts.map(part => (typeof part === 'number' ? new Int16Array(Math.round(part * second)) : part))
  const length = sounds.reduce((sum, sound) => sum + sound.length, 0)
  const whole = noise > 0 ? hiss(length / second, noise) : new Int16Array(length)
  let at = 0
  for (const sound of sounds) {
    for (const sample of sound) {
      whole[at] = Math.max(-32_768, Math.min(32_767, (whole[at] ?? 0) + sample))
      at++
    }
  }
  return whole
}
