import type { Claim } from './command.ts'

/** How often the place in the conversation is asked for before the commands that wait are given up. */
export const MAX_SYNC_TRIES = 3

/**
 * Whether the answers that come belong to the command in flight. After a time-out they may not: the late answer of
 * the old command would be taken for the new one's. So the conversation first finds its place again (27.007 has no
 * abort that is safe in every state).
 */
export type Place = { readonly kind: 'known' } | LostPlace

interface LostPlace {
  readonly kind: 'lost'
  /** What the command that was given up may still answer. */
  readonly owed: readonly Claim[]
  readonly tries: number
  /** Questions for the place that may still be answered: a module that was only busy answers every one. */
  readonly unanswered: number
  /** Whether an answer came since the last question was sent. */
  readonly heard: boolean
}

/** A command was given up; questions for the place that are still open stay so. */
export function lostPlace(owed: readonly Claim[], before: Place): LostPlace {
  return { kind: 'lost', owed, tries: 0, unanswered: before.kind === 'lost' ? before.unanswered : 0, heard: false }
}

/** One more question for the place was sent. */
export function asked(place: LostPlace): LostPlace {
  return { ...place, tries: place.tries + 1, unanswered: place.unanswered + 1, heard: false }
}

/** One question for the place was answered. */
export function answered(place: LostPlace): LostPlace {
  return { ...place, unanswered: place.unanswered - 1, heard: true }
}
