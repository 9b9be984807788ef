import type { AccuracyRow, Measurement } from './row.ts'
import { detectionRow } from './tones/detection-rows.ts'
import { falseAlarmRows } from './tones/false-alarm-rows.ts'
import { spandspEar } from './tones/spandsp-ear.ts'
import { tableRow } from './tones/table-row.ts'

/** How well call-progress tones are known and told: goals T1 and T2, spandsp beside them where this machine has it. */
export async function* tones(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const spandsp = await spandspEar(measurement)
  yield await tableRow(measurement)
  yield await detectionRow(spandsp ? [spandsp] : [], measurement)
  yield* falseAlarmRows(measurement)
}
