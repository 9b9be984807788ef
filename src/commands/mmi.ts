import { dialString, quoted } from '../at/command-line.ts'
import { CellvoiceError } from '../base/error.ts'
import { mmiProcedures } from './mmi-codes.ts'
import { type MmiCode, mmiServiceCommand } from './mmi-service-command.ts'

/** What a string that a person dialled asks for. */
export type MmiCommand =
  /** A call. */
  | { readonly kind: 'dial'; readonly command: string }
  /** A supplementary service, a question to the module, or USSD. */
  | { readonly kind: 'command'; readonly command: string }
  /** Nothing that may be sent. */
  | { readonly kind: 'invalid'; readonly reason: string }

/**
 * The command line for a string as it is dialled on a telephone: a number, or a code of 3GPP TS 22.030 6.5 (forwarding,
 * barring, waiting, number presentation and restriction, passwords, IMEI). Any other string that ends in # is USSD
 * (6.5.3.2). Pure; nothing that comes out can hold a second command.
 */
export function mmiCommand(input: string): MmiCommand {
  if (!/^[0-9*#+ABC]{1,160}$/.test(input)) return { kind: 'invalid', reason: 'a character that no telephone dials' }
  try {
    const code = codeOf(input)
    const command = code && mmiServiceCommand(code)
    if (command) return { kind: 'command', command }
    if (input.endsWith('#')) return { kind: 'command', command: `AT+CUSD=1,${quoted(input)},15` }
    return { kind: 'dial', command: dialCommand(input) }
  } catch (error) {
    if (!CellvoiceError.is(error)) throw error
    return { kind: 'invalid', reason: error.message }
  }
}

/** Before a number, `#31#` hides and `*31#` shows our own in this call (22.030 annex B): the I and i of ATD (27.007 6.2). */
function dialCommand(input: string): string {
  if (/^#31#./.test(input)) return `ATD${dialString(input.slice(4))}I;`
  if (/^\*31#./.test(input)) return `ATD${dialString(input.slice(4))}i;`
  return `ATD${dialString(input)};`
}

function codeOf(input: string): MmiCode | null {
  const match = /^(\*\*|\*#|##|\*|#)(\d{2,3})((?:\*[^*#]*)*)#$/.exec(input)
  if (!match) return null
  const [, begin = '', service = '', rest = ''] = match
  return {
    procedure: mmiProcedures[begin as keyof typeof mmiProcedures],
    service,
    information: rest.split('*').slice(1),
  }
}
