import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../src/calls/call-event.ts'
import { type CallTable, emptyTable } from '../../src/calls/call-table.ts'
import type { Evidence } from '../../src/calls/evidence.ts'
import { evidenceOfMessage } from '../../src/calls/evidence-of-message.ts'
import { reduce } from '../../src/calls/reduce.ts'
import { listedCallOf } from '../../src/commands/clcc.ts'
import { messageOf } from '../../src/commands/dictionary.ts'
import { type LineStyle, ModelNetwork, type Operation } from '../support/model-network.ts'

/** More with CELLVOICE_RUNS, as `npm run fuzz:properties` does. */
const runs = Number(process.env.CELLVOICE_RUNS ?? 2_000)

/** What the radio and the wire do to one line. */
type Fate = 'arrives' | 'lost' | 'doubled' | 'late'
type Step = {
  readonly operation: Operation
  readonly fates: readonly Fate[]
  readonly list: 'none' | 'now' | 'late'
  readonly pauseMs: number
}

const operation = fc.constantFrom<Operation>('dial', 'ring', 'progress', 'answer', 'end-first', 'end-last', 'swap')
const fate = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Fate>('arrives') },
  fc.constantFrom<Fate>('lost', 'doubled', 'late'),
)
const step = fc.record<Step>({
  operation,
  fates: fc.array(fate, { minLength: 6, maxLength: 6 }),
  list: fc.constantFrom('none', 'none', 'now', 'late'),
  pauseMs: fc.constantFrom(0, 20, 300, 3_000),
})
const scenario = fc.record({
  style: fc.constantFrom<LineStyle>('dsci', 'ccinfo', 'words'),
  phantoms: fc.constantFrom<number[]>([], [1], [1, 3]),
  steps: fc.array(step, { maxLength: 25 }),
})
type Scenario = { style: LineStyle; phantoms: number[]; steps: Step[] }

/** Runs a scenario; every line goes through the decoders. Ends with two lists, two seconds after the last line. */
function run({ style, phantoms, steps }: Scenario): { network: ModelNetwork; table: CallTable; events: CallEvent[] } {
  const network = new ModelNetwork(style, phantoms)
  const events: CallEvent[] = []
  let late: Evidence[] = []
  let table = emptyTable
  let nowMs = 0
  const take = (evidence: Evidence | null) => {
    if (!evidence) return
    const reduction = reduce(table, evidence, nowMs)
    table = reduction.table
    events.push(...reduction.events)
  }
  const list = (): Evidence => ({
    kind: 'list',
    calls: network
      .list()
      .map(listedCallOf)
      .filter(call => call !== null),
  })
  const suffer = (evidence: Evidence | null, what: Fate | undefined) => {
    if (!evidence || what === 'lost') return
    if (what === 'late') late.push(evidence)
    else take(evidence)
    if (what === 'doubled') take(evidence)
  }
  take(list())
  for (const { operation, fates, list: listed, pauseMs } of steps) {
    nowMs += pauseMs
    const due = late
    late = []
    const { lines, dialled } = network.apply(operation)
    if (dialled) {
      take({ kind: 'dial-sent', number: dialled })
      take({ kind: 'dial-accepted', number: dialled })
    }
    lines.forEach((line, at) => {
      const message = messageOf(line)
      suffer(message && evidenceOfMessage(message), fates[at])
    })
    for (const evidence of due) take(evidence)
    if (listed === 'now') take(list())
    if (listed === 'late') late.push(list())
  }
  for (const evidence of late) take(evidence)
  nowMs += 2_000
  take(list())
  // A list may have lost lines, too: what one leaves out the next one tells.
  nowMs += 250
  take(list())
  return { network, table, events }
}

describe('the call table, whatever happens to the lines', () => {
  it('equals the truth after two lists', () => {
    fc.assert(
      fc.property(scenario, given => {
        const { network, table } = run(given)
        const seen = table.calls.map(call => `${call.index} ${call.direction} ${call.state} ${call.number}`)
        const truth = network.calls.map(c => `${c.id} ${c.outgoing ? 'outgoing' : 'incoming'} ${c.state} ${c.number}`)
        expect(seen.sort()).toEqual(truth.sort())
      }),
      { numRuns: runs },
    )
  })

  it('tells each change once: states follow one another, and each call ends once', () => {
    fc.assert(
      fc.property(scenario, given => {
        const { events, table } = run(given)
        const last = new Map<number, string>()
        for (const event of events) {
          if (event.kind !== 'state' && event.kind !== 'ended') continue
          const before = last.get(event.call.key) ?? null
          const from = event.kind === 'ended' && before === null ? null : event.from
          expect(from).toBe(before)
          expect(before).not.toBe(event.call.state)
          last.set(event.call.key, event.call.state)
        }
        const live = [...last].filter(([, state]) => state !== 'ended').map(([key]) => key)
        expect(live.sort()).toEqual(
          table.calls
            .filter(call => call.announced)
            .map(call => call.key)
            .sort(),
        )
      }),
      { numRuns: runs },
    )
  })

  it('tells exactly the changes there were when every line arrives with its id', () => {
    fc.assert(
      fc.property(scenario, given => {
        const clean = given.steps.map(one => ({ ...one, fates: [], list: 'none' as const, pauseMs: 6_000 }))
        const style = given.style === 'words' ? 'dsci' : given.style
        const { events, network } = run({ ...given, style, steps: clean })
        const told = events
          .filter(event => event.kind === 'state' || event.kind === 'ended')
          .map(event => `${event.call.number}:${event.call.state}`)
        // Between two calls the order of a dial and the hold it causes is not given (27.007 6.2).
        const perCall = (changes: readonly string[]) =>
          [...changes].sort((x, y) => x.slice(0, 7).localeCompare(y.slice(0, 7)))
        expect(perCall(told)).toEqual(perCall(network.changes))
      }),
      { numRuns: runs },
    )
  })

  it('survives evidence in any order at all', () => {
    const number = fc.constantFrom('', '5550001', '+15550001')
    const line = fc.oneof(
      fc
        .tuple(fc.nat(8), fc.nat(1), fc.nat(9), number)
        .map(([id, dir, stat, n]) => `^DSCI: ${id},${dir},${stat},0,${n},129`),
      fc
        .tuple(fc.nat(8), fc.nat(1), fc.integer({ min: -1, max: 6 }), number)
        .map(([id, dir, stat, n]) => `+QIND: "ccinfo",${id},${dir},${stat},0,0,"${n}",129`),
      fc.constantFrom(
        'RING',
        'NO CARRIER',
        'BUSY',
        'CONNECT',
        'RDY',
        '+CSSU: 2',
        '+COLP: "",0',
        '+CCWA: "5550009",129,1',
        '+CLIP: "",128,,,,1',
      ),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), lines => {
        let table = emptyTable
        for (const [at, text] of lines.entries()) {
          const message = messageOf(text)
          const evidence = message && evidenceOfMessage(message)
          if (evidence) table = reduce(table, evidence, at * 100).table
          expect(table.calls.length).toBeLessThan(64)
          const indexes = table.calls.map(call => call.index).filter(index => index !== null)
          expect(new Set(indexes).size).toBe(indexes.length)
        }
      }),
    )
  })
})
