import type { Clock } from '../base/clock.ts'
import { settlesWithin } from '../base/settles-within.ts'

/** What is hung up. */
export interface HungUp {
  /** Resolves when it is over, known why or not. */
  readonly over: Promise<unknown>
  /** Harmless when it is over. */
  hangUp(): Promise<unknown>
}

/** Hangs a call up, and again after each `againMs` milliseconds, until it is over. Never rejects. @param tell Hears of failures. */
export async function hangUpUntilOver(
  call: HungUp,
  { clock, againMs, tell }: { readonly clock: Clock; readonly againMs: number; tell(text: string): void },
): Promise<void> {
  do {
    await call.hangUp().catch((error: unknown) => tell(`it could not be hung up: ${String(error)}`))
  } while (!(await settlesWithin(clock, againMs, call.over)))
}
