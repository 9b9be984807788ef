import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'
import { Fields, parametersOf } from '../at/fields.ts'
import { urc } from './urc.ts'

/** Where the module is registered. */
export interface Registration {
  /** 0 not searching, 1 home, 2 searching, 3 denied, 4 unknown, 5 roaming, 6-7 SMS only, 8 emergency. 27.007 7.2. */
  readonly stat: number
  readonly registered: boolean
  readonly roaming: boolean
  /** Location or tracking area and cell, hexadecimal; null if not given. */
  readonly area: string | null
  readonly cell: string | null
  /** Access technology: 0 GSM, 2 UTRAN, 7 E-UTRAN, 13 NR; null if not given. */
  readonly technology: number | null
}

/**
 * Reads both forms: the answer has `<n>` in front (`+CREG: 2,1,"9110","7E6"`), the unsolicited line has not
 * (`+CREG: 1,"D509","80D413D",7`). The second parameter tells: an unquoted digit is `<stat>`.
 */
export function registrationOf(line: string): Registration | null {
  const parameters = parametersOf(line)
  const fields = new Fields(parameters)
  if (isReadForm(parameters)) fields.text()
  const stat = fields.integer()
  if (stat === null || stat < 0 || stat > HIGHEST_STAT) return null
  return {
    stat,
    registered: stat === 1 || stat === 5,
    roaming: stat === 5,
    area: fields.text() || null,
    cell: fields.text() || null,
    technology: fields.integer(),
  }
}

/** 27.007 7.2 `<stat>` 11: emergency bearer only. */
const HIGHEST_STAT = 11

/** A location area has four digits or more, so it is not taken for a `<stat>` where it lacks its quotes. */
const isReadForm = (parameters: string) => /^\d *, *\d{1,2} *(,|$)/.test(parameters)

function registration<const Domain extends '+CREG' | '+CGREG' | '+CEREG'>(domain: Domain, clause: string) {
  const source = `3GPP TS 27.007 ${clause}`
  return {
    query: command<void, Registration | null>({
      name: `AT${domain}?`,
      source,
      example: [`AT${domain}?`, `${domain}: 2,1,"D509","80D413D",7`, 'OK'],
      text: () => `AT${domain}?`,
      claims: [{ prefix: `${domain}:`, when: line => isReadForm(parametersOf(line)) }],
      limitMs: DEFAULT_LIMIT_MS,
      decode: ({ lines }) => registrationOf(lines[0] ?? ''),
    }),
    announce: setting<0 | 1 | 2>({
      name: `AT${domain}`,
      source,
      example: `AT${domain}=2`,
      text: n => `AT${domain}=${integer(n, 0, 2)}`,
    }),
    changed: urc({
      key: `${domain}:`,
      source,
      example: `${domain}: 1,"D509","80D413D",7`,
      isAnswer: line => isReadForm(parametersOf(line)),
      decode: line => {
        const state = registrationOf(line)
        return state && { kind: 'registration' as const, domain, ...state }
      },
    }),
  }
}

/** Circuit switched. */
export const circuitRegistration = registration('+CREG', '7.2')
/** Packet switched, 2G and 3G. */
export const packetRegistration = registration('+CGREG', '10.1.20')
/** LTE. */
export const epsRegistration = registration('+CEREG', '10.1.22')
