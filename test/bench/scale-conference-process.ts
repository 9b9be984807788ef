import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import { Mixer } from '../../src/audio/mixing/mixer.ts'
import { answerParent } from '../support/answer-parent.ts'
import { random } from '../support/random.ts'

/** What 20 ms of a conference cost, µs of processor time. */
export interface ConferenceCost {
  readonly allSpeakMicros: number
  /** Three speak, the others are quiet: what a conference is like. */
  readonly threeSpeakMicros: number
}

const MEASURE_MICROS = 400_000
const SPEAKERS = 3

// A program of its own: `scale-conference-process PARTIES SEED`.
const [parties = '', seed = ''] = process.argv.slice(2)
const uniform = random(Number(seed))
/** Each party has a voice of its own. */
const voices = Array.from({ length: Number(parties) }, () =>
  Int16Array.from({ length: FRAME_SAMPLES }, () => Math.round((uniform() - 0.5) * 12_000)),
)

function measure(speakers: number): number {
  const mixer = new Mixer()
  const members = voices.map(voice => ({ party: mixer.add(), voice }))
  const speaking = members.slice(0, speakers)
  const frame = () => {
    for (const { party, voice } of speaking) party.speak(voice)
    mixer.mix()
  }
  for (let warming = 0; warming < 500; warming++) frame()
  const { user } = process.cpuUsage()
  let micros = 0
  let frames = 0
  while (micros < MEASURE_MICROS) {
    for (let turn = 0; turn < 20; turn++) frame()
    frames += 20
    micros = process.cpuUsage().user - user
  }
  return micros / frames
}

answerParent(
  {},
  (): ConferenceCost => ({ allSpeakMicros: measure(voices.length), threeSpeakMicros: measure(SPEAKERS) }),
)
