import type { Direction } from '../commands/call-state.ts'
import type { CallRecord, EndedCall } from './call-record.ts'
import type { Draft } from './draft.ts'

/** What a line tells of the identity of the call it speaks of. */
export interface CallIdentity {
  readonly index: number | null
  readonly direction: Direction
  readonly number: string
}

/**
 * The call that `identity` most likely means, or undefined. Id and number together are sure. A number alone beats an id
 * alone, because UNISOC modules print one id for several calls; an id with another number is another call, unless it is
 * the call we dialled: networks and modules rewrite dialled numbers.
 */
export function matchCall(calls: readonly CallRecord[], identity: CallIdentity): CallRecord | undefined {
  let best: CallRecord | undefined
  let bestScore = 0
  for (const call of calls) {
    const score = likeness(call, identity)
    if (score > bestScore) {
      best = call
      bestScore = score
    }
  }
  return best
}

function likeness(call: CallRecord, identity: CallIdentity): number {
  if (call.direction !== identity.direction) return 0
  const agree = numbersAgree(call.number, identity.number)
  const bothKnown = call.number !== '' && identity.number !== ''
  const sameIndex = call.index !== null && call.index === identity.index
  if (sameIndex && agree) return 5
  if (call.index === null && agree) return bothKnown ? 4 : 2
  if (call.origin !== 'wire' && call.state === 'dialing' && (sameIndex || call.index === null)) return 3
  if (agree && bothKnown) return 2
  return identity.index === null && agree ? 1 : 0
}

/**
 * Whether two numbers may be of one subscriber: equal, or one absent, or equal in their last 7 digits or more where one
 * carries an international or trunk prefix (`+441632960961`, `01632960961`).
 */
export function numbersAgree(one: string, other: string): boolean {
  if (one === other || one === '' || other === '') return true
  const [short, long] = [bare(one), bare(other)].sort((a, b) => a.length - b.length) as [string, string]
  return short === long || (short.length >= 7 && long.endsWith(short))
}

/** Whether two numbers are known, and may be of one subscriber. */
export function isSameNumber(one: string, other: string): boolean {
  return one !== '' && other !== '' && numbersAgree(one, other)
}

const bare = (number: string) => number.replace(/^(\+|0+)/, '')

/** Whether a call with this identity ended within the last `ms`. */
export function endedWithin(
  { recent, atMs }: Pick<Draft, 'recent' | 'atMs'>,
  identity: CallIdentity,
  ms: number,
): boolean {
  return recent.some(ended => atMs - ended.endedAtMs <= ms && sameIdentity(ended, identity))
}

function sameIdentity(ended: EndedCall, identity: CallIdentity): boolean {
  return (
    ended.snapshot.direction === identity.direction &&
    (ended.index === null || identity.index === null || ended.index === identity.index) &&
    numbersAgree(ended.snapshot.number, identity.number)
  )
}
