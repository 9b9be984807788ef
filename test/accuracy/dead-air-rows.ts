import { FRAME_SAMPLES, SAMPLE_RATE } from '../../src/audio/frame.ts'
import { type LineState, SilenceWatch } from '../../src/audio/voice-activity/silence-watch.ts'
import { gaussian, random } from '../support/random.ts'
import type { AccuracyRow } from './row.ts'

const goalSeconds = 5
const seconds = 120

type Way = (index: number) => number

const normal = gaussian(random(4))
const noise: Way = () => Math.round(20 * normal())
const zero: Way = () => 0
const constant: Way = () => -1234
const dithered: Way = index => 7 + (index % 2)

/** Goal T4: dead air and one-way audio, from the start of a call and in the middle of one. */
const cases: readonly { name: string; downlink: Way; uplink: Way; told: LineState['kind'] }[] = [
  { name: 'both zero', downlink: zero, uplink: zero, told: 'dead-air' },
  { name: 'both constant', downlink: constant, uplink: zero, told: 'dead-air' },
  { name: 'downlink zero', downlink: zero, uplink: noise, told: 'one-way' },
  { name: 'downlink constant', downlink: constant, uplink: noise, told: 'one-way' },
  { name: 'downlink one bit of dither', downlink: dithered, uplink: noise, told: 'one-way' },
  { name: 'uplink zero', downlink: noise, uplink: zero, told: 'one-way' },
]

export function* deadAirRows(): Iterable<AccuracyRow> {
  for (const from of [0, 30]) {
    const late = cases.map(({ downlink, uplink, told }) => secondsUntil(told, downlink, uplink, from))
    const worst = Math.max(...late)
    yield {
      id: from === 0 ? 'T4a' : 'T4b',
      stimulus: `${cases.length} dead lines, ${from === 0 ? 'from the start of the call' : `after ${from} s of noise`}`,
      goal: `the right alarm within ${goalSeconds} s`,
      figure: `${late.filter(time => time <= goalSeconds).length} of ${cases.length}, at most ${worst.toFixed(2)} s`,
      met: worst <= goalSeconds,
    }
  }
  const alarms = alarmsOn(index =>
    index % (8 * SAMPLE_RATE) < SAMPLE_RATE ? noise(index) : Math.round(2.5 * normal()),
  )
  yield {
    id: 'T4c',
    stimulus: `${seconds} s of noise at -82 dBFS with a second of -64 dBFS now and then`,
    goal: 'no alarm',
    figure: `${alarms}`,
    met: alarms === 0,
  }
}

function secondsUntil(told: LineState['kind'], downlink: Way, uplink: Way, from: number): number {
  const watch = new SilenceWatch()
  const dead = from * SAMPLE_RATE
  const down = new Int16Array(FRAME_SAMPLES)
  const up = new Int16Array(FRAME_SAMPLES)
  for (let at = 0; at < dead + 10 * SAMPLE_RATE; at += FRAME_SAMPLES) {
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      down[index] = at < dead ? noise(at) : downlink(at + index)
      up[index] = at < dead ? noise(at) : uplink(at + index)
    }
    for (const { kind } of watch.process(down, up)) {
      return kind === told && at >= dead ? (at + FRAME_SAMPLES - dead) / SAMPLE_RATE : Number.POSITIVE_INFINITY
    }
  }
  return Number.POSITIVE_INFINITY
}

function alarmsOn(way: Way): number {
  const watch = new SilenceWatch()
  const frame = new Int16Array(FRAME_SAMPLES)
  let alarms = 0
  for (let at = 0; at < seconds * SAMPLE_RATE; at += FRAME_SAMPLES) {
    for (let index = 0; index < FRAME_SAMPLES; index++) frame[index] = way(at + index)
    alarms += watch.process(frame, null).length
  }
  return alarms
}
