import { type Check, listOf, members, plain, text, word } from '../check-value.ts'

/** NaN is of no range, so that it lifts no limit. */
const amount = (form: string, isWithin: (value: number) => boolean) =>
  plain(form, value => typeof value === 'number' && isWithin(value))
const atLeastNone = amount('a number of 0 or more', value => value >= 0)
const atLeastOne = amount('a number of 1 or more', value => value >= 1)

const digits = (form: string, pattern: RegExp) => plain(form, value => typeof value === 'string' && pattern.test(value))
const countryCode = digits('a country code of 1 to 3 digits in quotes, such as 44', /^[1-9]\d{0,2}$/)
const dialling = members(
  {
    country: countryCode,
    trunk: digits('digits in quotes, or an empty text', /^\d*$/),
    international: listOf(digits('digits in quotes', /^\d+$/)),
  },
  ['country', 'trunk', 'international'],
)
/** What a text must be is looked at where it is looked up. */
const codeText = plain('a country code in quotes, such as 44', value => typeof value === 'string')
const country: Check = (value, key) => (typeof value === 'object' ? dialling : codeText)(value, key)

const prefix = digits('1 to 15 digits in quotes, after a + in international form', /^\+?\d{1,15}$/)
const limits = members({ prefix, minDigits: atLeastOne, maxDigits: atLeastOne }, ['prefix'])
const range: Check = (value, key) => (typeof value === 'object' ? limits : prefix)(value, key)

const leave = word('allowed', 'denied')
const caps = members({ calls: atLeastNone, minutes: atLeastNone })

/**
 * A key that is misspelt, or a value of another type, must not lift a limit unseen.
 * @throws CellvoiceError INVALID_ARGUMENT that names the key.
 */
export const checkPolicy: Check = members({
  country,
  allow: listOf(range),
  deny: listOf(range),
  premium: leave,
  satellite: leave,
  emergency: leave,
  maxCallMinutes: amount('a number greater than 0', value => value > 0),
  callsPerMinute: atLeastOne,
  lineDay: caps,
  day: caps,
  usagePath: text,
})
