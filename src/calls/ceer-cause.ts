import type { EndedCall } from './call-record.ts'
import { type ClearingCause, causeOfValue } from './clearing-cause.ts'
import { q850Causes } from './q850-causes.ts'

/** UNISOC modules answer with a result word; NO DIALTONE stands for cause 18 there (8910 QuecOpen behaviour). */
const words: Readonly<Record<string, number>> = { BUSY: 17, 'NO ANSWER': 19, 'NO DIALTONE': 18 }

const valueOfPhrase = new Map(Object.entries(q850Causes).map(([value, { phrase }]) => [bare(phrase), Number(value)]))

/** Phrases of Qualcomm stacks that 24.008 has not. Quectel EC2x AT Commands Manual V2.0, 15.8. */
const qualcommPhrases: Readonly<Record<string, number>> = {
  'network ended call': 16,
  'client ended call': 16,
  'no service': 38,
  offline: 38,
  'no network response': 18,
  'rejected by network': 21,
}

/**
 * The cause that the answer to AT+CEER tells of `call`, or null where it tells nothing:
 * `BUSY` (word), `1,17` (location and cause), `User busy` or `"User busy"` (phrase), `0 Unknown` (nothing).
 */
export function causeOfReport(report: string, call: Pick<EndedCall, 'from'>): ClearingCause | null {
  const value = valueOfReport(report.trim())
  return value === null ? null : causeOfValue(value, 'report', { from: call.from, text: report.trim() })
}

function valueOfReport(report: string): number | null {
  const numbers = /^(\d+),\s*(\d+)$/.exec(report)
  if (numbers) return inRange(Number(numbers[2]))
  // A category, a location and a text: the text is what can be compared.
  const phrase = bare(report.split(',').at(-1) ?? '')
  return (
    words[report.toUpperCase()] ??
    valueOfPhrase.get(bare(report)) ??
    valueOfPhrase.get(phrase) ??
    qualcommPhrases[phrase] ??
    null
  )
}

const inRange = (value: number) => (value >= 1 && value <= 127 ? value : null)

/** Letters and digits only, in lower case: firmware differs in case, quotes, punctuation and words in parentheses. */
function bare(text: string): string {
  return text
    .replace(/\([^)]*\)/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
