import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AnswerHearing } from '../../src/audio/answer/answer-hearing.ts'
import { PowerSpectrum } from '../../src/audio/voice-activity/power-spectrum.ts'
import { random } from '../support/random.ts'
import { type AnswerItem, answers } from './answer-corpus.ts'
import { throughKeptAmr } from './kept-amr.ts'
import type { Measurement } from './row.ts'
import { quantile } from './voice-score.ts'

/*
 * Makes src/audio/answer/answer-model.ts: `npx tsx test/accuracy/train-answer-model.ts`. It hears answers of the
 * development half only, each plain and through AMR 12.2 and 5.9, and looks by random steps for the silences that miss
 * the goals M2 and M3 least. `npm run fix` formats it.
 */
const items = 900
const together = 60
const steps = 4000
const limitHops = 500
const speechMs = [300, 800, 1300, 1700, 2200, 2800] as const
const target = new URL('../../src/audio/answer/answer-model.ts', import.meta.url)

/** What the classifier would know at each hop. */
interface Trace {
  readonly item: Pick<AnswerItem, 'truth' | 'variety' | 'snrDb' | 'onset'>
  /** From the first word to the last, in hops; -1 before the first. */
  readonly speech: Int16Array
  readonly silence: Int16Array
  readonly tone: Uint8Array
}

interface Model {
  readonly silence: readonly number[]
  readonly machine: number
}

interface Outcome {
  readonly good: number
  readonly noisy: number
  readonly liveAsMachine: number
  readonly machineAsLive: number
  readonly liveMedian: number
  readonly liveLate: number
  readonly machineLate: number
}

const measurement: Measurement = {
  seed: 1,
  size: 'full',
  half: 'development',
  folder: join(tmpdir(), 'cellvoice-accuracy'),
  progress: text => console.error(text),
}

const traces: Trace[] = []
let batch: AnswerItem[] = []
for await (const item of answers(measurement, items)) {
  batch.push(item)
  if (batch.length < together) continue
  const plain = batch.map(({ samples }) => samples)
  for (const sounds of [plain, await coded(plain, 7), await coded(plain, 2)]) {
    for (const [index, one] of batch.entries()) traces.push(traceOf(one, sounds[index] ?? one.samples))
  }
  batch = []
  measurement.progress(`${traces.length / 3} of ${items} answers heard`)
}

const uniform = random(5)
let best: Model = { silence: [1100, 800, 900, 1900, 1500, 1500].map(ms => ms / 10), machine: 310 }
let least = costOf(outcomeOf(best))
for (let step = 0; step < steps; step++) {
  // One to three values at a time: the goals pull at several of them together.
  const changes = Array.from({ length: speechMs.length + 1 }, () =>
    uniform() < 0.25 ? Math.round((uniform() - 0.5) * 60) : 0,
  )
  const tried: Model = {
    silence: best.silence.map((value, index) => Math.max(50, Math.min(200, value + (changes[index] ?? 0)))),
    machine: Math.max(250, Math.min(350, best.machine + Math.round((changes[speechMs.length] ?? 0) / 2))),
  }
  const cost = costOf(outcomeOf(tried))
  if (cost >= least) continue
  least = cost
  best = tried
}
measurement.progress(JSON.stringify({ best, least, outcome: outcomeOf(best) }))
await writeFile(
  target,
  `/**
 * How long a silence after a greeting tells a person, by the length of the greeting: short greetings are those of people,
 * who soon wait for an answer; those of 1.7 s and more may be short ones of machines, whose beep is worth waiting for.
 * Written by \`test/accuracy/train-answer-model.ts\`, which chose the silences and the limit for least misses on ${items}
 * synthetic answers of the development half, each plain and through AMR 12.2 and 5.9.
 */
export const answerModel = {
  /** The length of a greeting, from its first word to its last, in ms. */
  speechMs: [${speechMs.join(', ')}],
  /** The silence that tells a person after it, in ms. */
  silenceMs: [${best.silence.map(hops => hops * 10).join(', ')}],
  /** Who speaks for so long is a machine, in ms. */
  machineSpeechMs: ${best.machine * 10},
} as const
`,
)

