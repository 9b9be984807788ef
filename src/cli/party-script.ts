import { CellvoiceError } from '../index.ts'

/** One thing that a simulated party does in a call that is up. */
export type PartyStep =
  | { readonly does: 'wait' | 'listen'; readonly seconds: number }
  | { readonly does: 'say'; readonly text: string }
  | { readonly does: 'beep'; readonly ms: number }
  | { readonly does: 'press'; readonly keys: string }
  | { readonly does: 'hang up' }

/** What becomes of a call to a simulated party before it is up. */
export type Reception = { readonly kind: 'answer'; readonly afterSeconds: number } | { readonly kind: Refusal }

/** How a call to a simulated party may come to nothing. */
export type Refusal = 'busy' | 'reject' | 'no answer'

/** What somebody on the simulated network does in one call. */
export interface PartyScript {
  readonly number: string
  /** Of those who are called. */
  readonly reception: Reception
  readonly steps: readonly PartyStep[]
}

/** Silence after which who listens believes that all was said: pauses between sentences are shorter. */
const LISTEN_SECONDS = 1.2
const RING_SECONDS = 2
const BEEP_MS = 400
const MAX_SECONDS = 3600

/**
 * Reads a script: `+15550123: wait 2; press 1; say Good morning; hang up`.
 * @throws CellvoiceError INVALID_ARGUMENT with the step that cannot be read.
 */
export function parsePartyScript(text: string): PartyScript {
  const [, number, rest = ''] = /^\s*(\+?\d{4,15})\s*(?::(.*))?$/s.exec(text) ?? []
  if (number === undefined) throw unreadable(text, 'it begins with no number of 4 to 15 digits')
  const words = rest.split(';').flatMap(part => (part.trim() === '' ? [] : [part.trim()]))
  const [first = ''] = words
  const reception = receptionOf(first, text)
  const steps = (reception ? words.slice(1) : words).map(word => stepOf(word, text))
  return { number, reception: reception ?? { kind: 'answer', afterSeconds: RING_SECONDS }, steps }
}

function receptionOf(word: string, script: string): Reception | null {
  if (word === 'busy' || word === 'reject' || word === 'no answer') return { kind: word }
  const [, seconds] = /^ring (\S+)$/.exec(word) ?? []
  return seconds === undefined ? null : { kind: 'answer', afterSeconds: numberIn(seconds, MAX_SECONDS, word, script) }
}

function stepOf(word: string, script: string): PartyStep {
  const [, verb = '', rest = ''] = /^(hang up|\S+)\s*(.*)$/s.exec(word) ?? []
  switch (verb) {
    case 'wait':
      return { does: 'wait', seconds: numberIn(rest, MAX_SECONDS, word, script) }
    case 'listen':
      return { does: 'listen', seconds: rest === '' ? LISTEN_SECONDS : numberIn(rest, MAX_SECONDS, word, script) }
    case 'beep':
      return { does: 'beep', ms: rest === '' ? BEEP_MS : numberIn(rest, 10_000, word, script) }
    case 'say':
      if (rest !== '') return { does: 'say', text: rest }
      break
    case 'press':
      if (/^[0-9A-D*#]{1,32}$/.test(rest)) return { does: 'press', keys: rest }
      break
    case 'hang up':
      if (rest === '') return { does: 'hang up' }
      break
  }
  throw unreadable(script, `\`${word}\` is no step`)
}

function numberIn(text: string, most: number, word: string, script: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (value <= most) return value
  throw unreadable(script, `\`${word}\` has no number from 0 to ${most}`)
}

function unreadable(script: string, why: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', {
    detail: `the script ${JSON.stringify(script)} of a simulated party cannot be read: ${why}`,
    remedy: 'Write "NUMBER: step; step"; `cellvoice run --help` has the steps.',
  })
}
