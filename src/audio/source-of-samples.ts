import type { FrameSource } from './media-session.ts'

/** A source that gives these samples once; the last frame is filled up with silence. */
export function sourceOfSamples(samples: Int16Array): FrameSource {
  let at = 0
  return frame => {
    if (at >= samples.length) return false
    const part = samples.subarray(at, at + frame.length)
    frame.set(part)
    frame.fill(0, part.length)
    at += frame.length
    return true
  }
}
