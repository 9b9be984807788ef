import { cellGoals } from './dtmf/cells.ts'
import { channelRows } from './dtmf/channel-rows.ts'
import { cellRow } from './dtmf/measure-cells.ts'
import { peersOf } from './dtmf/receivers.ts'
import { talkRow } from './dtmf/talk-row.ts'
import { costRow, latencyRow } from './dtmf/time-rows.ts'
import type { AccuracyRow, Measurement } from './row.ts'

/** How well keys are found: goals D1 to D15, spandsp and an npm package beside them where this machine has them. */
export async function* dtmf(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const peers = await peersOf(measurement)
  for (const goal of cellGoals) yield await cellRow(goal, peers, measurement)
  yield* channelRows(peers, measurement)
  yield await talkRow({ minutes: 30 }, peers, measurement)
  yield await talkRow({ minutes: 30, coded: true }, peers, measurement)
  if (measurement.size === 'full') yield await talkRow({ minutes: 300 }, peers, measurement)
  yield latencyRow(measurement)
  yield await costRow(measurement)
}
