import { BeepScore } from './answers/beep-rows.ts'
import { costRow } from './answers/cost-row.ts'
import { GreetingEndScore } from './answers/greeting-end-rows.ts'
import { heardAnswers } from './answers/heard-answers.ts'
import { VerdictScore } from './answers/verdict-rows.ts'
import type { AccuracyRow, Measurement } from './row.ts'
import { voicesOf } from './voices.ts'

const goalItems = 2000
const goalLanguages = 10
const goalVoices = 20
const soundsForCost = 10

/** How well answers are told apart, beeps heard and greetings waited for: goals M1 to M6. */
export async function* answerRows(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const count = measurement.size === 'full' ? goalItems : 120
  const verdicts = new VerdictScore()
  const beeps = new BeepScore()
  const ends = new GreetingEndScore()
  const languages = new Set<string>()
  const sounds: Int16Array[] = []
  let heard = 0
  for await (const item of heardAnswers(measurement, count)) {
    heard++
    languages.add(item.language)
    if (sounds.length < soundsForCost) sounds.push(item.samples)
    verdicts.hear(item)
    if (item.truth === 'live') continue
    beeps.hear(item)
    ends.hear(item)
  }
  yield corpusRow(measurement, count, heard, languages)
  yield* verdicts.rows()
  yield* beeps.rows(measurement)
  yield* ends.rows()
  yield costRow(sounds)
}

function corpusRow(
  { size, half }: Measurement,
  count: number,
  heard: number,
  languages: ReadonlySet<string>,
): AccuracyRow {
  const voices = voicesOf(half).filter(({ language }) => languages.has(language)).length
  const isShort = size === 'short'
  return {
    id: 'M1',
    stimulus: `the corpus: half people, half machines, of the ${half} half of voices and texts`,
    goal: `>= ${goalItems} answers, ${goalLanguages} languages, ${goalVoices} voices, each through AMR 12.2 and 5.9`,
    figure: `${count} answers heard ${heard / count} ways, ${languages.size} languages and accents, ${voices} voices`,
    met: (isShort || count >= goalItems) && languages.size >= goalLanguages && voices >= goalVoices,
    note: `${isShort ? 'short run; ' : ''}synthetic: espeak-ng; no figure on recordings of people is claimed`,
  }
}
