import { CellvoiceError } from '../../base/error.ts'
import { type DeniedKind, deniedRanges, premiumWithoutCountry } from './denied-ranges.ts'
import type { DialPolicy, NationalDialling, NumberRange } from './dial-policy.ts'
import { nationalDialling } from './national-dialling.ts'
import type { NumberReading } from './read-number.ts'

/** What the range says that has the longest prefix. */
export type RangeVerdict = 'allowed' | 'denied' | DeniedKind

const ANY_LENGTH = Number.POSITIVE_INFINITY

interface Range {
  readonly verdict: RangeVerdict
  /** Of two with the same prefix the higher one decides. */
  readonly rank: number
  readonly isInternational: boolean
  readonly digits: string
  readonly minDigits: number
  readonly maxDigits: number
}

/** The lists of a policy, with what is denied by default. */
export class NumberRanges {
  readonly country: NationalDialling | null
  /** Whether what no range has is refused. */
  readonly isClosed: boolean
  private readonly ranges: readonly Range[]

  /** @throws CellvoiceError INVALID_ARGUMENT for a prefix or a country that is none. */
  constructor({ country, allow, deny = [], premium = 'denied', satellite = 'denied' }: DialPolicy) {
    this.country = country === undefined ? null : nationalDialling(country)
    this.isClosed = allow !== undefined
    const isDenied = { premium: premium === 'denied', satellite: satellite === 'denied' }
    this.ranges = [
      ...deny.map(range => listed(range, 'denied', 2)),
      ...(allow ?? []).map(range => listed(range, 'allowed', 1)),
      ...defaults(this.country === null).filter(({ verdict }) => isDenied[verdict as DeniedKind]),
    ]
  }

  /** What the lists say of a number, or null where none has it. A range that allows needs to be sure of the number. */
  verdictOn({ dialled, international, possible }: NumberReading): RangeVerdict | null {
    const fitting = this.ranges.filter(range => {
      if (!range.isInternational) return fits(range, dialled)
      if (range.verdict === 'allowed') return international !== null && fits(range, international)
      return possible.some(digits => fits(range, digits))
    })
    const best = fitting.reduce<Range | null>((one, other) => (one && isStronger(one, other) ? one : other), null)
    return best?.verdict ?? null
  }
}

function fits({ digits, minDigits, maxDigits }: Range, number: string): boolean {
  return number.startsWith(digits) && number.length >= minDigits && number.length <= maxDigits
}

function isStronger(one: Range, other: Range): boolean {
  if (one.digits.length !== other.digits.length) return one.digits.length > other.digits.length
  return one.rank >= other.rank
}

function defaults(isCountryUnknown: boolean): readonly Range[] {
  const known = deniedRanges.flatMap(({ kind, code, prefixes, minDigits = 0, maxDigits = ANY_LENGTH }) =>
    prefixes.map(prefix => {
      const digits = { minDigits: code.length + minDigits, maxDigits: code.length + maxDigits }
      return listed({ prefix: `+${code}${prefix}`, ...digits }, kind, 0)
    }),
  )
  return isCountryUnknown ? [...known, ...premiumWithoutCountry.map(prefix => listed(prefix, 'premium', 0))] : known
}

function listed(range: string | NumberRange, verdict: RangeVerdict, rank: number): Range {
  const {
    prefix,
    minDigits = 1,
    maxDigits = Number.POSITIVE_INFINITY,
  } = typeof range === 'string' ? { prefix: range } : range
  if (!/^\+?\d{1,15}$/.test(prefix)) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `${JSON.stringify(prefix)} is no prefix of numbers: a + and digits, or digits`,
    })
  }
  const isInternational = prefix.startsWith('+')
  return { verdict, rank, isInternational, digits: prefix.replace('+', ''), minDigits, maxDigits }
}
