import { command } from '../at/command.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** What a SIM may wait for. 27.007 8.3; the last two as Quectel modules say that there is none. */
const simStates = [
  'READY',
  'SIM PIN',
  'SIM PUK',
  'PH-SIM PIN',
  'PH-FSIM PIN',
  'PH-FSIM PUK',
  'SIM PIN2',
  'SIM PUK2',
  'PH-NET PIN',
  'PH-NET PUK',
  'PH-NETSUB PIN',
  'PH-NETSUB PUK',
  'PH-SP PIN',
  'PH-SP PUK',
  'PH-CORP PIN',
  'PH-CORP PUK',
  'NOT READY',
  'NOT INSERTED',
] as const

/** What the SIM waits for; `unknown` for a text that 27.007 does not know. */
export type SimState = (typeof simStates)[number] | 'unknown'

/** Asks what the SIM waits for. Without a SIM the command fails with +CME ERROR: 10. */
export const simState = command<void, SimState>({
  name: 'AT+CPIN?',
  source: '3GPP TS 27.007 8.3',
  example: ['AT+CPIN?', '+CPIN: READY', 'OK'],
  text: () => 'AT+CPIN?',
  claims: ['+CPIN:'],
  limitMs: 5_000,
  decode: ({ lines }) => simStateOf(lines[0] ?? ''),
})

/** The same unasked: after a start, after AT+CFUN, and `NOT READY` when the SIM is taken out. */
export const simStateChanged = urc({
  key: '+CPIN:',
  source: '3GPP TS 27.007 8.3; captures cap-eg25g-boot-urcs',
  example: '+CPIN: READY',
  decode: line => ({ kind: 'sim-state' as const, state: simStateOf(line) }),
})

function simStateOf(line: string): SimState {
  const text = lineFieldsOf(line)[0]
  return simStates.find(state => state === text) ?? 'unknown'
}
