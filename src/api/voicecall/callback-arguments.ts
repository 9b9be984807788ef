import type { CallEvent } from '../../calls/call-event.ts'
import type { CallSnapshot } from '../../calls/call-record.ts'
import { numberTypeOf } from '../../modem/module-commands.ts'
import { type CallbackArguments, csCodes, legacyCodes, volteCodes } from './callback-codes.ts'
import { vendorCause } from './vendor-cause.ts'

/** Which codes tell of a call. */
export type CallFamily = 'volte' | 'cs' | 'legacy'

/** How the arguments are formed, where firmware differs. */
export interface CallbackForm {
  /** `status` of a VoLTE code: as ^DSCI numbers it (1 hold … 7 alerting; the default) or as AT+CLCC does (0 active …). */
  readonly callStatusEncoding: 'dsci' | 'clcc'
  /** Appends the ninth element that firmware delivers and the documentation omits: 0 released by us, 1 by the far end. */
  readonly releaseDirection: boolean
}

type State = CallSnapshot['state']

const dsciStatus: Readonly<Record<State, number>> = {
  held: 1,
  dialing: 2,
  active: 3,
  incoming: 4,
  waiting: 5,
  ended: 6,
  alerting: 7,
}

const clccStatus: Readonly<Record<State, number>> = {
  active: 0,
  held: 1,
  dialing: 2,
  alerting: 3,
  incoming: 4,
  waiting: 5,
  ended: 6,
}

/**
 * What the callback is given for an event, or null where the family has no code for it.
 *
 * VoLTE and legacy codes: `[code, id, direction, status, 0, multiparty, number, number type]`; the type is 145 or 129, as
 * the contract knows no others. The codes of circuit
 * switched calls have forms of their own; an end is told when its cause is known, since code 4 and 8 carry it.
 */
export function callbackArguments(event: CallEvent, family: CallFamily, form: CallbackForm): CallbackArguments | null {
  if (event.kind !== 'state' && event.kind !== 'ended' && event.kind !== 'cause') return null
  switch (family) {
    case 'volte':
      return event.kind === 'cause' || repeatsRing(event) ? null : volte(volteCodes[event.call.state], event, form)
    case 'legacy':
      return event.kind === 'cause' || repeatsRing(event) ? null : legacy(event, form)
    case 'cs':
      return event.kind === 'ended' || repeatsRing(event) ? null : circuitSwitched(event)
  }
}

/** A call that rang is told once; only one that waited, and now rings because the other call ended, is told again. */
function repeatsRing(event: CallEvent): boolean {
  return event.kind === 'state' && event.call.state === 'waiting' && event.from !== null
}

function legacy(event: Extract<CallEvent, { kind: 'state' | 'ended' }>, form: CallbackForm): CallbackArguments | null {
  const state = event.call.state
  if (state === 'dialing' || state === 'alerting' || state === 'held') return null
  return volte(legacyCodes[state], event, form)
}

function volte(
  code: number,
  event: Extract<CallEvent, { kind: 'state' | 'ended' }>,
  { callStatusEncoding, releaseDirection }: CallbackForm,
): CallbackArguments {
  const { index, direction, state, multiparty, number } = event.call
  const status = (callStatusEncoding === 'dsci' ? dsciStatus : clccStatus)[state]
  const byFarEnd = event.kind === 'ended' && event.endedBy === 'remote' ? 1 : 0
  return [
    code,
    index,
    direction === 'outgoing' ? 0 : 1,
    status,
    0,
    multiparty ? 1 : 0,
    number,
    numberTypeOf(number),
    ...(releaseDirection ? [byFarEnd] : []),
  ]
}

function circuitSwitched(event: Extract<CallEvent, { kind: 'state' | 'cause' }>): CallbackArguments | null {
  const { index, number, direction, connectedAtMs, inbandTones, state } = event.call
  if (event.kind === 'cause') {
    const cause = vendorCause(event.cause, event.endedBy)
    const failed = direction === 'outgoing' && connectedAtMs === null && event.endedBy !== 'local'
    return failed ? [csCodes.dialFailed, index, cause, inbandTones ? 1 : 0] : [csCodes.ended, index, cause]
  }
  switch (state) {
    case 'incoming':
    case 'active':
    case 'held':
      return [csCodes[state], index, number]
    case 'waiting':
      return [csCodes.waiting, index, number, numberTypeOf(number), event.call.validity ?? (number === '' ? 1 : 0)]
    case 'dialing':
      return [csCodes.dialing]
    case 'alerting':
    case 'ended':
      return null
  }
}
