import { countryCodeOf } from './country-code.ts'
import type { NationalDialling } from './dial-policy.ts'
import { trunkOf } from './national-dialling.ts'

/** What a number that is dialled may mean. */
export interface NumberReading {
  /** Without `+`. */
  readonly dialled: string
  /** In international form without `+`; null for a short code, or where the country is not known. */
  readonly international: string | null
  /** International forms that a network might read it as, the one above among them. */
  readonly possible: readonly string[]
}

/** How numbers of other countries are dialled: nearly everywhere, and somewhere. */
const usualPrefixes: readonly string[] = ['00']
const foreignPrefixes: readonly string[] = ['00', '011', '0011', '010', '810']

/** Shorter ones are short codes, which nobody outside the network can call. */
const MIN_NATIONAL_DIGITS = 7

/** Reads a number as a network of that country would. */
export function readNumber(number: string, country: NationalDialling | null): NumberReading {
  if (number.startsWith('+')) return read(number.slice(1), number.slice(1), [number.slice(1)], country)
  const prefixes = country?.international ?? usualPrefixes
  const prefix = longest(prefixes.filter(one => number.startsWith(one)))
  const abroad = (country ? usualPrefixes : foreignPrefixes)
    .filter(one => number.startsWith(one))
    .map(one => number.slice(one.length))
  if (prefix !== undefined) {
    const international = number.slice(prefix.length)
    return read(number, international, [international, ...abroad], country)
  }
  const home = country ? homeForms(number, country) : []
  const international = country && isWhole(number, country) ? (home[0] ?? null) : null
  return read(number, international, [...home, ...abroad], country)
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

function read(
  dialled: string,
  international: string | null,
  forms: readonly string[],
  country: NationalDialling | null,
): NumberReading {
  const possible = [...forms]
  for (const form of forms) {
    const bare = withoutTrunk(form, country)
    if (bare !== null) possible.push(bare)
  }
  return { dialled, international, possible }
}

/** A network may pass over a trunk prefix after the country code (`+44 0…`), where the country has one. */
function withoutTrunk(international: string, own: NationalDialling | null): string | null {
  const code = own && international.startsWith(own.country) ? own.country : countryCodeOf(international)
  const trunk = own?.country === code ? own.trunk : trunkOf(code)
  if (trunk === '' || !international.startsWith(trunk, code.length)) return null
  return code + international.slice(code.length + trunk.length)
}

function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>((best, one) => (best && best.length >= one.length ? best : one), undefined)
}
