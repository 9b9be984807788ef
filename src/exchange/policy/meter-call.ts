import type { Clock } from '../../base/clock.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import { type HungUp, hangUpUntilOver } from '../hang-up-until-over.ts'

/** By what a call is measured. */
export interface Meter {
  readonly clock: Clock
  /** How long it may be up, ms; `Infinity` for ever. */
  readonly maxMs: number
  /** A minute begins. @returns why it may not. */
  countMinute(): string | null
  /** The call is hung up, or was not, and is tried again. */
  tell(text: string): void
}

const MINUTE_MS = 60_000
/** A module that did not hang up is asked again after this time, until the call is over. */
const AGAIN_MS = 5_000

/** Counts the minutes of a call that was just answered, and hangs it up when its time is over. Never rejects. */
export async function meterCall(call: HungUp, { clock, maxMs, countMinute, tell }: Meter): Promise<void> {
  for (let upMs = 0; ; upMs += MINUTE_MS) {
    const why = countMinute()
    const leftMs = why === null ? Math.min(MINUTE_MS, maxMs - upMs) : 0
    if (leftMs > 0 && (await settlesWithin(clock, leftMs, call.over))) return
    if (leftMs === MINUTE_MS && upMs + MINUTE_MS < maxMs) continue
    tell(why ?? `it was up for ${Math.round(maxMs / 1000)} s, which is as long as it may be`)
    return hangUpUntilOver(call, { clock, againMs: AGAIN_MS, tell })
  }
}
