import { command, setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'
import { lineFieldsOf } from '../at/fields.ts'

/** What calls do unless they say otherwise: as subscribed (0), number hidden (1), number shown (2). */
export type ClirMode = 0 | 1 | 2

/** What the network says of the service, in the order of its numbers. 27.007 7.7 `<m>`. */
const clirStatuses = ['not-provisioned', 'permanent', 'unknown', 'temporary-restricted', 'temporary-allowed'] as const

/** Whether our number is hidden. */
export interface CallingLineRestriction {
  readonly n: ClirMode
  readonly status: (typeof clirStatuses)[number]
}

/** Asks the network; null where the answer is none of 27.007. */
export const callingLineRestriction = command<void, CallingLineRestriction | null>({
  name: 'AT+CLIR?',
  source: '3GPP TS 27.007 7.7',
  example: ['AT+CLIR?', '+CLIR: 2,4', 'OK'],
  text: () => 'AT+CLIR?',
  claims: ['+CLIR:'],
  limitMs: 15_000,
  decode: ({ lines }) => restrictionOf(lines[0] ?? ''),
})

/** Sets what calls do unless they say otherwise. Lost at a restart. */
export const setCallingLineRestriction = setting<ClirMode>({
  name: 'AT+CLIR',
  source: '3GPP TS 27.007 7.7',
  example: 'AT+CLIR=1',
  text: mode => `AT+CLIR=${integer(mode, 0, 2)}`,
  limitMs: 15_000,
})

function restrictionOf(line: string): CallingLineRestriction | null {
  const [n = '', m = '', ...more] = lineFieldsOf(line)
  const status = /^\d$/.test(m) ? clirStatuses[Number(m)] : undefined
  if (!/^[012]$/.test(n) || !status || more.length > 0) return null
  return { n: Number(n) as ClirMode, status }
}
