import { command } from '../at/command.ts'
import { dialString } from '../at/command-line.ts'

/** What to dial. */
export interface DialArguments {
  /** An optional leading +, then 1-40 of `0-9 * # A B C`. */
  readonly number: string
  /** Whether the far end sees our number in this call: hides or shows it, else as subscribed. 27.007 6.2 `I`/`i`. */
  readonly callerIdentity?: 'hide' | 'show'
}

/**
 * Dials a voice call. OK only means that dialling was accepted. The semicolon is what makes it a voice call.
 * With COLP off the answer comes within 5 s.
 */
export const dial = command<DialArguments, void>({
  name: 'ATD',
  source: '3GPP TS 27.007 6.2; Quectel EC2x AT Commands Manual V2.0, 7.2',
  example: ['ATD10086;', 'OK'],
  text: ({ number, callerIdentity }) => `ATD${dialString(number)}${suffix(callerIdentity)};`,
  claims: [],
  limitMs: 5_000,
  words: ['NO CARRIER', 'BUSY', 'NO ANSWER', 'NO DIALTONE'],
  urgent: true,
  decode: () => {},
})

function suffix(callerIdentity: DialArguments['callerIdentity']): string {
  if (callerIdentity === undefined) return ''
  return callerIdentity === 'hide' ? 'I' : 'i'
}
