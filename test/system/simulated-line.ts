import { onTestFinished, vi } from 'vitest'
import {
  type ModuleOptions,
  type SimulatedModule,
  type SimulatedNetwork,
  startSimulator,
} from '../../src/simulator/index.ts'
import { ramp } from './ramp.ts'
import { spokenTone } from './spoken-tone.ts'

/** A module in this process, on the ports of an operating system, and what it has heard of its far end. */
export interface SimulatedLine {
  readonly module: SimulatedModule
  readonly network: SimulatedNetwork
  readonly path: string
  /** Null unless it was asked for. */
  readonly pcmPath: string | null
  /** The far end of the latest call to 5550101 says a minute of this. */
  speak(what: 'ramp' | 'tone'): void
  /** How many frames of that the module has heard. Of a ramp it is also the frame that it heard last. */
  readonly heard: number
}

interface LineOptions extends ModuleOptions {
  readonly serving: 'pty' | 'tcp'
  readonly pcm?: boolean
  readonly speed?: number
}

/** Starts it for the test that runs. */
export async function simulatedLine({
  serving,
  pcm = false,
  speed = 1,
  ...options
}: LineOptions): Promise<SimulatedLine> {
  const { network, modules, close } = await startSimulator({ modules: [{ family: 'ec25', ...options }], speed })
  onTestFinished(close)
  const [module] = modules
  if (!module) throw new Error('the simulator made no module')
  const served = await (serving === 'pty' ? module.servePty() : module.serveTcp())
  const pcmServed = pcm && (await (serving === 'pty' ? module.servePcmPty() : module.servePcmTcp()))
  let heard = 0
  module.listen(downlink => {
    if (downlink.some(sample => sample !== 0)) heard++
  })
  return {
    module,
    network,
    path: served.path,
    pcmPath: pcmServed ? pcmServed.path : null,
    speak: what =>
      network.subscriber('5550101').call?.speak(what === 'ramp' ? ramp(60) : spokenTone({ hertz: 1004, seconds: 60 })),
    get heard() {
      return heard
    },
  }
}

/** Waits until the module has heard so many frames. */
export async function untilHeard(line: SimulatedLine, frames: number): Promise<void> {
  await vi.waitUntil(() => line.heard >= frames, { timeout: 60_000, interval: 5 })
}
