import { FRAME_MS } from '../../src/audio/frame.ts'
import { type AudioCounters, startSimulator } from '../../src/simulator/index.ts'
import { answerParent } from '../support/answer-parent.ts'
import { Course } from './course.ts'
import { type Crossing, crossingOf } from './crossing.ts'
import { speechLike } from './speech-like.ts'
import { machineMs } from './stamped-frame.ts'

/** What this program is started with. */
export interface SoundNetworkSetup {
  /** One EC25 each, whose audio clock is so much faster than true, in millionths. */
  readonly audioClocksPpm: readonly number[]
}

/** Where a module is, for the driver. */
export interface SoundModule {
  readonly path: string
  readonly pcmPath: string
  readonly number: string
}

export type SoundNetworkRequest =
  | { readonly do: 'counters' }
  /** The subscribers, one for each module, say something for so long, each something else; what passes is kept from now on. */
  | { readonly do: 'speak'; readonly subscribers: readonly string[]; readonly seconds: number }
  /** What became of that on the way from the first module to the second, and back. */
  | { readonly do: 'crossings' }

/** What happened to the sound of the modules so far, and frames by which this program was late beyond one. */
export interface SoundNetworkReport {
  readonly modules: readonly AudioCounters[]
  readonly ownLateness: number
}

// A program of its own: a network with modules on pseudo-terminals, whose audio clocks nobody else's work holds up.
const { audioClocksPpm } = JSON.parse(process.argv[2] ?? '') as SoundNetworkSetup
const { network, modules } = await startSimulator({
  modules: audioClocksPpm.map(audioClockPpm => ({ family: 'ec25', audioClockPpm })),
})
const served: SoundModule[] = []
for (const module of modules) {
  const [at, pcm] = [await module.servePty(), await module.servePcmPty()]
  served.push({ path: at.path, pcmPath: pcm.path, number: module.number })
}

let ownLateness = 0
for (const [index, module] of modules.entries()) {
  const periodMs = FRAME_MS / (1 + (audioClocksPpm[index] ?? 0) / 1e6)
  let startMs: number | undefined
  let ticks = 0
  module.listen(() => {
    const nowMs = machineMs()
    startMs ??= nowMs
    const lateMs = nowMs - startMs - ticks++ * periodMs
    if (lateMs > FRAME_MS) ownLateness++
  })
}

/** What each module heard of its subscriber, and what it said to it. */
let courses: { readonly heard: Course; readonly said: Course }[] = []

function carryOut(request: SoundNetworkRequest): SoundNetworkReport | readonly Crossing[] | null {
  switch (request.do) {
    case 'counters':
      return { modules: modules.map(module => module.audioCounters), ownLateness }
    case 'speak':
      courses = modules.map(module => {
        const [heard, said] = [new Course(request.seconds + 5), new Course(request.seconds + 5)]
        module.listen((downlink, uplink) => {
          const nowMs = machineMs()
          heard.add(downlink, nowMs)
          said.add(uplink, nowMs)
        })
        return { heard, said }
      })
      for (const [index, subscriber] of request.subscribers.entries()) {
        network.subscriber(subscriber).call?.speak(speechLike(request.seconds, 1 + index))
      }
      return null
    case 'crossings': {
      const [one, other] = courses
      if (!one || !other) throw new Error('nobody has spoken')
      return [crossingOf(one.heard, other.said), crossingOf(other.heard, one.said)]
    }
  }
}

answerParent(served, carryOut)
