import { MessageScore } from './answer-machine/message-rows.ts'
import { waitOfChannel } from './answer-machine/wait-of-channel.ts'
import { heardAnswers } from './answers/heard-answers.ts'
import type { AccuracyRow, Measurement } from './row.ts'

/** The corpus of the answers, machines alone, as a call channel leaves a message on them: goals C1 and C2. */
export async function* answerMachine(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const score = new MessageScore()
  for await (const item of heardAnswers(measurement, measurement.size === 'full' ? 2000 : 120)) {
    if (item.truth === 'machine') score.hear(item, await waitOfChannel(item.samples))
  }
  yield* score.rows()
}
