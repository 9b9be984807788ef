import { developmentGreetings } from './greetings-development.ts'
import { evaluationGreetings } from './greetings-evaluation.ts'
import type { Language } from './voices.ts'

/** What people and their answering machines say first, in one language. */
export interface Greetings {
  /** A person: one to four words. */
  readonly shortLive: readonly string[]
  /** A person: name, greeting and often a question in one go. */
  readonly longLive: readonly string[]
  /** A machine of one short sentence. */
  readonly shortMachine: readonly string[]
  readonly longMachine: readonly string[]
}

/** The greetings of one half, written for this corpus: no text is in both. Null where nobody has written any. */
export function greetingsOf(half: 'development' | 'evaluation', language: Language): Greetings | null {
  const written = half === 'development' ? developmentGreetings : evaluationGreetings
  return written[language === 'en-us' || language === 'en-gb' ? 'en' : language] ?? null
}
