import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'

/** Asks for free text: an answer without a prefix, one item a line. */
function question(name: string, source: string, answer: string) {
  return command<void, readonly string[]>({
    name,
    source,
    example: [name, answer, 'OK'],
    text: () => name,
    claims: ['text'],
    limitMs: DEFAULT_LIMIT_MS,
    decode: ({ lines }) => lines,
  })
}

/** Calls the module: results on, in words, without echo. A module in ATQ1 would never answer a plain AT. */
export const wakeUp = command<void, void>({
  name: 'ATQ0V1E0',
  source: 'ITU-T V.250 6.2',
  example: ['ATQ0V1E0', 'OK'],
  text: () => 'ATQ0V1E0',
  claims: [],
  limitMs: DEFAULT_LIMIT_MS,
  anyPlace: true,
  decode: () => {},
})

/** Manufacturer, model and revision, a line each: `Quectel`, `EC200U`, `Revision: EC200UCNAAR03A14M08`. */
export const identification = question('ATI', 'Quectel EC2x AT Commands Manual V2.0, 2.1', 'EC25')
/** The model name alone. 27.007 5.2. */
export const modelIdentification = question('AT+CGMM', '3GPP TS 27.007 5.2', 'EC25')
/** The revision alone. 27.007 5.3. */
export const revisionIdentification = question('AT+CGMR', '3GPP TS 27.007 5.3', 'EC25EFAR06A06M4G')
/** The serial number of the module: its IMEI, 15 digits. */
export const serialNumber = question('AT+CGSN', '3GPP TS 27.007 5.4', '861536030196001')
