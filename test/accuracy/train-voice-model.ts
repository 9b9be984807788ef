import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PowerSpectrum } from '../../src/audio/voice-activity/power-spectrum.ts'
import { VOICE_FEATURES, VoiceFeatures } from '../../src/audio/voice-activity/voice-features.ts'
import { random } from '../support/random.ts'
import { throughKeptAmr } from './kept-amr.ts'
import type { Measurement } from './row.ts'
import { trainNetwork } from './small-network.ts'
import { type Talk, talks } from './talk-corpus.ts'
import { TRUTH_SAMPLES } from './voice-truth.ts'

/*
 * Makes src/audio/voice-activity/voice-model.ts: `npx tsx test/accuracy/train-voice-model.ts`. It hears talks of the
 * development half only: without noise and in white, pink and babble noise from 5 dB on, a third of them also through
 * AMR 12.2 or 5.9. `npm run fix` formats it.
 */
const ratios = [Number.POSITIVE_INFINITY, 60, 40, 30, 25, 20, 15, 10, 5] as const
const talksEach = 90
/** A third as many in which somebody says little, or nothing at all for 12 s. */
const longPauses = { least: 2, most: 14 }
const units = 12
const epochs = 14
const fillingHops = 3
const target = new URL('../../src/audio/voice-activity/voice-model.ts', import.meta.url)

const measurement: Measurement = {
  seed: 1,
  size: 'full',
  half: 'development',
  folder: join(tmpdir(), 'cellvoice-accuracy'),
  progress: text => console.error(text),
}

const uniform = random(2)
const rows: { values: Float32Array; answers: Uint8Array }[] = []
for (const ratio of ratios) {
  const heard: Talk[] = []
  for await (const talk of talks(measurement, ratio, talksEach)) heard.push(talk)
  for await (const talk of talks({ ...measurement, seed: 2 }, ratio, talksEach / 3, longPauses)) heard.push(talk)
  for (const mode of [7, 2]) {
    const coded = heard.filter((_, index) => index % 6 === (mode === 7 ? 0 : 3))
    const sounds = await throughKeptAmr(
      coded.map(({ samples }) => samples),
      mode,
      measurement.folder,
    )
    for (const [index, talk] of coded.entries()) heard.push({ ...talk, samples: sounds[index] ?? talk.samples })
  }
  for (const talk of heard) rows.push(examplesOf(talk))
  // Lines that carry nothing until shortly before, or until, somebody speaks.
  for (const [index, talk] of heard.entries()) if (index % 4 === 1) rows.push(examplesOf(withLateStart(talk)))
  measurement.progress(`${ratio} dB: ${heard.length} talks`)
}

const values = new Float32Array(rows.reduce((sum, row) => sum + row.values.length, 0))
const answers = new Uint8Array(values.length / VOICE_FEATURES)
let filled = 0
for (const row of rows) {
  values.set(row.values, filled * VOICE_FEATURES)
  answers.set(row.answers, filled)
  filled += row.answers.length
}
const { hidden, bias } = trainNetwork(
  { features: VOICE_FEATURES, values, answers },
  units,
  epochs,
  random(1),
  measurement.progress,
)
const digits = (value: number) => String(Number(value.toPrecision(5)))
const lines = hidden.map(
  unit =>
    `    { weights: [${unit.weights.map(digits).join(', ')}], bias: ${digits(unit.bias)}, output: ${digits(unit.output)} },`,
)
await writeFile(
  target,
  `/**
 * The network that tells speech from noise: ${units} tanh units over the features of \`voice-features.ts\`, and how each adds
 * to the logarithm of the odds. Written by \`test/accuracy/train-voice-model.ts\`: trained on ${answers.length} hops of espeak-ng
 * speech of the development half in white, pink and babble noise. Not tuned on recordings of people.
 */
export const voiceModel = {
  hidden: [
${lines.join('\n')}
  ],
  bias: ${digits(bias)},
} as const
`,
)

function withLateStart(talk: Talk): Talk {
  const samples = talk.samples.slice()
  const first = talk.active.indexOf(1)
  if (first > 0) samples.fill(0, 0, Math.floor(uniform() * first) * TRUTH_SAMPLES)
  return { ...talk, samples }
}

/** The features of each hop, and whether the speech was loud in it. */
function examplesOf({ samples, loud }: Talk): { values: Float32Array; answers: Uint8Array } {
  const spectrum = new PowerSpectrum()
  const features = new VoiceFeatures()
  const kept: number[] = []
  const said: number[] = []
  let hop = 0
  for (let at = 0; at < samples.length; ) {
    at = spectrum.feed(samples, at)
    if (!spectrum.complete) continue
    if (hop >= fillingHops && features.update(spectrum.power)) {
      kept.push(...features.values)
      said.push(loud[hop] ?? 0)
    }
    hop++
  }
  return { values: Float32Array.from(kept), answers: Uint8Array.from(said) }
}
