import { FRAME_MS } from '../../src/audio/frame.ts'
import { answerParent } from '../support/answer-parent.ts'
import { random } from '../support/random.ts'
import type { Farm, FarmSize } from './scale-farm.ts'
import { startScaleModule } from './scale-module.ts'
import { startPcmPort } from './scale-pcm.ts'

// A program of its own: many modules, each on a pty, with or without a port for samples beside it.
const { modules, pcm, seed } = JSON.parse(process.argv[2] ?? '') as FarmSize
const ready = Array.from({ length: modules }, (_, at) => {
  const port = pcm ? startPcmPort(random(seed + at), (at * FRAME_MS) / modules) : undefined
  return { path: startScaleModule(port), pcmPath: port?.path ?? null }
})
answerParent({ modules: ready } satisfies Farm, () => null)
