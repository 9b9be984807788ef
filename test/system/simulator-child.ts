import { ChildProgram } from '../support/child-program.ts'
import type { ServedModule, SimulatorRequest, SimulatorSetup, SpokenTone, Truth } from './simulator-request.ts'

const program = new URL('./simulator-process.ts', import.meta.url)

/** The simulator in a process of its own: nothing is shared with the driver but the bytes on the line. */
export class SimulatorChild {
  readonly modules: readonly ServedModule[]
  private readonly child: ChildProgram

  private constructor(child: ChildProgram, modules: readonly ServedModule[]) {
    this.child = child
    this.modules = modules
  }

  static async start(setup: SimulatorSetup): Promise<SimulatorChild> {
    return new SimulatorChild(...(await ChildProgram.start<readonly ServedModule[]>(program, JSON.stringify(setup))))
  }

  /** The module of this number, from 0. */
  module(index: number): ServedModule {
    const module = this.modules[index]
    if (!module) throw new Error(`there is no module ${index}`)
    return module
  }

  /** Subscriber `from` calls module `index`. */
  async call(from: string, index: number): Promise<void> {
    await this.ask({ do: 'call', from, to: this.module(index).number })
  }

  /** The subscriber hangs up its latest call. */
  async hangUp(subscriber: string): Promise<void> {
    await this.ask({ do: 'hang-up', subscriber })
  }

  /** Module `index` restarts. */
  async reset(index: number): Promise<void> {
    await this.ask({ do: 'reset', module: index })
  }

  /** The subscriber says a tone in its latest call. */
  async speak(subscriber: string, tone: SpokenTone): Promise<void> {
    await this.ask({ do: 'speak', subscriber, tone })
  }

  /** The microphone of module `index` picks up a tone, then silence. */
  async microphone(index: number, tone: SpokenTone): Promise<void> {
    await this.ask({ do: 'microphone', module: index, tone })
  }

  /** The calls of module `index`, as the network knows them. */
  truth(index: number): Promise<Truth> {
    return this.child.ask<Truth>({ do: 'truth', module: index } satisfies SimulatorRequest)
  }

  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void> {
    return this.child.kill()
  }

  private async ask(request: SimulatorRequest): Promise<void> {
    await this.child.ask(request)
  }
}
