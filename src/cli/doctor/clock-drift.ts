const FRAME_MS = 20
/** A line through so few points tells nothing. */
const MIN_FRAMES = 100
/** What is less sure than this is not told, millionths: three times the standard error. */
const MAX_UNSURE_PPM = 300

/**
 * How much faster than the clock of this machine a device gives its frames, by the line of least squares through the times
 * at which they came.
 * @param arrivalsMs When each frame of 20 ms came, in order, none left out.
 * @returns millionths; null where the times scatter too much to tell.
 */
export function clockDrift(arrivalsMs: readonly number[]): number | null {
  const count = arrivalsMs.length
  if (count < MIN_FRAMES) return null
  const middle = (count - 1) / 2
  const meanMs = arrivalsMs.reduce((sum, at) => sum + at, 0) / count
  let both = 0
  let spread = 0
  for (const [index, at] of arrivalsMs.entries()) {
    both += (index - middle) * (at - meanMs)
    spread += (index - middle) ** 2
  }
  const msAFrame = both / spread
  let residual = 0
  for (const [index, at] of arrivalsMs.entries()) residual += (at - meanMs - msAFrame * (index - middle)) ** 2
  const errorMs = Math.sqrt(residual / (count - 2) / spread)
  if ((3 * errorMs * 1e6) / FRAME_MS > MAX_UNSURE_PPM) return null
  return (FRAME_MS / msAFrame - 1) * 1e6
}
