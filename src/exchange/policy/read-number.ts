import { withoutOwnNumberPrefix } from '../../calls/called-digits.ts'
import { countryCodeOf } from './country-code.ts'
import type { NationalDialling } from './dial-policy.ts'
import { internationalPrefixes, trunkOf } from './national-dialling.ts'

/** What a number that is dialled may mean. */
export interface NumberReading {
  /** Without `+`. */
  readonly dialled: string
  /** That, and what is left of it without digits that show or hide our own number. */
  readonly called: readonly string[]
  /** In international form without `+`; null for a short code, or where it is not sure. */
  readonly international: string | null
  /** International forms that a network, or a person, might read it as, the one above among them. */
  readonly possible: readonly string[]
}

/** How numbers of other countries are dialled nearly everywhere. */
const usualPrefixes: readonly string[] = ['00']

/** Shorter ones are short codes, which nobody outside the network can call. */
const MIN_NATIONAL_DIGITS = 7
/** Numbers that are dialled without a trunk prefix are not longer, nearly everywhere. */
const MAX_NATIONAL_DIGITS = 10

/** Reads a number as a network of that country would. */
export function readNumber(number: string, country: NationalDialling | null): NumberReading {
  if (number.startsWith('+')) {
    const international = number.slice(1)
    return { dialled: international, called: [international], ...withForms(international, [international], country) }
  }
  const rests = withoutOwnNumberPrefix(number, country?.country)
  const { international, forms } = readDigits(number, country)
  const restForms = rests.flatMap(rest => readDigits(rest, country).forms)
  const sure = rests.length > 0 ? null : international
  return { dialled: number, called: [number, ...rests], ...withForms(sure, [...forms, ...restForms], country) }
}

interface Forms {
  /** The form that is sure. */
  readonly international: string | null
  readonly forms: readonly string[]
}

function readDigits(number: string, country: NationalDialling | null): Forms {
  const prefix = longest((country?.international ?? usualPrefixes).filter(one => number.startsWith(one)))
  const abroad = (country ? usualPrefixes : internationalPrefixes)
    .filter(one => number.startsWith(one))
    .map(one => number.slice(one.length))
  if (prefix !== undefined) {
    const international = number.slice(prefix.length)
    return { international, forms: [international, ...abroad] }
  }
  const home = country ? homeForms(number, country) : []
  // Of two readings neither is sure.
  const isSure = country !== null && abroad.length === 0 && isWhole(number, country)
  return {
    international: isSure ? (home[0] ?? null) : null,
    forms: [...home, ...abroad, ...withoutPlus(number, country)],
  }
}

/** Who leaves the `+` out means a number with its country code all the same. */
function withoutPlus(number: string, country: NationalDialling | null): string[] {
  if (number.length <= MAX_NATIONAL_DIGITS) return []
  return number.startsWith(country?.country ?? '') ? [number] : []
}

/** With the country code: without the trunk prefix, where there is one, and as dialled. */
function homeForms(number: string, { country, trunk }: NationalDialling): string[] {
  const asDialled = country + number
  if (trunk === '' || !number.startsWith(trunk)) return [asDialled]
  return [country + number.slice(trunk.length), asDialled]
}

/** Whether it is a number of the country, and no short code: it has the trunk prefix, where that cannot be left out. */
function isWhole(number: string, { country, trunk }: NationalDialling): boolean {
  if (number.length < MIN_NATIONAL_DIGITS) return false
  return trunk === '' || country === '1' || number.startsWith(trunk)
}

function withForms(
  international: string | null,
  forms: readonly string[],
  country: NationalDialling | null,
): Pick<NumberReading, 'international' | 'possible'> {
  return { international, possible: forms.flatMap(form => [form, ...withoutTrunk(form, country)]) }
}

/** A network may pass over a trunk prefix after the country code (`+44 0…`), however often, where the country has one. */
function withoutTrunk(international: string, own: NationalDialling | null): string[] {
  const code = own && international.startsWith(own.country) ? own.country : countryCodeOf(international)
  const trunk = own?.country === code ? own.trunk : trunkOf(code)
  if (trunk === '' || !international.startsWith(trunk, code.length)) return []
  const bare = code + international.slice(code.length + trunk.length)
  return [bare, ...withoutTrunk(bare, own)]
}

function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>((best, one) => (best && best.length >= one.length ? best : one), undefined)
}
