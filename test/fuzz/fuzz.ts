import { keptInputs, lineOf } from './corpus.ts'
import { diceOf, hashOf } from './dice.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { mutate } from './mutate.ts'

/** What trying a target came to. */
export interface FuzzReport {
  readonly target: string
  readonly inputs: number
  readonly seconds: number
  /** The longest that one input took, ms: of the machine as much as of the input. */
  readonly slowestMs: number
  /** How many kinds of things came of them. */
  readonly kinds: number
  /** Inputs by which something new came, the corpus besides. */
  readonly interesting: readonly Uint8Array[]
  readonly failures: readonly FuzzFailure[]
}

export interface FuzzFailure {
  /** As a line of the corpus. */
  input: string
  readonly error: string
}

/** More failures of one target are those of the same fault. */
const MOST_FAILURES = 5
/** Of kinds there may be no end. */
const MOST_KINDS = 20_000
/** An input that keeps the processor this long, ms, hangs whoever waits for it. */
export const HANG_MS = 2_000

/**
 * Tries a target with so many inputs: first those that are kept, then changed ones, of which those that bring something new
 * are changed further.
 * @param watch told of each input before it is tried, for who looks for inputs that never end.
 */
export async function fuzz(
  target: FuzzTarget,
  { inputs, seed, watch = () => {} }: { inputs: number; seed: number; watch?: (input: Uint8Array) => void },
): Promise<FuzzReport> {
  const dice = diceOf(seed ^ hashOf(Buffer.from(target.name)))
  const kept = keptInputs(target.name)
  const pool: Uint8Array[] = [...kept, ...target.seeds()]
  const begun = pool.length
  const kinds = new Set<string>()
  const failures: FuzzFailure[] = []
  const startedMs = performance.now()
  let slowestMs = 0
  let tried = 0
  for (; tried < inputs && failures.length < MOST_FAILURES; tried++) {
    const { words, maxBytes } = target
    const input =
      tried < begun
        ? (pool[tried] as Uint8Array)
        : mutate(dice.pick(pool), dice, { other: dice.pick(pool), words, maxBytes })
    watch(input)
    const beforeMs = performance.now()
    // On a busy machine anything may take long: what counts is what the input itself costs.
    const processor = process.cpuUsage()
    try {
      const outcome = target.attempt(input)
      const kind = typeof outcome === 'string' ? outcome : await outcome
      if (!kinds.has(kind) && kinds.size < MOST_KINDS) {
        kinds.add(kind)
        if (tried >= begun) pool.push(input)
      }
    } catch (error) {
      failures.push({
        input: lineOf(input),
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    }
    const tookMs = performance.now() - beforeMs
    slowestMs = Math.max(slowestMs, tookMs)
    if (tookMs < HANG_MS) continue
    const { user, system } = process.cpuUsage(processor)
    const costMs = (user + system) / 1000
    if (costMs > HANG_MS) failures.push({ input: lineOf(input), error: `it took ${costMs.toFixed(0)} ms` })
  }
  const seconds = (performance.now() - startedMs) / 1000
  return {
    target: target.name,
    inputs: tried,
    seconds,
    slowestMs,
    kinds: kinds.size,
    interesting: pool.slice(begun),
    failures,
  }
}
