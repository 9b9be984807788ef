import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { countryTones } from '../../../src/audio/tones/tone-table.ts'
import { random } from '../../support/random.ts'
import { throughAmr } from '../dtmf/channels.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { type Ear, type Heard, ours } from './ears.ts'
import { type SentTone, sendTone } from './sent-tones.ts'

const impairment = { frequency: 0.015, cadence: 0.1, snrDb: 15 }
const amr122 = 7
const leastPart = 0.98
const leastCountries = 30

/** Goal T2, first half: is the right tone told, alone, and in time? */
export async function detectionRow(peers: readonly Ear[], measurement: Measurement): Promise<AccuracyRow> {
  const { size, half, seed, progress } = measurement
  const countries = size === 'full' ? countryTones : countryTones.filter((_, index) => index % 4 === 0)
  const rounds = size === 'full' ? 10 : 1
  const uniform = random((half === 'development' ? 40_000 : 50_000) + seed)
  const ears = [ours, ...peers]
  const scores = ears.map(() => new Map<string, { right: number; all: number }>())
  const misses = new Map<string, number>()
  const cyclesTaken: number[] = []
  const folder = join(measurement.folder, 'tones')
  await mkdir(folder, { recursive: true })
  for (const country of countries) {
    const sent = Array.from({ length: rounds }, () =>
      country.tones.map(tone => sendTone(country, tone, impairment, uniform)),
    ).flat()
    const heard = await coded(sent, folder)
    for (const [place, ear] of ears.entries()) {
      const score = { right: 0, all: 0 }
      scores[place]?.set(country.code, score)
      for (const [index, one] of sent.entries()) {
        // Peers know the usual signals only.
        if (place > 0 && !one.usual) continue
        score.all++
        const samples = heard[index] as Int16Array
        const told = await ear.hear(samples, country)
        const right = isRight(one, told)
        if (right) score.right++
        if (right && place === 0) cyclesTaken.push(cyclesOf(one, told))
        else if (place === 0) misses.set(nameOf(one), (misses.get(nameOf(one)) ?? 0) + 1)
      }
    }
    progress(`${country.code}: ${scores.map(score => partOf(score.get(country.code))).join(', ')}`)
  }
  const [first, ...others] = scores.map(summaryOf)
  const needed = size === 'full' ? leastCountries : Math.ceil((leastCountries / countryTones.length) * countries.length)
  return {
    id: 'T2',
    stimulus: `${rounds} times each tone of ${countries.length} countries, ±1.5 % in frequency, ±10 % in cadence, 15 dB SNR, AMR 12.2`,
    goal: `>= ${needed} countries with >= 98 % right within 2 cycles`,
    figure: first?.text ?? '',
    met: (first?.good ?? 0) >= needed,
    peers: peers.map(({ name }, place) => ({ name, figure: others[place]?.text ?? '' })),
    note: `told after ${timesOf(cyclesTaken)} cycles; ${
      misses.size === 0 ? 'none missed' : `missed: ${[...misses].map(([name, n]) => `${name} ${n}`).join(', ')}`
    }`,
  }
}

/** After how many of its own cycles a tone was told; one without cadence counts none. */
function cyclesOf({ tone, from }: SentTone, [first]: readonly Heard[]): number {
  const cycleMs = tone.segments.reduce((sum, { ms }) => sum + ms, 0)
  return Number.isFinite(cycleMs) && first ? (first.atSample - from) / 8 / cycleMs : Number.NaN
}

function timesOf(cycles: readonly number[]): string {
  const sorted = cycles.filter(Number.isFinite).sort((one, other) => one - other)
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN).toFixed(2)
  return `${at(0.5)} (median), ${at(0.95)} (95 %), ${at(1)} (latest)`
}

function nameOf({ country, tone }: SentTone): string {
  return `${country.code} ${tone.kind}`
}

/** All sounds through the coder, as one sound: so the coder is started once. */
async function coded(sent: readonly SentTone[], folder: string): Promise<Int16Array[]> {
  const whole = new Int16Array(sent.reduce((sum, { samples }) => sum + samples.length, 0))
  const starts: number[] = []
  let length = 0
  for (const { samples } of sent) {
    starts.push(length)
    whole.set(samples, length)
    length += samples.length
  }
  const heard = await throughAmr(whole, amr122, folder)
  return sent.map(({ samples }, index) => heard.slice(starts[index], (starts[index] ?? 0) + samples.length))
}

/** What a decision may take besides the cycles: the coder's delay and tail, and the measurement of the last edge. */
const edgeSamples = 8 * 150

function isRight({ country, tone, from, to }: SentTone, heard: readonly Heard[]): boolean {
  const [first, ...more] = heard
  if (!first || more.length > 0 || !first.kinds.includes(tone.kind)) return false
  return first.atSample - from <= limitOf(country, tone, from, to) + edgeSamples
}

/** Two cycles, in samples; where one tone is the beginning of another one of the country, those of the longer one. */
function limitOf(country: SentTone['country'], tone: SentTone['tone'], from: number, to: number): number {
  const cycleOf = (one: SentTone['tone']) => one.segments.reduce((sum, { ms }) => sum + ms, 0)
  const longest = (one: SentTone['tone']) =>
    Math.max(...one.segments.filter(({ signal }) => signal).map(({ ms }) => ms))
  const own = cycleOf(tone)
  if (!Number.isFinite(own)) {
    const ringing = country.tones.filter(other => other.kind !== 'dial').map(longest)
    return 8 * Math.max(2000, 1.25 * Math.max(...ringing))
  }
  const isStart = (other: SentTone['tone']) =>
    other !== tone &&
    other.segments.length > tone.segments.length + 1 &&
    tone.segments.every(({ ms }, index) => other.segments[index]?.ms === ms)
  const cycles = [own, ...country.tones.filter(isStart).map(cycleOf)]
  return Math.min(1.1 * 8 * 2 * Math.max(...cycles), to - from)
}

function partOf(score: { right: number; all: number } | undefined): string {
  return score ? `${((100 * score.right) / score.all).toFixed(1)} %` : '-'
}

function summaryOf(scores: ReadonlyMap<string, { right: number; all: number }>): { good: number; text: string } {
  const list = [...scores]
  const good = list.filter(([, { right, all }]) => right >= leastPart * all).length
  const sum = list.reduce((total, [, { right, all }]) => ({ right: total.right + right, all: total.all + all }), {
    right: 0,
    all: 0,
  })
  return { good, text: `${good} of ${list.length} countries, ${partOf(sum)} of ${sum.all} tones` }
}
