import { audioBridge } from './audio-bridge.ts'
import { audioFrames } from './audio-frames.ts'
import type { Benchmark } from './benchmark.ts'
import { coldStart } from './cold-start.ts'
import { faces } from './faces.ts'
import { flood } from './flood.ts'
import { idle } from './idle.ts'
import { lostEnd } from './lost-end.ts'
import { parse } from './parse.ts'
import { ring } from './ring.ts'
import { roundTrip } from './round-trip.ts'
import { scaleAudio } from './scale-audio.ts'
import { scaleCalls } from './scale-calls.ts'
import { scaleConference } from './scale-conference.ts'
import { scaleModules } from './scale-modules.ts'
import { scaleUrcs } from './scale-urcs.ts'
import { weight } from './weight.ts'

/** All of them, in the order of docs/performance/figures.md. */
export const benchmarks: readonly Benchmark[] = [
  parse,
  roundTrip,
  ring,
  lostEnd,
  flood,
  faces,
  idle,
  scaleModules,
  scaleAudio,
  scaleCalls,
  scaleUrcs,
  scaleConference,
  audioFrames,
  audioBridge,
  coldStart,
  weight,
]