function coded(sounds: readonly Int16Array[], mode: number): Promise<readonly Int16Array[]> {
  return throughKeptAmr(sounds, mode, measurement.folder)
}

function traceOf({ truth, variety, snrDb, onset }: AnswerItem, samples: Int16Array): Trace {
  const spectrum = new PowerSpectrum()
  const hearing = new AnswerHearing(spectrum)
  const speech = new Int16Array(limitHops).fill(-1)
  const silence = new Int16Array(limitHops)
  const tone = new Uint8Array(limitHops)
  for (let at = 0; at < samples.length && hearing.hops < limitHops; ) {
    at = spectrum.feed(samples, at)
    if (!spectrum.complete) continue
    const hop = hearing.hops
    hearing.hear(spectrum.power)
    const { talk, toneSounds, hops } = hearing
    tone[hop] = toneSounds ? 1 : 0
    if (talk.onset < 0) continue
    speech[hop] = talk.lastEnd - talk.onset
    silence[hop] = toneSounds ? 0 : hops - talk.lastEnd
  }
  return { item: { truth, variety, snrDb, onset }, speech, silence, tone }
}

/** What the classifier would say, and at which hop. */
function decide(
  { speech, silence, tone }: Trace,
  { silence: needed, machine }: Model,
): ['live' | 'machine' | null, number] {
  // Both tables have an entry for each hop up to the limit.
  for (let hop = 0; hop < limitHops; hop++) {
    const spoken = speech[hop] as number
    if (spoken < 0) continue
    if (tone[hop] === 1 || spoken >= machine) return ['machine', hop]
    let point = 1
    while (point < speechMs.length - 1 && 10 * spoken > (speechMs[point] as number)) point++
    const from = speechMs[point - 1] as number
    const part = Math.max(0, Math.min(1, (10 * spoken - from) / ((speechMs[point] as number) - from)))
    const before = needed[point - 1] as number
    if ((silence[hop] as number) >= before + part * ((needed[point] as number) - before)) return ['live', hop]
  }
  const spoken = speech[limitHops - 1] as number
  if (spoken < 0) return [null, limitHops]
  if ((silence[limitHops - 1] as number) > 30) return ['live', limitHops]
  return [spoken > 200 ? 'machine' : null, limitHops]
}

function outcomeOf(model: Model): Outcome {
  const right = { good: 0, noisy: 0 }
  const all = { good: 0, noisy: 0 }
  const wrong = { live: 0, machine: 0 }
  const times = { live: [] as number[], machine: [] as number[] }
  for (const trace of traces) {
    const { truth, snrDb, onset } = trace.item
    const [verdict, hop] = decide(trace, model)
    const group = snrDb >= 20 ? 'good' : 'noisy'
    all[group]++
    if (verdict === truth) right[group]++
    else if (verdict) wrong[truth]++
    times[truth].push(hop / 100 - onset / 8000)
  }
  return {
    good: (100 * right.good) / all.good,
    noisy: (100 * right.noisy) / all.noisy,
    liveAsMachine: (100 * wrong.live) / times.live.length,
    machineAsLive: (100 * wrong.machine) / times.machine.length,
    liveMedian: quantile(times.live, 0.5),
    liveLate: quantile(times.live, 0.95),
    machineLate: quantile(times.machine, 0.95),
  }
}

/** How far the goals are missed, with a little to spare; being right weighs more than being quick. */
function costOf(outcome: Outcome): number {
  const { good, noisy, liveAsMachine, machineAsLive, liveMedian, liveLate, machineLate } = outcome
  return (
    3 * Math.max(0, 97.5 - good) +
    2 * Math.max(0, 93 - noisy) +
    5 * Math.max(0, liveAsMachine - 1.6) +
    2 * Math.max(0, machineAsLive - 3.6) +
    20 * Math.max(0, liveMedian - 1.7) +
    Math.max(0, liveLate - 2.9) +
    10 * Math.max(0, machineLate - 3.9) +
    0.3 * (200 - good - noisy)
  )
}
