import { expect } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { type ModuleOptions, type Simulator, startSimulator } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/index.ts'

/** A simulator on a clock that stands still, and hosts that talk to its modules. */
export interface Scene {
  readonly sim: Simulator
  readonly clock: ManualClock
  /** Host 0 is on the first port of the first module, and so on. */
  readonly hosts: readonly Host[]
}

/**
 * One step of a script: `> line` from the host to the module (`1> line` by the second host), `< line` what comes back
 * (everything that comes, in order), `~ ms` time passing, or something done to the simulator.
 */
export type Step = string | ((scene: Scene) => void)

/** The host's end of a port: writes command lines and collects the lines that come. */
export class Host {
  private readonly transport: Transport
  private text = ''

  constructor(transport: Transport) {
    this.transport = transport
  }

  async open(): Promise<void> {
    await this.transport.open({
      onData: chunk => {
        this.text += Buffer.from(chunk).toString('latin1')
      },
      onLost: () => {},
    })
  }

  async send(bytes: string | Uint8Array): Promise<void> {
    await this.transport.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  }

  /** The bytes since the last take. */
  takeText(): string {
    const { text } = this
    this.text = ''
    return text
  }

  /** The lines since the last take. */
  takeLines(): string[] {
    return this.takeText()
      .split(/[\r\n]+/)
      .filter(line => line !== '')
  }
}

/** Starts modules, echo off unless wanted, one host on each. */
export async function stage(modules: readonly ModuleOptions[]): Promise<Scene> {
  const clock = new ManualClock()
  const sim = await startSimulator({ clock, modules: modules.map(module => ({ echo: false, ...module })) })
  const hosts = sim.modules.map(module => new Host(module.transport()))
  for (const host of hosts) await host.open()
  return { sim, clock, hosts }
}

/** Plays `steps` and expects exactly the lines they show. */
export async function play(scene: Scene, steps: readonly Step[]): Promise<void> {
  const happened: string[] = []
  const wanted: string[] = []
  for (const [index, step] of steps.entries()) {
    if (typeof step === 'string' && /^\d?< /.test(step)) {
      wanted.push(step)
      continue
    }
    wanted.push(`${index} ${step}`)
    happened.push(`${index} ${step}`)
    if (typeof step === 'function') step(scene)
    else if (step.startsWith('~ ')) await scene.clock.advance(Number(step.slice(2)))
    else await send(scene, step)
    await scene.clock.advance(0)
    for (const [number, host] of scene.hosts.entries()) {
      for (const line of host.takeLines()) happened.push(`${number === 0 ? '' : number}< ${line}`)
    }
  }
  expect(happened).toEqual(wanted)
}

async function send({ hosts }: Scene, step: string): Promise<void> {
  const [, number = '', line] = /^(\d?)> (.*)$/s.exec(step) ?? []
  const host = hosts[Number(number)]
  if (line === undefined || !host) throw new Error(`no step: ${step}`)
  await host.send(`${line}\r`)
}

/** Stages one module and plays. */
export async function playOn(module: ModuleOptions, steps: readonly Step[]): Promise<Scene> {
  const scene = await stage([module])
  await play(scene, steps)
  return scene
}
