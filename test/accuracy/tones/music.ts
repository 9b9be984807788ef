import { random } from '../../support/random.ts'

/** An instrument: how loud its partials are, how fast it speaks and fades, in seconds, and how it trembles. */
interface Instrument {
  readonly partials: readonly number[]
  readonly attack: number
  readonly decay: number
  readonly vibrato: number
}

const instruments: readonly Instrument[] = [
  { partials: [1, 0.05, 0.02], attack: 0.05, decay: 4, vibrato: 0.004 },
  { partials: [1, 0, 0.1], attack: 0.02, decay: 8, vibrato: 0 },
  { partials: [1, 0.6, 0.3, 0.25, 0.1], attack: 0.01, decay: 9, vibrato: 0 },
  { partials: [1, 0.5, 0.35, 0.2, 0.1, 0.05], attack: 0.004, decay: 0.6, vibrato: 0 },
  { partials: [1, 0, 0.33, 0, 0.2, 0, 0.14], attack: 0.005, decay: 6, vibrato: 0 },
  { partials: [1, 0.3, 0.5, 0.2], attack: 0.02, decay: 1e9, vibrato: 0 },
  { partials: [0.6, 1, 0.8, 0.5, 0.3, 0.2], attack: 0.08, decay: 5, vibrato: 0.006 },
]
const scales = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 4, 7, 9],
] as const
const lengths = [0.25, 0.5, 0.5, 1, 1, 2, 4] as const
const rate = 8000

/**
 * Synthetic music, as it is played to who waits: pieces of half a minute, each with a key, a tempo, a melody, chords or
 * not, a drum or not, by instruments from an almost pure flute to a reed; tuned to A = 440 Hz, 250-3400 Hz.
 */
export function* music(minutes: number, seed: number): Generator<Int16Array> {
  for (let piece = 0; piece < 2 * minutes; piece++) yield pieceOf(random(seed * 1000 + piece))
}

function pieceOf(uniform: () => number): Int16Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(uniform() * list.length)] as T
  const sound = new Float64Array(30 * rate)
  const beat = 60 / (60 + 100 * uniform())
  const key = Math.floor(12 * uniform())
  const scale = pick<readonly number[]>(scales)
  const lead = pick(instruments)
  const pitch = (degree: number) =>
    key + 12 * Math.floor(degree / scale.length) + (scale[degree % scale.length] as number)
  const hzOf = (note: number) => 261.63 * 2 ** (note / 12)
  const staccato = uniform() < 0.3 ? 0.5 : 0.95
  let degree = Math.floor(scale.length * uniform())
  for (let at = 0; at < 30; ) {
    const length = beat * pick(lengths)
    // Tunes repeat notes, go by steps, and rest.
    if (uniform() > 0.15) play(sound, lead, hzOf(pitch(degree)), at, length * staccato, 1, uniform)
    if (uniform() > 0.35) degree = Math.max(0, Math.min(2 * scale.length, degree + Math.floor(5 * uniform()) - 2))
    at += length
  }
  if (uniform() < 0.7) {
    const chords = pick(instruments)
    for (let at = 0; at < 30; at += 4 * beat) {
      const root = Math.floor(scale.length * uniform())
      for (const step of [0, 2, 4]) play(sound, chords, hzOf(pitch(root + step)), at, 3.9 * beat, 0.4, uniform)
    }
  }
  if (uniform() < 0.5) for (let at = 0; at < 30; at += beat) strike(sound, at, uniform)
  return levelled(sound)
}

function play(
  sound: Float64Array,
  { partials, attack, decay, vibrato }: Instrument,
  hz: number,
  at: number,
  length: number,
  level: number,
  uniform: () => number,
): void {
  const from = Math.round(at * rate)
  const samples = Math.min(Math.round(length * rate), sound.length - from)
  const phase = 2 * Math.PI * uniform()
  for (const [index, amplitude] of partials.entries()) {
    const partial = hz * (index + 1)
    if (partial < 250 || partial > 3400 || amplitude === 0) continue
    for (let sample = 0; sample < samples; sample++) {
      const time = sample / rate
      const envelope = Math.min(1, time / attack, (samples - sample) / (0.02 * rate)) * Math.exp(-time / decay)
      const swing = vibrato * Math.sin(2 * Math.PI * 5.5 * time)
      const angle = 2 * Math.PI * partial * (time + swing / (2 * Math.PI * 5.5))
      sound[from + sample] = (sound[from + sample] as number) + level * amplitude * envelope * Math.sin(angle + phase)
    }
  }
}

function strike(sound: Float64Array, at: number, uniform: () => number): void {
  const from = Math.round(at * rate)
  for (let sample = 0; sample < 800 && from + sample < sound.length; sample++) {
    sound[from + sample] = (sound[from + sample] as number) + (uniform() - 0.5) * Math.exp(-sample / 200)
  }
}

function levelled(sound: Float64Array): Int16Array {
  const peak = sound.reduce((highest, value) => Math.max(highest, Math.abs(value)), 1e-9)
  return Int16Array.from(sound, value => Math.round((16_384 * value) / peak))
}
