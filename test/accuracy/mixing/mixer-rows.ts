import { FRAME_MS, FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { Mixer } from '../../../src/audio/mixing/mixer.ts'
import { bytesPerCall } from '../../support/allocation.ts'
import { random } from '../../support/random.ts'
import type { AccuracyRow, Measurement } from '../row.ts'

const sizes = [8, 64, 256] as const
/** What the goal is for. */
const GOAL_SIZE = 64
/** 1 % of a core of a server, 5 % of one of a Raspberry Pi. */
const goalShare = process.arch === 'x64' ? 0.01 : 0.05

/** One tick of a conference in which all speak, as it is run. */
function conference(parties: number, seed: number): () => void {
  const mixer = new Mixer()
  const uniform = random(seed)
  const frames = Array.from({ length: parties }, () => noise(uniform, 20_000))
  const seats = frames.map(frame => ({ party: mixer.add(), frame }))
  return () => {
    for (const { party, frame } of seats) party.speak(frame)
    mixer.mix()
  }
}

function noise(uniform: () => number, range: number): Int16Array {
  return Int16Array.from({ length: FRAME_SAMPLES }, () => Math.floor((2 * uniform() - 1) * range))
}

/** Goal X1. The time is that of the processor, not of the wall: other programs run as well. */
export function costRow({ seed, size }: Measurement): AccuracyRow {
  const costs = sizes.map(parties => ({
    parties,
    micros: leastMicros(conference(parties, seed), size === 'full' ? 2000 : 500),
  }))
  const bytes = bytesPerCall(conference(GOAL_SIZE, seed), size === 'full' ? 10_000 : 4000)
  const share = (costs.find(({ parties }) => parties === GOAL_SIZE)?.micros ?? Number.NaN) / (FRAME_MS * 1000)
  return {
    id: 'X1',
    stimulus: 'noise from every party, handed in and mixed each 20 ms',
    goal: `${GOAL_SIZE} parties <= ${goalShare * 100} % of a core, 0 bytes a tick`,
    figure: `${costs.map(({ parties, micros }) => `${parties}: ${micros.toFixed(1)} µs`).join(', ')} (${GOAL_SIZE}: ${(share * 100).toFixed(2)} %), ${bytes.toFixed(0)} bytes a tick`,
    met: share <= goalShare && bytes === 0,
  }
}

/** Of five rounds, after one to warm up, the one that was disturbed least. */
function leastMicros(tick: () => void, ticks: number): number {
  const rounds = Array.from({ length: 6 }, () => {
    const { user } = process.cpuUsage()
    for (let count = 0; count < ticks; count++) tick()
    return (process.cpuUsage().user - user) / ticks
  })
  return Math.min(...rounds.slice(1))
}

/** Goal X2. */
export function exactRow({ seed, size }: Measurement): AccuracyRow {
  const uniform = random(seed)
  const ticks = size === 'full' ? 2000 : 200
  let compared = 0
  let wrong = 0
  let clipped = 0
  for (let tick = 0; tick < ticks; tick++) {
    const mixer = new Mixer()
    // From a whisper to full scale, so that some sums clip and some do not.
    const range = 32_767 * uniform()
    const seats = Array.from({ length: 1 + Math.floor(uniform() * 40) }, () => {
      return { party: mixer.add(), frame: uniform() < 0.2 ? null : noise(uniform, range) }
    })
    for (const { party, frame } of seats) if (frame) party.speak(frame)
    mixer.mix()
    for (let at = 0; at < FRAME_SAMPLES; at++) {
      const sum = seats.reduce((total, { frame }) => total + (frame?.[at] ?? 0), 0)
      for (const { party, frame } of seats) {
        const others = sum - (frame?.[at] ?? 0)
        const expected = Math.min(32_767, Math.max(-32_768, others))
        compared++
        if (expected !== others) clipped++
        if (party.output[at] !== expected) wrong++
      }
    }
  }
  return {
    id: 'X2',
    stimulus: `${compared} samples of conferences of 1 to 40, ${((100 * clipped) / compared).toFixed(0)} % of the sums too large for a sample`,
    goal: 'each the clipped sum of all others, bit by bit',
    figure: `${wrong} others`,
    met: wrong === 0 && clipped > 0,
  }
}
