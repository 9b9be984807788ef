import { emptyTable } from '../../src/calls/call-table.ts'
import { reduce } from '../../src/calls/reduce.ts'
import { seenIn } from './evidence-in-text.ts'
import { told } from './story.ts'

/** What is seen, signs between semicolons; what is told of it; and which calls are left. */
export type EvidenceRow = readonly [name: string, seen: string, told: readonly string[], left: readonly string[]]

/**
 * Works in one sign after the other, 5 ms apart.
 * @returns what was told in words, `over` where a call ends and `ended by` where its cause is final; and the calls that are
 *   left: id, direction, state, number, and whether nobody was told of it.
 */
export function workedEvidence(seen: string): { readonly words: string[]; readonly left: string[] } {
  let table = emptyTable
  let nowMs = 0
  const words: string[] = []
  for (const text of seen.split(' ; ')) {
    const sign = seenIn(text)
    if (!sign) throw new Error(`nothing is seen in ${text}`)
    if (sign.kind === 'time') {
      nowMs += sign.ms
      continue
    }
    const { table: next, events } = reduce(table, sign, nowMs)
    table = next
    for (const event of events) {
      const word = event.kind === 'ended' ? `${event.call.index} over` : told(event)
      if (word) words.push(word)
    }
    nowMs += 5
  }
  const left = table.calls.map(({ index, direction, state, number, announced }) =>
    [index ?? '?', direction, state, number || 'withheld', announced ? [] : 'untold'].flat().join(' '),
  )
  return { words, left }
}
