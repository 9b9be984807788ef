import type { Clock } from '../../base/clock.ts'
import type { ChannelLife } from './channel-life.ts'
import { refusal } from './refuse.ts'
import type { Limit } from './wait.ts'

/** What may be told to every method that waits. */
export interface WaitOptions {
  /** Seconds, also parts of one; null is without limit, 0 only looks. */
  readonly secondsTimeout?: number | null | undefined
  /** Breaks the wait off: the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined
}

/** The longest time that timers count, 24 days; more is said with null. */
const MAX_SECONDS = 2_147_483

/** Acknowledgement that a call has started, and that one was answered: the contract leaves their limits open. */
export const ACKNOWLEDGEMENT_MS = 30_000
export const ANSWER_MS = 30_000
/** Two calls are joined or parted within this time, or not at all. */
export const JOIN_MS = 10_000
/** How long a method waits for a call to be cleared. */
export const CLEARING_MS = 60_000

/**
 * The limit of a wait.
 * @param fallback Seconds where the caller says nothing.
 * @throws UASError for anything but null and 0 to 2147483 seconds.
 */
export function limitOf(
  { life, clock }: { readonly life: ChannelLife; readonly clock: Clock },
  method: string,
  { secondsTimeout, signal }: WaitOptions,
  fallback: number | null,
): Limit {
  const seconds = secondsTimeout === undefined ? fallback : secondsTimeout
  signal?.throwIfAborted()
  return { clock, ms: seconds === null ? null : 1000 * checkedSeconds(life, method, seconds), signal }
}

/** @throws UASError unless it is 0 to 2147483 seconds. */
export function checkedSeconds(life: ChannelLife, method: string, seconds: number): number {
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= MAX_SECONDS) return seconds
  throw refusal(life, method, `takes 0 to ${MAX_SECONDS} seconds, not ${String(seconds)}`)
}
