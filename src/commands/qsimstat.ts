import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { lineFieldsOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** Whether there is a SIM in the holder, and whether changes are announced; null where not known. */
export interface SimInsertion {
  readonly enabled: boolean | null
  readonly inserted: boolean | null
}

/** Announces that the SIM is put in or taken out. Needs AT+QSIMDET to be set for the holder. */
export const setSimInsertion = setting<boolean>({
  name: 'AT+QSIMSTAT',
  source: 'Quectel EC2x AT Commands Manual V2.0, 5.11',
  example: 'AT+QSIMSTAT=1',
  text: on => `AT+QSIMSTAT=${on ? 1 : 0}`,
})

/** Asks whether there is a SIM. */
export const simInsertion = command<void, SimInsertion>({
  name: 'AT+QSIMSTAT?',
  source: 'Quectel EC2x AT Commands Manual V2.0, 5.11',
  example: ['AT+QSIMSTAT?', '+QSIMSTAT: 1,1', 'OK'],
  text: () => 'AT+QSIMSTAT?',
  claims: ['+QSIMSTAT:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => simInsertionOf(lines[0] ?? ''),
})

/** The same unasked, in the same form. */
export const simInsertionChanged = urc({
  key: '+QSIMSTAT:',
  source: 'Quectel EC2x AT Commands Manual V2.0, 5.11',
  example: '+QSIMSTAT: 1,0',
  decode: line => ({ kind: 'sim-insertion' as const, ...simInsertionOf(line) }),
})

function simInsertionOf(line: string): SimInsertion {
  const [enabled, inserted] = lineFieldsOf(line)
  return { enabled: flagOf(enabled), inserted: flagOf(inserted) }
}

function flagOf(field: string | undefined): boolean | null {
  return field === '0' || field === '1' ? field === '1' : null
}
