import { identification, serialNumber } from '../commands/identity.ts'
import { isAnswerOrSilence } from './is-answer-or-silence.ts'
import type { ModemExecute } from './modem-execute.ts'
import type { Identity } from './profile.ts'

/** What a module says it is. Asked of the module itself: USB ids are shared between models. */
export interface ModemIdentity extends Identity {
  /** The serial number of the module, 15 digits, or '' where it did not say. */
  readonly imei: string
}

/** Asks ATI and AT+CGSN. A module that refuses one is still a modem. @throws CellvoiceError PORT_LOST, MODEM_CLOSED. */
export async function identify(execute: ModemExecute): Promise<ModemIdentity> {
  const lines = await execute(identification, undefined).catch(nothing)
  const imei = await execute(serialNumber, undefined).catch(nothing)
  return { ...identityOf(lines), imei: imeiOf(imei) }
}

/** The serial number in the answer to AT+CGSN, or ''. */
export function imeiOf(lines: readonly string[]): string {
  return /\b\d{14,16}\b/.exec(lines.join(' '))?.[0] ?? ''
}

/**
 * Reads the answer to ATI: manufacturer, model and `Revision: …`, a line each. Some modules put `Manufacturer:` and
 * `Model:` in front (SIMCom), and a plain 27.007 module may give one line.
 */
export function identityOf(lines: readonly string[]): Identity {
  const value = (name: string, at: number) =>
    lines.find(line => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1) ??
    lines.filter(line => !line.includes(':'))[at] ??
    ''
  return {
    manufacturer: value('manufacturer', 0).trim(),
    model: value('model', 1).trim(),
    revision: value('revision', 2).trim(),
  }
}

function nothing(error: unknown): readonly string[] {
  if (!isAnswerOrSilence(error)) throw error
  return []
}
