import { FRAME_MS } from '../../src/audio/frame.ts'
import { type Watched, watch } from '../accuracy/mixing/watched-crossing.ts'
import { random } from '../support/random.ts'
import type { Benchmark } from './benchmark.ts'
import { medianFigure } from './figure.ts'

const SECONDS = 600
/** As two modules may be, and more than most are. */
const WRITER_PPM = 250
/** A sample waits this long on average until its frame is complete; the frame is the module's doing, not the bridge's. */
const FRAMING_MS = FRAME_MS / 2

/** How late the host comes to a frame, ms; `uniform` gives 0 to 1. */
type Lateness = (uniform: () => number) => number

const hosts: Readonly<Record<string, Lateness>> = {
  'host in time': () => 0,
  'host 0 to 2 ms late, 30 ms once in 100': uniform => (uniform() < 0.01 ? 30 : 2) * uniform(),
}

/** How much later a bridge lets one call hear the other. */
export const audioBridge: Benchmark = {
  name: 'audio-bridge',
  what: `From a frame complete at one session to its sound taken for the other; clocks ${WRITER_PPM} ppm apart, ${SECONDS / 60} simulated minutes a round.`,
  async run({ seed, rounds, progress }) {
    return Object.entries(hosts).flatMap(([variant, lateness]) => {
      const watched = Array.from({ length: rounds }, (_, round) => {
        progress(`audio-bridge: round ${round + 1}, ${variant}`)
        return crossBridge(random(seed + round), lateness)
      })
      const figure = (metric: string, unit: string, of: (round: Watched) => number) =>
        medianFigure(variant, metric, unit, watched.map(of))
      const delay = (metric: string, share: number) =>
        figure(metric, 'ms', ({ delayOfShare }) => delayOfShare(share) - FRAMING_MS)
      return [
        delay('p50', 0.5),
        delay('p99', 0.99),
        delay('max', 1),
        figure('gaps', '', ({ statistics }) => statistics.underruns),
      ]
    })
  },
}

/** One way of the bridge; the other is the same. Where in its 20 ms the writer begins is another thing in each round. */
function crossBridge(uniform: () => number, lateness: Lateness): Watched {
  const lateMs = () => lateness(uniform)
  const phaseMs = FRAME_MS * uniform()
  return watch({ seconds: SECONDS, writerPpm: WRITER_PPM, phaseMs, lateMs, readerLateMs: lateMs })
}
