import { CellvoiceError } from '../../base/error.ts'
import type { NationalDialling } from './dial-policy.ts'

const row = (country: string, trunk: string, ...international: string[]): NationalDialling => ({
  country,
  trunk,
  international,
})

/**
 * Countries that dial otherwise than 0 before national and 00 before international numbers: ITU-T E.164, dialling procedures
 * (annex to ITU Operational Bulletin 994), compared with libphonenumber's metadata.
 */
const exceptions: readonly NationalDialling[] = [
  row('1', '1', '011'),
  row('7', '8', '810'),
  row('30', '', '00'),
  row('34', '', '00'),
  row('36', '06', '00'),
  row('39', '', '00'),
  row('45', '', '00'),
  row('47', '', '00'),
  row('48', '', '00'),
  row('52', '', '00'),
  row('55', '0', '0012', '0014', '0015', '0021', '0031', '0041', '0043'),
  row('61', '0', '0011'),
  row('65', '', '001', '002', '008', '018', '019'),
  row('81', '0', '010'),
  row('82', '0', '001', '002', '005', '006', '008', '00700'),
  row('351', '', '00'),
  row('352', '', '00'),
  row('371', '', '00'),
  row('372', '', '00'),
  row('420', '', '00'),
  row('852', '', '001', '009', '0080'),
  row('972', '0', '012', '013', '014', '018', '00'),
]

/** How international numbers are dialled somewhere. */
export const internationalPrefixes: readonly string[] = [
  ...new Set(['00', ...exceptions.flatMap(({ international }) => international)]),
]

const byCountry = new Map(exceptions.map(one => [one.country, one]))
const usualTrunk = '0'

/** What comes before a national number where a code is that of a country; '' where nothing does. */
export function trunkOf(country: string): string {
  return byCountry.get(country)?.trunk ?? usualTrunk
}

/**
 * How a country dials.
 * @throws CellvoiceError INVALID_ARGUMENT where it is no country code.
 */
export function nationalDialling(country: string | NationalDialling): NationalDialling {
  if (typeof country !== 'string') return country
  if (!/^[1-9]\d{0,2}$/.test(country)) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `${JSON.stringify(country)} is no country code, such as 44`,
    })
  }
  return byCountry.get(country) ?? row(country, usualTrunk, '00')
}
