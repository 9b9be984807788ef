import type { ChannelLife } from './channel-life.ts'
import type { ChannelParts } from './channel-parts.ts'
import { type MethodName, verdictOf } from './method-rules.ts'
import { type ExceptionFacts, Hangup, UASError } from './words/exceptions.ts'
import type { State } from './words/state.ts'

/**
 * Whether a method may do its work in the state the channel is in.
 * @returns `run`, or `state` where it gives the state at once.
 * @throws Hangup, UASError by the rules of the method.
 */
export function enter(
  { life }: Pick<ChannelParts, 'life'>,
  method: MethodName,
  more?: readonly State[],
): 'run' | 'state' {
  const verdict = verdictOf(method, life.state, more)
  if (verdict === 'hangup') throw hangup(life, method)
  if (verdict === 'error') throw refusal(life, method, `cannot be called in ${life.state}`)
  return verdict
}

/** The exception for a call that is over. */
export function hangup(life: ChannelLife, method: string): Hangup {
  const { cause, rawCause } = life.clearing
  return new Hangup(`${method}: the call is over (${cause}${rawCause && `, ${rawCause}`})`, factsOf(life, method))
}

/** The exception for what a method does not take, or the line cannot do. @param reason The error underneath. */
export function refusal(life: ChannelLife, method: string, why: string, reason?: unknown): UASError {
  return new UASError(`${method} ${why}`, factsOf(life, method, reason))
}

function factsOf({ state, cause, clearing }: ChannelLife, method: string, reason?: unknown): ExceptionFacts {
  return { state, cause, rawCause: clearing.rawCause, method, ...(reason === undefined ? {} : { reason }) }
}
