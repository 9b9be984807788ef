import { cmeErrors } from './cme-errors.ts'
import { cmsErrors } from './cms-errors.ts'

/** Words that end some commands, and otherwise tell of a call. V.250 5.7.1, 6.3. */
export type CallWord = 'NO CARRIER' | 'BUSY' | 'NO ANSWER' | 'NO DIALTONE' | 'CONNECT'

/** How a command ended. */
export type FinalResult =
  | { readonly kind: 'ok' }
  | { readonly kind: 'error' }
  | { readonly kind: 'cme' | 'cms'; readonly code: number | null; readonly text: string }
  | { readonly kind: 'word'; readonly word: CallWord }

type Row = { readonly text: string; readonly match: 'exact' | 'prefix'; readonly result: (line: string) => FinalResult }

const error = (): FinalResult => ({ kind: 'error' })

/** The results that end any command (V.250 5.7.1; 27.007 9.2; 27.005 3.2.5; the last as old modules print it). */
const everyCommand: readonly Row[] = [
  { text: 'OK', match: 'exact', result: () => ({ kind: 'ok' }) },
  { text: 'ERROR', match: 'exact', result: error },
  { text: '+CME ERROR:', match: 'prefix', result: line => numbered('cme', line, cmeErrors) },
  { text: '+CMS ERROR:', match: 'prefix', result: line => numbered('cms', line, cmsErrors) },
  { text: 'COMMAND NOT SUPPORT', match: 'exact', result: error },
]

/**
 * The final result that `line` is, or null. The call words are final only for the commands that declare them:
 * after ATD they end the command, at any other time they tell that a call ended.
 */
export function finalResultOf(line: string, words: readonly CallWord[] = []): FinalResult | null {
  for (const row of everyCommand) {
    if (row.match === 'exact' ? line === row.text : line.startsWith(row.text)) return row.result(line)
  }
  const word = words.find(candidate => line === candidate)
  return word ? { kind: 'word', word } : null
}

/** The result as the wire says it: `ERROR`, `+CME ERROR: 30 (no network service)`. */
export function describeResult(result: FinalResult): string {
  switch (result.kind) {
    case 'ok':
      return 'OK'
    case 'error':
      return 'ERROR'
    case 'word':
      return result.word
    case 'cme':
    case 'cms': {
      const name = `+${result.kind.toUpperCase()} ERROR:`
      return result.code === null ? `${name} ${result.text}` : `${name} ${result.code} (${result.text})`
    }
  }
}

/** With CMEE=1 the line carries a number, with CMEE=2 its text, in the case the firmware likes. */
function numbered(kind: 'cme' | 'cms', line: string, names: Readonly<Record<number, string>>): FinalResult {
  const given = line.slice(line.indexOf(':') + 1).trim()
  if (/^\d+$/.test(given)) return { kind, code: Number(given), text: names[Number(given)] ?? 'unknown' }
  const entry = Object.entries(names).find(([, name]) => name.toLowerCase() === given.toLowerCase())
  return { kind, code: entry ? Number(entry[0]) : null, text: given }
}
