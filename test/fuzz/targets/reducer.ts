import type { CallEvent } from '../../../src/calls/call-event.ts'
import { type CallTable, emptyTable, MAX_RECENT_CALLS } from '../../../src/calls/call-table.ts'
import type { Evidence } from '../../../src/calls/evidence.ts'
import { reduce } from '../../../src/calls/reduce.ts'
import { scopes, seenIn, signNames } from '../../support/evidence-in-text.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'
import { wireSeeds, wireWords } from '../wire-words.ts'

/** The reducer: whatever is seen, each change is told once, and each call ends once, with one cause. */
export const reducer: FuzzTarget = {
  name: 'reducer',
  seeds: () => [
    ...wireSeeds(),
    ...[
      '!dial 5550100\n!accepted 5550100\n!list +CLCC: 1,0,2,0,0,"5550100",129\n!release all\n!released all\n!list ',
      'RING\n+CLIP: "5550101",129,,,,0\n!wait 300\n!in-call\n+CCWA: "5550102",129,1\n!release 2\n!kept 2\nNO CARRIER',
      '!list +CLCC: 1,1,0,0,0,"5550101",129|+CLCC: 2,0,1,0,0,"",129\n!cause "16"\n!lost PORT_LOST\n!overdue\n!ended',
    ].map(text => Buffer.from(text, 'latin1')),
  ],
  words: [
    ...wireWords,
    ...signNames.map(sign => `\n${sign} 5550100\n`),
    ...scopes.map(scope => `\n!release ${scope}\n`),
    ...[
      '\n!wait 20\n',
      '\n!wait 1500\n',
      '\n!wait 40000\n',
      '\n!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,1,5,0,0,"",129\n',
    ],
    ...[0, 1, 2, 3, 4, 5, 6, 7].map(state => `\n^DSCI: 1,1,${state},0,5550100,129\n`),
  ],
  maxBytes: 500,
  attempt(input) {
    let table = emptyTable
    let nowMs = 0
    const told = new Map<number, string>()
    const kinds: string[] = []
    const take = (evidence: Evidence) => {
      const { table: next, events } = reduce(table, evidence, nowMs)
      demand(next.nextKey >= table.nextKey, 'a key is given out again')
      table = next
      check(table)
      for (const event of events) kinds.push(note(event, told))
    }
    for (const text of Buffer.from(input)
      .toString('latin1')
      .split(/[\r\n]+/)) {
      const seen = seenIn(text)
      if (seen?.kind === 'time') nowMs += seen.ms
      else if (seen) take(seen)
      nowMs += 5
    }
    take({ kind: 'lost', reason: 'the input is over' })
    demand(table.calls.length === 0, 'calls on a line that is gone')
    for (const [key, state] of told) demand(state === 'settled', `call ${key} is left ${state}`)
    return kinds.slice(0, 5).join()
  },
}

function check({ calls, recent }: CallTable): void {
  demand(calls.length < 200 && recent.length <= MAX_RECENT_CALLS, 'a table without end')
  demand(new Set(calls.map(call => call.key)).size === calls.length, 'two calls with one key')
  const indexes = calls.map(call => call.index).filter(index => index !== null)
  demand(new Set(indexes).size === indexes.length, 'two calls with one id')
}

/** Each event follows from those before. */
function note(event: CallEvent, told: Map<number, string>): string {
  if (event.kind === 'notification') return event.kind
  const { key, state } = event.call
  const before = told.get(key)
  switch (event.kind) {
    case 'state':
      demand((event.from ?? undefined) === before && state !== before, `call ${key}: ${before} -> ${state}`)
      told.set(key, state)
      return state
    case 'ended':
      demand(before !== 'ended' && before !== 'settled', `call ${key} ended twice`)
      demand(event.from === null || event.from === before, `call ${key} ended from ${event.from}, was ${before}`)
      told.set(key, 'ended')
      return `ended ${event.endedBy}`
    case 'cause':
      demand(before === 'ended', `the cause of call ${key}, which is ${before}`)
      told.set(key, 'settled')
      return event.cause.name
    default:
      demand(
        before !== undefined && before !== 'ended' && before !== 'settled',
        `${event.kind} of call ${key}, ${before}`,
      )
      return event.kind
  }
}
