/** The step in which the truth about speech is written down: 10 ms. */
export const TRUTH_SAMPLES = 80

/** How far below the active level speech still counts as active: ITU-T P.56, 15.9 dB. */
const marginDb = 15.9
/** A pause shorter than this belongs to the speech around it: ITU-T P.56, 200 ms. */
const shortestPause = 20

/** Where clean speech is, and how loud it is there. */
export interface VoiceTruth {
  /** 1 for each 10 ms of speech, else 0. */
  readonly active: Uint8Array
  /** The same before short pauses are filled. */
  readonly loud: Uint8Array
  /** The active speech level in dB of full scale. */
  readonly level: number
}

/**
 * Marks the speech in a recording without noise by the rule of ITU-T P.56: active is what lies within 15.9 dB of the
 * level of the active part, and pauses of less than 200 ms are part of the speech. Its 30 ms smoothing is left out,
 * because it would move the edges that are measured here.
 */
export function voiceTruth(clean: ArrayLike<number>): VoiceTruth {
  const steps = Math.floor(clean.length / TRUTH_SAMPLES)
  const energy = new Float64Array(steps)
  for (let step = 0; step < steps; step++) {
    let sum = 0
    for (let index = 0; index < TRUTH_SAMPLES; index++) sum += (clean[step * TRUTH_SAMPLES + index] as number) ** 2
    energy[step] = sum / TRUTH_SAMPLES / 32_768 ** 2
  }
  let threshold = 0
  let level = -Infinity
  for (let round = 0; round < 12; round++) {
    let sum = 0
    let count = 0
    for (const value of energy) {
      if (value <= threshold) continue
      sum += value
      count++
    }
    if (count === 0) break
    level = 10 * Math.log10(sum / count)
    threshold = 10 ** ((level - marginDb) / 10)
  }
  const active = new Uint8Array(steps)
  const loud = Uint8Array.from(energy, value => (value > threshold ? 1 : 0))
  let last = -1
  for (let step = 0; step < steps; step++) {
    if (loud[step] === 0) continue
    active.fill(1, last >= 0 && step - last <= shortestPause ? last : step, step + 1)
    last = step
  }
  return { active, loud, level }
}
