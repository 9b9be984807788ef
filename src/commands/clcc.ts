import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { fieldsIn } from '../at/fields.ts'
import { type Direction, directionOf, indexOf, listStateOf, type WireCallState } from './call-state.ts'
import { addressTypeOf, type NumberField } from './number-field.ts'
import { urc } from './urc.ts'

/** One line of the list of current calls. */
export interface ListedCall extends NumberField {
  readonly index: number
  readonly direction: Direction
  readonly state: Exclude<WireCallState, 'ended'>
  /** Qualcomm modules list packet data contexts as active calls of mode data, which take ids of their own. */
  readonly mode: 'voice' | 'data' | 'fax' | 'unknown'
  readonly multiparty: boolean
}

const modes = ['voice', 'data', 'fax'] as const

/** List current calls. The judge of what calls there are. */
export const listCurrentCalls = command<void, readonly ListedCall[]>({
  name: 'AT+CLCC',
  source: '3GPP TS 27.007 7.18; Quectel EC2x AT Commands Manual V2.0, 7.16',
  example: ['AT+CLCC', '+CLCC: 1,0,0,1,0,"",128', '+CLCC: 2,0,3,0,0,"10086",129', 'OK'],
  text: () => 'AT+CLCC',
  claims: ['+CLCC:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => lines.map(listedCallOf).filter(call => call !== null),
})

/**
 * Reads one line of the list: `+CLCC: 4,1,0,0,0,"+15550000001",145`. The number may lack its quotes or be absent, and
 * further fields (alpha tag, priority) are passed over. A line that cannot be read is null.
 */
export function listedCallOf(line: string): ListedCall | null {
  return readCall(line, listStateOf)
}

function readCall<State>(line: string, stateOf: (stat: number | null, line: string) => State | null) {
  const fields = fieldsIn(line)
  const index = indexOf(fields.integer())
  const direction = directionOf(fields.integer())
  const state = stateOf(fields.integer(), line)
  const mode = fields.integer()
  if (index === null || direction === null || state === null || mode === null) return null
  return {
    index,
    direction,
    state,
    mode: modes[mode] ?? ('unknown' as const),
    multiparty: fields.text() === '1',
    number: fields.text() ?? '',
    numberType: addressTypeOf(fields.integer()),
  }
}

function changedStateOf(stat: number | null, line: string): WireCallState | null {
  return stat === 6 && /^\+CLCC: *\d+,\d+,6,/.test(line) ? 'ended' : listStateOf(stat)
}

/** The same line unasked: SIMCom modules print it at each change, with `<stat>` 6 at the end. Capture cap-a7680c. */
export const listedCallChanged = urc({
  key: '+CLCC:',
  source: 'capture cap-a7680c-mo-answered-remote-hangup',
  example: '+CLCC: 1,0,6,0,0,"+84300000001",145,""',
  decode: line => {
    const call = readCall(line, changedStateOf)
    if (!call) return null
    // Written out, because a spread would take half as long again as all the reading.
    return {
      kind: 'listed-call',
      index: call.index,
      direction: call.direction,
      state: call.state,
      mode: call.mode,
      multiparty: call.multiparty,
      number: call.number,
      numberType: call.numberType,
    }
  },
})
