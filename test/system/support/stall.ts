/** Keeps the process busy for `busyMs` each 20 ms. @returns what stops that, and tells how many frames longer it ever was. */
export function stall(busyMs: number): () => number {
  let lastMs = performance.now()
  let lateFrames = 0
  const timer = setInterval(() => {
    const untilMs = performance.now() + busyMs
    while (performance.now() < untilMs);
    const nowMs = performance.now()
    lateFrames += Math.max(0, Math.floor((nowMs - lastMs - 40) / 20))
    lastMs = nowMs
  }, 20)
  return () => {
    clearInterval(timer)
    return lateFrames
  }
}
