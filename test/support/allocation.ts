import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What counting itself leaves on the heap, and what the engine does beside it, is below this. */
const NOISE_BYTES = 20_000

/** Until all is compiled, numbers on their way between two functions are garbage. */
const MAX_ROUNDS = 12

/**
 * Bytes that a call leaves on the heap in the long run, garbage included: `calls` of them are made without a collection in
 * between, until nothing is left any more or a dozen times. 0 is given for less than the measurement's own noise.
 */
export function bytesPerCall(work: () => void, calls: number): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < MAX_ROUNDS && least > NOISE_BYTES; round++) {
    collect()
    const before = process.memoryUsage().heapUsed
    for (let call = 0; call < calls; call++) work()
    least = Math.min(least, Math.abs(process.memoryUsage().heapUsed - before))
  }
  return least <= NOISE_BYTES ? 0 : least / calls
}
