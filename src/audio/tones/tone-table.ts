import { CellvoiceError } from '../../base/error.ts'
import type { CountryTones } from './tone.ts'
import { americas } from './tones-americas.ts'
import { asiaPacific } from './tones-asia-pacific.ts'
import { europe } from './tones-europe.ts'
import { middleEastAndAfrica } from './tones-middle-east-africa.ts'

/**
 * The call-progress tones of the countries the library knows, by country code. Each has a ring-back, a busy and a
 * congestion tone; a dial tone and a special information tone where they are known. Each tone names its reference.
 */
export const countryTones: readonly CountryTones[] = [
  ...americas,
  ...asiaPacific,
  ...europe,
  ...middleEastAndAfrica,
].sort((one, other) => (one.code < other.code ? -1 : 1))

/**
 * The tones of one country.
 * @param country ISO 3166-1 alpha-2: `gb`, `US`.
 * @throws CellvoiceError `INVALID_ARGUMENT` when the country is not in the table.
 */
export function tonesOf(country: string): CountryTones {
  const code = country.toLowerCase()
  const found = countryTones.find(one => one.code === code)
  if (found) return found
  const known = countryTones.map(one => one.code).join(' ')
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: `there are no tones for the country ${JSON.stringify(country)}; there are for ${known}`,
    context: { country },
  })
}
