import { type DtmfKey, dtmfKeys, frequenciesOf } from '../../../src/audio/dtmf/keypad.ts'
import { gaussian, random } from '../../support/random.ts'
import { toSamples } from '../level.ts'

/** How keys are sent; what is left out is nominal: 50 ms on, 50 ms off, -16 dB of full scale a tone. */
export interface KeyPlan {
  readonly toneMs?: number
  readonly gapMs?: number
  readonly lowDbfs?: number
  readonly highDbfs?: number
  /** Deviation of the low and of the high tone from their frequency, as a part of it. */
  readonly lowError?: number
  readonly highError?: number
  /** Silence in the middle of each tone. */
  readonly holeMs?: number
  /** Each key is sent twice, with this pause between. */
  readonly againAfterMs?: number
  /** White noise all the time, this far below both tones together. */
  readonly snrDb?: number
  /** 350 and 440 Hz all the time, each as loud as the low tone. */
  readonly dialTone?: boolean
}

/** Keys in a sound, and where each begins and ends. */
export interface SentKeys {
  readonly samples: Int16Array
  readonly keys: readonly { readonly key: DtmfKey; readonly from: number; readonly to: number }[]
}

const samplesPerMs = 8

/** All sixteen keys, `rounds` times, shuffled; random phases, and 0-12 ms more pause, so that nothing aligns. */
export function sendKeys(plan: KeyPlan, rounds: number, seed: number): SentKeys {
  const { toneMs = 50, gapMs = 50, holeMs = 0, againAfterMs = null } = plan
  const uniform = random(seed)
  const keys: { key: DtmfKey; from: number; to: number }[] = []
  let at = 200 * samplesPerMs
  for (const key of shuffledRounds(rounds, uniform)) {
    at += Math.floor(uniform() * 12 * samplesPerMs)
    for (const pauseMs of againAfterMs === null ? [gapMs] : [againAfterMs, gapMs + 50]) {
      keys.push({ key, from: at, to: at + toneMs * samplesPerMs })
      at += (toneMs + pauseMs) * samplesPerMs
    }
  }
  const sum = new Float64Array(at + 500 * samplesPerMs)
  for (const { key, from, to } of keys) {
    addTone(sum, key, from, to, plan, uniform)
    const hole = Math.round(((toneMs - holeMs) / 2) * samplesPerMs)
    if (holeMs > 0) sum.fill(0, from + hole, to - hole)
  }
  addBackground(sum, plan, uniform)
  return { samples: toSamples(sum), keys }
}

function shuffledRounds(rounds: number, uniform: () => number): DtmfKey[] {
  const keys = Array.from({ length: rounds }, () => dtmfKeys).flat()
  for (let last = keys.length - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1))
    const moved = keys[last] as DtmfKey
    keys[last] = keys[other] as DtmfKey
    keys[other] = moved
  }
  return keys
}

function addTone(sum: Float64Array, key: DtmfKey, from: number, to: number, plan: KeyPlan, uniform: () => number) {
  const [low, high] = frequenciesOf(key)
  addSine(sum, from, to, low * (1 + (plan.lowError ?? 0)), plan.lowDbfs ?? -16, uniform)
  addSine(sum, from, to, high * (1 + (plan.highError ?? 0)), plan.highDbfs ?? -16, uniform)
}

function addBackground(sum: Float64Array, plan: KeyPlan, uniform: () => number): void {
  const { lowDbfs = -16, highDbfs = -16, snrDb, dialTone } = plan
  if (dialTone) for (const hertz of [350, 440]) addSine(sum, 0, sum.length, hertz, lowDbfs, uniform)
  if (snrDb === undefined) return
  const normal = gaussian(uniform)
  const power = (peakOf(lowDbfs) ** 2 + peakOf(highDbfs) ** 2) / 2
  const deviation = Math.sqrt(power * 10 ** (-snrDb / 10))
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + deviation * normal()
}

function addSine(sum: Float64Array, from: number, to: number, hertz: number, dbfs: number, uniform: () => number) {
  const peak = peakOf(dbfs)
  const phase = 2 * Math.PI * uniform()
  const step = (2 * Math.PI * hertz) / 8000
  for (let at = from; at < to; at++) sum[at] = (sum[at] as number) + peak * Math.sin(phase + step * (at - from))
}

function peakOf(dbfs: number): number {
  return 32_767 * 10 ** (dbfs / 20)
}
