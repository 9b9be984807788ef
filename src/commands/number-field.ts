import { integerOf } from '../at/fields.ts'

/** A number with its type of address, as lists and call lines carry it. */
export interface NumberField {
  /** Digits with an optional leading +; '' where it is withheld or absent. */
  readonly number: string
  /** Type of address octet, 128-255 (24.008 10.5.4.7): 129 unknown, 145 international, 161 national; null if absent. */
  readonly numberType: number | null
}

/** Names of the type of address octet that occur on the wire. 24.008 10.5.4.7. */
export const numberTypeNames: Readonly<Record<number, string>> = {
  128: 'unknown',
  129: 'unknown',
  145: 'international',
  161: 'national',
}

/** Reads a number and the type beside it; a type that is none does not lose the number. */
export function numberField(number: string | undefined, type: string | undefined): NumberField {
  return { number: number ?? '', numberType: addressTypeOf(integerOf(type)) }
}

/** The number of a type of address octet, or null for one that is none. */
export function addressTypeOf(octet: number | null): number | null {
  return octet !== null && octet >= 128 && octet <= 255 ? octet : null
}

/** The type of address of a number: 145 with a leading +, else 129. 27.007 7.6 and 24.008 10.5.4.7. */
export function numberTypeOf(number: string): 129 | 145 {
  return number.startsWith('+') ? 145 : 129
}
