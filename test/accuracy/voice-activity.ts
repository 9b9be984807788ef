import { SAMPLE_RATE } from '../../src/audio/frame.ts'
import { deadAirRows } from './dead-air-rows.ts'
import { fixedThreshold } from './fixed-threshold.ts'
import { gainFor, levelOf, toSamples } from './level.ts'
import { type NoiseKind, noiseSource } from './noise.ts'
import type { AccuracyRow, Measurement } from './row.ts'
import { talks } from './talk-corpus.ts'
import { compareSteps, emptyScore, quantile, scoreTalk, type VoiceScore } from './voice-score.ts'
import { TRUTH_SAMPLES } from './voice-truth.ts'

const groups = [
  { name: 'at 20 dB and more', ids: ['T3a', 'T3b', 'T3c'], ratios: [Number.POSITIVE_INFINITY, 30, 20], mostError: 3 },
  { name: 'at 10 dB', ids: ['T3d', 'T3e', 'T3f'], ratios: [10], mostError: 8 },
] as const
const onsetMs = 60
const offsetMs = 200

/** How well speech is told from noise: goal T3; and how soon a dead line is: goal T4. */
export async function* voiceActivity(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const count = measurement.size === 'full' ? 120 : 12
  for (const { name, ids, ratios, mostError } of groups) {
    const all = emptyScore()
    const peer = emptyScore()
    const kinds = new Map<NoiseKind, VoiceScore>()
    for (const ratio of ratios) {
      for await (const talk of talks(measurement, ratio, count)) {
        const kind = kinds.get(talk.noise) ?? emptyScore()
        kinds.set(talk.noise, kind)
        scoreTalk(talk, all)
        scoreTalk(talk, kind)
        compareSteps(fixedThreshold(talk.samples), talk.active, peer)
      }
      measurement.progress(`${ratio} dB: ${count} talks heard`)
    }
    yield* rowsOf(ids, name, `${count * ratios.length} talks of 12 s ${name}`, mostError, all, kinds, peer)
  }
  yield await noiseRow(measurement)
  yield* deadAirRows()
}

function* rowsOf(
  ids: readonly [string, string, string],
  name: string,
  stimulus: string,
  mostError: number,
  all: VoiceScore,
  kinds: ReadonlyMap<NoiseKind, VoiceScore>,
  peer: VoiceScore,
): Iterable<AccuracyRow> {
  const each = (text: (score: VoiceScore) => string) =>
    [...kinds].map(([kind, score]) => `${kind} ${text(score)}`).join(', ')
  yield {
    id: ids[0],
    stimulus: `${stimulus}, white, pink and babble noise`,
    goal: `frame error <= ${mostError} %`,
    figure: `${error(all).toFixed(2)} %`,
    met: error(all) <= mostError,
    peers: [{ name: 'fixed threshold of 256 (own reading of Asterisk)', figure: `${error(peer).toFixed(2)} %` }],
    note: `by the edges that events name; ${part(all.missed, all)} missed, ${part(all.false, all)} false; ${each(score => `${error(score).toFixed(2)} %`)}; the live state, which knows an end 140 ms later, differs in ${part(all.lateOrFalse, all)}`,
  }
  const onset = quantile(all.onsets, 0.95)
  yield {
    id: ids[1],
    stimulus: `the same, onsets ${name}`,
    goal: `told <= ${onsetMs} ms after it`,
    figure: `median ${quantile(all.onsets, 0.5)} ms, 95 % ${onset} ms`,
    met: onset <= onsetMs,
    note: `${all.onsets.length} onsets; frames of 20 ms; 95 %: ${each(score => `${quantile(score.onsets, 0.95)} ms`)}`,
  }
  const offset = quantile(all.offsets, 0.95)
  yield {
    id: ids[2],
    stimulus: `the same, ends of speech ${name}`,
    goal: `told <= ${offsetMs} ms after it`,
    figure: `median ${quantile(all.offsets, 0.5)} ms, 95 % ${offset} ms`,
    met: offset <= offsetMs,
    note: `${all.offsets.length} ends before a pause of more than 200 ms; 95 %: ${each(score => `${quantile(score.offsets, 0.95)} ms`)}`,
  }
}

/** Nobody speaks: white and pink noise of -60 to -25 dBFS, for a minute each. Babble would be speech. */
async function noiseRow(measurement: Measurement): Promise<AccuracyRow> {
  const minutes = measurement.size === 'full' ? 30 : 4
  const noises = await noiseSource(measurement)
  const score = emptyScore()
  for (let minute = 0; minute < minutes; minute++) {
    const noise = minute % 2 === 0 ? 'white' : 'pink'
    const sum = noises.make(noise, 60 * SAMPLE_RATE, measurement.seed + minute)
    const gain = gainFor(levelOf(sum), -60 + (35 * minute) / (minutes - 1))
    const samples = toSamples(sum.map(value => gain * value))
    const active = new Uint8Array(Math.floor(samples.length / TRUTH_SAMPLES))
    scoreTalk({ samples, active, loud: active, noise }, score)
  }
  return {
    id: 'T3g',
    stimulus: `${minutes} min of white and pink noise, nobody speaks`,
    goal: 'frame error <= 3 %',
    figure: `${error(score).toFixed(2)} %`,
    met: error(score) <= 3,
  }
}

function error(score: VoiceScore): number {
  return (100 * (score.missed + score.false)) / score.steps
}

function part(count: number, { steps }: VoiceScore): string {
  return `${((100 * count) / steps).toFixed(2)} %`
}
