import { type AnswerItem, answers } from '../answer-corpus.ts'
import { throughKeptAmr } from '../kept-amr.ts'
import type { Measurement } from '../row.ts'

/** How an answer came over: as it was, or through a speech coder of the network. */
export const ways = ['plain', 'AMR 12.2', 'AMR 5.9'] as const
export type Way = (typeof ways)[number]

/** An answer as it was heard one way. */
export interface HeardAnswer extends AnswerItem {
  readonly way: Way
}

const together = 60
const modes = { 'AMR 12.2': 7, 'AMR 5.9': 2 } as const

/** Each answer of the corpus three times: plain and through AMR 12.2 and 5.9. */
export async function* heardAnswers(measurement: Measurement, count: number): AsyncIterable<HeardAnswer> {
  let batch: AnswerItem[] = []
  let taken = 0
  for await (const item of answers(measurement, count)) {
    batch.push(item)
    taken++
    if (batch.length < together && taken < count) continue
    for (const way of ways) {
      const plain = batch.map(({ samples }) => samples)
      const sounds = way === 'plain' ? plain : await throughKeptAmr(plain, modes[way], measurement.folder)
      for (const [index, one] of batch.entries()) yield { ...one, samples: sounds[index] ?? one.samples, way }
    }
    if (taken % 300 === 0) measurement.progress(`${taken} of ${count} answers heard`)
    batch = []
  }
}
