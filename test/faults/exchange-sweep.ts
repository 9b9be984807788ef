import { exchangeRun } from './exchange-run.ts'
import { faultKinds } from './fault-kinds.ts'

/** What came of one kind of fault. */
export interface KindReport {
  readonly kind: string
  readonly runs: number
  /** Runs in which the fault found nothing to strike. */
  readonly unstruck: number
  /** By how much the set-up of a call on a healthy line differed at most from the undisturbed run: 0.1 is 10 %. */
  readonly worstChange: number
  readonly slowestRecoveryMs: number
  /** What went wrong, with its seed. */
  readonly failures: readonly string[]
}

/** Lets each kind of fault strike the first of eight lines, once for each seed. */
export async function* exchangeSweep(
  seeds: readonly number[],
  kinds = Object.keys(faultKinds),
): AsyncGenerator<KindReport> {
  const { setUpMs: undisturbed, wrongs } = await exchangeRun([])
  if (wrongs.length > 0 || undisturbed.some(Number.isNaN)) throw new Error(`without a fault: ${wrongs.join('; ')}`)
  for (const kind of kinds) {
    const failures: string[] = []
    let [unstruck, worstChange, slowestRecoveryMs] = [0, 0, 0]
    for (const seed of seeds) {
      const run = await exchangeRun(faultKinds[kind]?.(seed) ?? [])
      if (run.struck === 0) unstruck++
      slowestRecoveryMs = Math.max(slowestRecoveryMs, run.recoveryMs)
      for (const [call, ms] of run.setUpMs.entries()) {
        const change = Math.abs(ms / (undisturbed[call] as number) - 1)
        worstChange = Math.max(worstChange, Number.isNaN(change) ? Number.POSITIVE_INFINITY : change)
      }
      failures.push(...run.wrongs.map(wrong => `seed ${seed}: ${wrong}`))
    }
    yield { kind, runs: seeds.length, unstruck, worstChange, slowestRecoveryMs, failures }
  }
}
