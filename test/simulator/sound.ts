import { ManualClock } from '../../src/base/manual-clock.ts'
import type { SimulatedModule, SubscriberCall } from '../../src/simulator/index.ts'
import { play, type Scene, stage } from './play.ts'

/** Samples 1, 2, 3 and so on: each tells its place. */
export function ramp(count: number, from = 1): Int16Array {
  return Int16Array.from({ length: count }, (_, index) => from + index)
}

/** Says `samples`, and silence after them. */
export function sourceOf(samples: Int16Array): (frame: Int16Array) => boolean {
  let at = 0
  return frame => {
    const part = samples.subarray(at, at + frame.length)
    frame.fill(0)
    frame.set(part)
    at += part.length
    return part.length > 0
  }
}

/** Says one value for ever. */
export const constant = (value: number) => (frame: Int16Array) => frame.fill(value).length > 0

/** Collects frames, one after the other. */
export class Ear {
  private readonly frames: Int16Array[] = []
  readonly hear = (frame: Int16Array) => {
    this.frames.push(frame.slice())
  }

  get count(): number {
    return this.frames.length
  }

  /** All samples since the last take. */
  take(): number[] {
    return this.frames.splice(0).flatMap(frame => [...frame])
  }
}

/** What was heard without the silence before and after it. */
export function trimmed(samples: readonly number[]): number[] {
  const heard = (sample: number) => sample !== 0
  return samples.slice(Math.max(0, samples.findIndex(heard)), samples.findLastIndex(heard) + 1)
}

/** How strong one frequency is: the amplitude of its sine. */
export function amplitude(samples: readonly number[], hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / 8000)
  let [last, before] = [0, 0]
  for (const sample of samples) [last, before] = [sample + coefficient * last - before, last]
  return (2 * Math.sqrt(last ** 2 + before ** 2 - coefficient * last * before)) / samples.length
}

/** The first module of a scene in a call with 5550101, and both ears. */
export async function inCall(options: Parameters<typeof stage>[0][number] = { family: 'ec25' }): Promise<{
  scene: Scene
  module: SimulatedModule
  call: SubscriberCall
  moduleEar: Ear
  farEar: Ear
}> {
  const scene = await stage([options])
  await play(scene, ['> ATD5550101;', '< OK', '~ 800'])
  const [module] = scene.sim.modules
  const { call } = scene.sim.network.subscriber('5550101')
  if (!module || !call) throw new Error('no call')
  const [moduleEar, farEar] = [new Ear(), new Ear()]
  module.listen(moduleEar.hear)
  call.listen(farEar.hear)
  return { scene, module, call, moduleEar, farEar }
}

/** A clock that stands still and counts who waits for it. */
export class WatchedClock extends ManualClock {
  readonly waiting = new Set<() => void>()

  override setTimer(delayMs: number, fire: () => void): () => void {
    const cancel = super.setTimer(delayMs, () => {
      this.waiting.delete(done)
      fire()
    })
    const done = () => {
      this.waiting.delete(done)
      cancel()
    }
    this.waiting.add(done)
    return done
  }
}

/** A clock that is late as often as a test likes: timers fire only when it says so. */
export class LateClock {
  private nowMs = 0
  private timers: { readonly dueMs: number; readonly fire: () => void }[] = []

  now(): number {
    return this.nowMs
  }

  setTimer(delayMs: number, fire: () => void): () => void {
    const timer = { dueMs: this.nowMs + delayMs, fire }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter(other => other !== timer)
    }
  }

  /** Time jumps; what was due meanwhile fires once it is over. */
  jump(ms: number): void {
    this.nowMs += ms
    for (const { fire } of this.timers.filter(timer => timer.dueMs <= this.nowMs)) fire()
    this.timers = this.timers.filter(timer => timer.dueMs > this.nowMs)
  }
}
