import { answerMachine } from './answer-machine.ts'
import { answerRows } from './answers.ts'
import { dtmf } from './dtmf.ts'
import { mixing } from './mixing.ts'
import type { Topic } from './row.ts'
import { tones } from './tones.ts'
import { voiceActivity } from './voice-activity.ts'

/** What `npm run accuracy` measures, by the name to ask for it. */
export const topics: Readonly<Record<string, Topic>> = {
  'answer-machine': answerMachine,
  answers: answerRows,
  dtmf,
  mixing,
  tones,
  'voice-activity': voiceActivity,
}
