import { setting } from '../at/command.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'
import { type Direction, directionOf, indexOf, type WireCallState } from './call-state.ts'
import { addressTypeOf, type NumberField, numberTypeNames } from './number-field.ts'
import { urc } from './urc.ts'

/** A change of one call, as `^DSCI` tells it. */
export interface CallIndication extends NumberField {
  readonly kind: 'dsci'
  /** The id of AT+CLCC, or null: UNISOC modules may print 0. */
  readonly index: number | null
  readonly direction: Direction
  readonly state: WireCallState
  readonly mode: 'voice' | 'data'
  /** The release cause as 24.008 numbers it, where the line carries one. */
  readonly cause: number | null
  /** Whether the network supplies in-band tones (`tone_info` 1), where the line says so. */
  readonly inbandTones: boolean | null
}

/** Quectel EC2x AT Commands Manual V2.0, 7.23; 8 and 9 (held by the far end, by both) as EC25 operator builds print. */
const shortStates: Readonly<Record<number, WireCallState>> = {
  1: 'held',
  2: 'dialing',
  3: 'active',
  4: 'incoming',
  5: 'waiting',
  6: 'ended',
  7: 'alerting',
  8: 'active',
  9: 'held',
}

/** UNISOC and TD-SCDMA stacks: the numbering of 27.007 7.18, and 6 for the end. Captures cap-unisoc, cap-tdscdma. */
const longStates: Readonly<Record<number, WireCallState>> = {
  0: 'active',
  1: 'held',
  2: 'dialing',
  3: 'alerting',
  4: 'incoming',
  5: 'waiting',
  6: 'ended',
}

const isNumberType = (field: string | undefined) => field !== undefined && Object.hasOwn(numberTypeNames, field)

/** Switches the call indications on or off; lost at a restart. */
export const setCallIndications = setting<boolean>({
  name: 'AT^DSCI',
  source: 'Quectel EC2x AT Commands Manual V2.0, 7.23',
  example: 'AT^DSCI=1',
  text: on => `AT^DSCI=${on ? 1 : 0}`,
})

/**
 * `^DSCI` in its two dialects, told apart by where the type of address stands: `id,dir,stat,type,number,numtype[,tone]`
 * (Quectel) or `id,dir,stat,mode,mpty,number,numtype,,cause,…` (long).
 */
export const callIndication = urc<CallIndication>({
  key: '^DSCI:',
  source: 'Quectel EC2x AT Commands Manual V2.0, 7.23; captures cap-unisoc-volte-dsci, cap-tdscdma-mo-busy',
  example: '^DSCI: 2,0,7,0,133,129',
  isAnswer: line => lineFieldsOf(line).length === 1,
  decode: line => {
    const fields = lineFieldsOf(line)
    return isNumberType(fields[6]) ? longForm(fields) : shortForm(fields)
  },
})

function shortForm([id, dir, stat, type, number = '', numberType, tone]: readonly string[]): CallIndication | null {
  const direction = directionOf(integerOf(dir))
  const state = shortStates[integerOf(stat) ?? -1]
  if (!state || !direction) return null
  return {
    kind: 'dsci',
    index: indexOf(integerOf(id)),
    direction,
    state,
    // Type 1 is a packet data context, 9 an emergency call.
    mode: type === '1' ? 'data' : 'voice',
    number,
    numberType: addressTypeOf(integerOf(numberType)),
    cause: null,
    inbandTones: tone === '0' || tone === '1' ? tone === '1' : null,
  }
}

function longForm([id, dir, stat, mode, , number = '', numberType, , cause]: readonly string[]): CallIndication | null {
  const direction = directionOf(integerOf(dir))
  const state = longStates[integerOf(stat) ?? -1]
  if (!state || !direction) return null
  return {
    kind: 'dsci',
    index: indexOf(integerOf(id)),
    direction,
    state,
    // UNISOC VoLTE prints mode 1 for voice calls too (cap-unisoc-volte-dsci); data contexts have no number.
    mode: mode === '1' && number === '' ? 'data' : 'voice',
    number,
    numberType: addressTypeOf(integerOf(numberType)),
    cause: integerOf(cause),
    inbandTones: null,
  }
}
