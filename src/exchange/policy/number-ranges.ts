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
  /** By prefix: a number has few beginnings, and there are hundreds of ranges. The stronger of two comes first. */
  private readonly byPrefix = new Map<string, readonly Range[]>()
  /** Digits of the longest prefix. */
  private readonly longest: number

  /** @throws CellvoiceError INVALID_ARGUMENT for a prefix or a country that is none. */
  constructor({ country, allow, deny = [], premium = 'denied', satellite = 'denied' }: DialPolicy) {
    this.country = country === undefined ? null : nationalDialling(country)
    this.isClosed = allow !== undefined
    // Only the one word lifts a ban.
    const isDenied = { premium: premium !== 'allowed', satellite: satellite !== 'allowed' }
    const ranges = [
      ...deny.map(range => listed(range, 'denied', 2)),
      ...(allow ?? []).map(range => listed(range, 'allowed', 1)),
      ...defaults(this.country === null).filter(({ verdict }) => isDenied[verdict as DeniedKind]),
    ]
    this.longest = ranges.reduce((longest, { digits }) => Math.max(longest, digits.length), 0)
    for (const range of ranges) this.byPrefix.set(range.digits, [...(this.byPrefix.get(range.digits) ?? []), range])
  }

  /** What the lists say of a number, or null where none has it. A range that allows needs to be sure of the number. */
  verdictOn({ dialled, called, international, possible }: NumberReading): RangeVerdict | null {
    let best = this.strongest(dialled, isOfDialled)
    for (const digits of called) best = stronger(best, this.strongest(digits, isOfCalled))
    if (international !== null) best = stronger(best, this.strongest(international, isSure))
    for (const digits of possible) best = stronger(best, this.strongest(digits, isOfPossible))
    return best?.verdict ?? null
  }

  /** Of the ranges that a number is in, and that count, the strongest. */
  private strongest(number: string, counts: (range: Range) => boolean): Range | null {
    for (let length = Math.min(number.length, this.longest); length > 0; length--) {
      const found = this.byPrefix
        .get(number.slice(0, length))
        ?.find(range => counts(range) && number.length >= range.minDigits && number.length <= range.maxDigits)
      if (found) return found
    }
    return null
  }
}

const isOfDialled = ({ isInternational }: Range) => !isInternational
const isOfCalled = ({ isInternational, verdict }: Range) => !isInternational && verdict !== 'allowed'
const isSure = ({ isInternational, verdict }: Range) => isInternational && verdict === 'allowed'
const isOfPossible = ({ isInternational, verdict }: Range) => isInternational && verdict !== 'allowed'

function stronger(one: Range | null, other: Range | null): Range | null {
  if (!one || !other) return one ?? other
  if (one.digits.length !== other.digits.length) return one.digits.length > other.digits.length ? one : other
  return one.rank >= other.rank ? one : other
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
