import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import type { SimulatedNetwork, SubscriberCall } from '../../src/simulator/index.ts'

/** What a subscriber hears of the far end, frame by frame, without silence. */
export class HeardFrames {
  readonly frames: Int16Array[] = []

  /** Listens in a call, or in the next one of a subscriber as soon as there is one. */
  constructor(where: SubscriberCall | { readonly network: SimulatedNetwork; readonly subscriber: string }) {
    if ('listen' in where) {
      this.listen(where)
      return
    }
    const timer = setInterval(() => {
      const { call } = where.network.subscriber(where.subscriber)
      if (!call) return
      clearInterval(timer)
      this.listen(call)
    }, 5)
    timer.unref()
  }

  /** How many of the frames of `played` were not heard, in order, and how many others were. */
  comparedTo(played: Int16Array): { readonly heard: number; readonly lost: number; readonly foreign: number } {
    const wanted = framesOf(played).filter(isSound)
    let next = 0
    let heard = 0
    let foreign = 0
    for (const frame of this.frames) {
      const at = wanted.findIndex((one, index) => index >= next && one.every((sample, i) => sample === frame[i]))
      if (at < 0) foreign++
      else {
        heard++
        next = at + 1
      }
    }
    return { heard, lost: wanted.length - heard, foreign }
  }

  private listen(call: SubscriberCall): void {
    call.listen(frame => {
      if (isSound(frame)) this.frames.push(frame.slice())
    })
  }
}

function framesOf(samples: Int16Array): Int16Array[] {
  return Array.from({ length: Math.ceil(samples.length / FRAME_SAMPLES) }, (_, index) => {
    const frame = new Int16Array(FRAME_SAMPLES)
    frame.set(samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES))
    return frame
  })
}

function isSound(frame: Int16Array): boolean {
  return frame.some(sample => sample !== 0)
}
