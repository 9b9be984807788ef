import { finalResultOf } from '../../src/at/final-result.ts'
import type { Evidence, ReleaseScope } from '../../src/calls/evidence.ts'
import { evidenceOfMessage } from '../../src/calls/evidence-of-message.ts'
import { listedCallOf } from '../../src/commands/clcc.ts'
import { messageOf } from '../../src/commands/dictionary.ts'

/** What bears on calls besides lines of the module, as text: `!dial 5550100`, `!wait 300`. */
const signs: Readonly<Record<string, (rest: string) => Evidence>> = {
  '!dial': number => ({ kind: 'dial-sent', number }),
  '!accepted': number => ({ kind: 'dial-accepted', number }),
  '!refused': rest => refusal(...splitAt(rest, ' ')),
  '!release': rest => ({ kind: 'release-sent', scope: scopeOf(rest) }),
  '!released': rest => ({ kind: 'release-accepted', scope: scopeOf(rest) }),
  '!kept': rest => ({ kind: 'release-refused', scope: scopeOf(rest) }),
  '!list': rest => ({
    kind: 'list',
    calls: rest
      .split('|')
      .map(listedCallOf)
      .filter(call => call !== null),
  }),
  '!cause': rest => ({ kind: 'cause-report', key: null, text: rest === '' ? null : rest }),
  '!in-call': () => ({ kind: 'in-call' }),
  '!overdue': () => ({ kind: 'overdue' }),
  '!lost': reason => ({ kind: 'lost', reason }),
  '!ended': () => ({ kind: 'log-ended' }),
}
export const scopes = ['all', 'active', 'transferred', 'held'] as const

export const signNames: readonly string[] = Object.keys(signs)

/** What a line of text says of calls: a line of the module, a sign of our own, or `!wait` for time; null for nothing. */
export function seenIn(text: string): Evidence | { readonly kind: 'time'; readonly ms: number } | null {
  const [sign = '', rest = ''] = /^(!\S+) ?(.*)$/.exec(text)?.slice(1) ?? []
  if (sign === '!wait') return { kind: 'time', ms: Math.min(60_000, Number.parseInt(rest, 10) || 0) }
  if (sign !== '') return Object.hasOwn(signs, sign) ? (signs[sign]?.(rest) ?? null) : null
  const message = messageOf(text)
  return message && evidenceOfMessage(message)
}

function scopeOf(rest: string): ReleaseScope {
  const kind = scopes.find(scope => scope === rest)
  return kind ? { kind } : { kind: 'one', index: Number.parseInt(rest, 10) || 1 }
}

/** `5550100`, `5550100 BUSY`, `5550100 +CME ERROR: 32`, `5550100 nothing`. */
function refusal(number: string, answer: string): Evidence {
  const word = finalResultOf(answer, ['BUSY', 'NO CARRIER', 'NO ANSWER', 'NO DIALTONE'])
  return { kind: 'dial-refused', number, result: word ?? (answer === 'nothing' ? null : { kind: 'error' }) }
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}
