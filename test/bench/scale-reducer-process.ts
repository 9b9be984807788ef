import { type CallTable, emptyTable } from '../../src/calls/call-table.ts'
import type { Evidence } from '../../src/calls/evidence.ts'
import { reduce } from '../../src/calls/reduce.ts'
import { answerParent } from '../support/answer-parent.ts'

/** What a piece of evidence costs with so many calls known, µs of processor time. */
export interface ReducerCost {
  /** A line by which the youngest call is held or retrieved. */
  readonly lineMicros: number
  /** A list that has all calls as they are. */
  readonly listMicros: number
}

const MEASURE_MICROS = 300_000
const BATCH = 1000

// A program of its own: `scale-reducer-process CALLS`.
const count = Number(process.argv[2])
const numberOf = (index: number) => `555${String(index).padStart(4, '0')}`
const list: Evidence = {
  kind: 'list',
  calls: Array.from({ length: count }, (_, at) => ({
    index: at + 1,
    direction: 'outgoing',
    state: 'active',
    mode: 'voice',
    multiparty: false,
    number: numberOf(at + 1),
    numberType: 129,
  })),
}
const indication = (state: 'held' | 'active'): Evidence => ({
  kind: 'indication',
  index: count,
  direction: 'outgoing',
  state,
  multiparty: null,
  cause: null,
  inbandTones: null,
  number: numberOf(count),
  numberType: 129,
})
const changes = [indication('held'), indication('active')] as const

/** @param expected How many events each piece of evidence brings, so that what is measured is what is meant. */
function measure(evidence: readonly Evidence[], expected: number): number {
  let table: CallTable = reduce(emptyTable, list, 0).table
  if (table.calls.length !== count) throw new Error(`${table.calls.length} calls of ${count}`)
  let atMs = 10_000
  let events = 0
  const batch = () => {
    for (let turn = 0; turn < BATCH; turn++) {
      // Indexed modulo the length.
      const reduction = reduce(table, evidence[turn % evidence.length] as Evidence, ++atMs)
      table = reduction.table
      events += reduction.events.length
    }
  }
  for (let warming = 0; warming < 20; warming++) batch()
  events = 0
  const { user } = process.cpuUsage()
  let micros = 0
  let batches = 0
  for (; micros < MEASURE_MICROS; batches++) {
    batch()
    micros = process.cpuUsage().user - user
  }
  if (events !== expected * batches * BATCH) throw new Error(`${events} events of ${batches * BATCH} pieces`)
  return micros / (batches * BATCH)
}

answerParent({}, (): ReducerCost => ({ lineMicros: measure(changes, 1), listMicros: measure([list], 0) }))
