import { legTo, legToService } from '../calling/call-target.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { type ConferenceOptions, legToRoom } from '../conference/leg-to-room.ts'
import type { WaitOptions } from '../limits.ts'
import type { State } from '../words/state.ts'
import { enterTransfer, transfer } from './transfer.ts'

/** How a call is transferred. */
export interface TransferOptions extends WaitOptions {
  /** Who is shown to the target; on a cellular line only the number of a SIM can be. Default ''. */
  readonly callFrom?: string | undefined
  /** What the caller hears while the target rings: a tone of the tone manager. Default its default. */
  readonly ringbackTone?: string | null | undefined
}

/** Transfers to an address. */
export async function retrievableTransfer(
  parts: ChannelParts,
  other: ChannelParts,
  callTo: string | null | undefined,
  options: TransferOptions,
): Promise<State> {
  const method = 'retrievableTransfer'
  enterTransfer(parts, method, other)
  const { callFrom = '', ringbackTone = null } = options
  const { leg: beside } = parts.life
  const bring = legTo(parts, { method, callTo: callTo ?? '', callFrom, policy: 'ignore', beside })
  return transfer(parts, method, other, { bring, whileRinging: { kind: 'tone', name: ringbackTone } }, options)
}

/** Transfers to an inbound service. */
export async function transferToInboundService(
  parts: ChannelParts,
  other: ChannelParts,
  callTo: string,
  options: TransferOptions,
): Promise<State> {
  const method = 'transferToInboundService'
  enterTransfer(parts, method, other)
  const { callFrom = '', ringbackTone = null } = options
  // Within the exchange nothing hides the caller.
  const bring = legToService(parts, method, callTo, callFrom || (parts.life.leg?.from ?? ''))
  return transfer(parts, method, other, { bring, whileRinging: { kind: 'tone', name: ringbackTone } }, options)
}

/** Transfers into a conference room. */
export async function transferToConferenceRoom(
  parts: ChannelParts,
  other: ChannelParts,
  name: string,
  options: ConferenceOptions & WaitOptions,
): Promise<State> {
  const method = 'transferToConferenceRoom'
  enterTransfer(parts, method, other)
  const bring = legToRoom(parts, method, name, options, parts.life.leg?.from ?? '')
  return transfer(parts, method, other, { bring, whileRinging: { kind: 'room' } }, options)
}
