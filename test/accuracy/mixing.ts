import { delayRow } from './mixing/delay-row.ts'
import { driftRows } from './mixing/drift-rows.ts'
import { jitterRows } from './mixing/jitter-rows.ts'
import { costRow, exactRow } from './mixing/mixer-rows.ts'
import { pacingRows } from './mixing/pacing-rows.ts'
import type { AccuracyRow, Measurement } from './row.ts'

/** Conferences and clocks: goals X1 to X5, A2 and A3. All but the cost is in simulated time. */
export async function* mixing(measurement: Measurement): AsyncIterable<AccuracyRow> {
  yield costRow(measurement)
  yield exactRow(measurement)
  yield* driftRows(measurement)
  yield* jitterRows(measurement)
  yield delayRow(measurement)
  yield* pacingRows(measurement)
}
