import type { Clock } from '../../base/clock.ts'
import type { ChannelLife } from './channel-life.ts'

/** How long is waited, and who may break it off. */
export interface Limit {
  readonly clock: Clock
  /** Null is without limit; 0 only looks. */
  readonly ms: number | null
  /** Breaks it off: the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined
}

/** What came first: what was waited for, or the end of the time. */
export type Waited<Value> = { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'timeout' }

/**
 * Waits until `look` finds something; it is asked at once, and at each change of one of the calls.
 * @param look undefined is to wait on. What it throws ends the wait.
 */
export function waitUntil<Value>(
  lives: readonly ChannelLife[],
  limit: Limit,
  look: () => Value | undefined,
): Promise<Waited<Value>> {
  let stops: readonly (() => void)[] = []
  const found = new Promise<Value>((resolve, reject) => {
    const check = () => {
      try {
        const value = look()
        if (value !== undefined) resolve(value)
      } catch (error) {
        reject(error)
      }
    }
    stops = lives.map(life => life.onChange(check))
    check()
  })
  return within(limit, found).finally(() => {
    for (const stop of stops) stop()
  })
}

/** Waits for a promise as long as the limit lets it; what it rejects with later is nobody's business. */
export function within<Value>({ clock, ms, signal }: Limit, promise: Promise<Value>): Promise<Waited<Value>> {
  return new Promise((resolve, reject) => {
    let cancel = () => {}
    const onAbort = () => settle(() => reject(signal?.reason))
    const settle = (how: () => void) => {
      cancel()
      signal?.removeEventListener('abort', onAbort)
      how()
    }
    promise.then(
      value => settle(() => resolve({ kind: 'done', value })),
      error => settle(() => reject(error)),
    )
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
    if (ms !== null) cancel = clock.setTimer(ms, () => settle(() => resolve({ kind: 'timeout' })))
  })
}
