import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { queryForwarding, setForwarding } from '../../modem/module-commands.ts'

/** QuecPython's `reason`, in order: unconditional, busy, no reply, not reachable. */
const reasons = ['unconditional', 'busy', 'no-reply', 'not-reachable'] as const
/** QuecPython's `fwmode`, in order. */
const modes = ['disable', 'enable', 'query', 'register', 'erase'] as const

/** How calls of some classes are forwarded, as the network says. */
export interface ForwardingStatus {
  readonly active: boolean
  /** Bits of the classes: 1 voice, 2 data, 4 fax, 8 SMS; null where the network did not say. */
  readonly serviceClass: number | null
  /** Where calls go, or null if nothing is registered. */
  readonly number: string | null
  /** How long it rings before no-reply forwards, s, or null. */
  readonly noReplySeconds: number | null
}

/** The reason behind its number. @throws CellvoiceError INVALID_ARGUMENT */
export function forwardingReason(reason: unknown): (typeof reasons)[number] {
  const name = typeof reason === 'number' ? reasons[reason] : undefined
  if (!name) throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'reason is not 0, 1, 2 or 3' })
  return name
}

/**
 * Changes or asks forwarding of voice calls; the number goes with registering, and with activating if one is given.
 * @throws CellvoiceError INVALID_ARGUMENT, INVALID_NUMBER (nothing was sent); AT_ERROR, AT_TIMEOUT, PORT_LOST.
 */
export async function forward(
  modem: Pick<Modem, 'execute'>,
  reason: unknown,
  fwmode: unknown,
  phonenum: unknown,
): Promise<void> {
  const name = forwardingReason(reason)
  const mode = typeof fwmode === 'number' ? modes[fwmode] : undefined
  if (!mode) throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'fwmode is not 0, 1, 2, 3 or 4' })
  if (phonenum !== undefined && typeof phonenum !== 'string') {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'phonenum is not text' })
  }
  switch (mode) {
    case 'query':
      await modem.execute(queryForwarding, name)
      return
    case 'disable':
    case 'erase':
      return modem.execute(setForwarding, { reason: name, action: mode })
    case 'enable':
      return modem.execute(setForwarding, { reason: name, action: mode, ...(phonenum ? { number: phonenum } : {}) })
    case 'register':
      return modem.execute(setForwarding, { reason: name, action: mode, number: phonenum ?? '' })
  }
}

/**
 * What the network says of forwarding for a reason, a row for each group of classes; nothing registered is one inactive row.
 * @throws CellvoiceError INVALID_ARGUMENT (nothing was sent); AT_ERROR, AT_MALFORMED, AT_TIMEOUT, PORT_LOST.
 */
export async function forwardingStatus(
  modem: Pick<Modem, 'execute'>,
  reason: unknown,
): Promise<readonly ForwardingStatus[]> {
  const rows = await modem.execute(queryForwarding, forwardingReason(reason))
  if (!rows) throw new CellvoiceError('AT_MALFORMED', { detail: 'the answer to AT+CCFC is none of 27.007 7.11' })
  return rows.map(({ active, serviceClass, number, noReplySeconds }) => ({
    active,
    serviceClass,
    number,
    noReplySeconds,
  }))
}
