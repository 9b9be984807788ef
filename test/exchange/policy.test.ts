import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/exchange/policy/decide.ts'
import { deniedRanges } from '../../src/exchange/policy/denied-ranges.ts'
import type { DialPolicy } from '../../src/exchange/policy/dial-policy.ts'
import { NumberRanges } from '../../src/exchange/policy/number-ranges.ts'
import { readNumber } from '../../src/exchange/policy/read-number.ts'
import { readPolicy } from '../../src/exchange/policy/read-policy.ts'
import { refusalRules } from '../../src/exchange/policy/refusal-rules.ts'
import { noUsage, type Usage } from '../../src/exchange/policy/usage.ts'

const noon = Date.UTC(2026, 7, 1, 12)

/** What the policy says to a number: the rule that refuses it, or `allowed`. */
function said(number: string, policy: DialPolicy = {}, usage: Partial<Usage> = {}): string {
  const verdict = decide(readPolicy(policy), { ...noUsage, ...usage }, number, noon)
  return verdict.kind === 'refused' ? verdict.rule : verdict.kind
}

describe('a policy that says nothing', () => {
  it.each([
    // Ordinary numbers, in the forms in which people dial them.
    ['+441632960961', 'allowed'],
    ['00441632960961', 'allowed'],
    ['01632960961', 'allowed'],
    ['5550101', 'allowed'],
    ['10086', 'allowed'],
    ['123', 'allowed'],
    ['+800123456', 'allowed'],
    // Satellites and networks without a country.
    ['+870773111632', 'satellite'],
    ['+881612345678', 'satellite'],
    ['00881612345678', 'satellite'],
    ['011881612345678', 'satellite'],
    ['0011881612345678', 'satellite'],
    ['+882161234567', 'satellite'],
    ['+883510012345', 'satellite'],
    // Premium rate, of nobody and of countries.
    ['+979123456789', 'premium'],
    ['+80812345678', 'premium'],
    ['+449098790000', 'premium'],
    ['00449098790000', 'premium'],
    ['+19005550100', 'premium'],
    ['+33899123456', 'premium'],
    ['09001234567', 'premium'],
    ['19005550100', 'premium'],
    // Services, and what is no number.
    ['*21*5550101#', 'service-code'],
    ['**21*5550101#', 'service-code'],
    ['##002#', 'service-code'],
    ['*#06#', 'service-code'],
    ['*100#', 'service-code'],
    ['#31#5550101', 'service-code'],
    ['*31#5550101', 'service-code'],
    ['5550101#', 'service-code'],
    ['555*0101', 'service-code'],
    ['5550101A', 'service-code'],
    ['7', 'service-code'],
    ['42', 'service-code'],
    // E.164 has 15 digits.
    ['+4416329609611234', 'length'],
    ['+44163', 'length'],
    // A trunk prefix after the country code, which a network may pass over; Italy has none, its 0 is of the number.
    ['+4409098790000', 'premium'],
    ['004409098790000', 'premium'],
    ['+4909001234567', 'premium'],
    ['+119005550100', 'premium'],
    ['+360690123456', 'premium'],
    ['+4401632960961', 'allowed'],
    ['+390612345678', 'allowed'],
    ['+3908781234567', 'premium'],
    ['+44009098790000', 'premium'],
    // Abroad, as some country dials it.
    ['002881612345678', 'satellite'],
    ['0014881612345678', 'satellite'],
    ['009881612345678', 'satellite'],
    ['00700881612345678', 'satellite'],
    // Digits that hide our own number in some country.
    ['1410900123456', 'premium'],
    // No country code begins with 0.
    ['+011881612345678', 'country-code'],
    ['+00881612345678', 'country-code'],
    ['0000881612345678', 'country-code'],
    ['+0441632960961', 'country-code'],
  ])('%s: %s', (number, verdict) => expect(said(number)).toBe(verdict))
})

describe('the country of the SIM', () => {
  it.each([
    ['44', '09098790000', 'premium'],
    ['44', '08712345678', 'premium'],
    ['44', '118118', 'premium'],
    // Reading (0118) begins as directory enquiries do.
    ['44', '01184960123', 'allowed'],
    ['44', '01632960961', 'allowed'],
    ['49', '09001234567', 'premium'],
    ['49', '030123456', 'allowed'],
    ['49', '11833', 'premium'],
    ['1', '19005550100', 'premium'],
    ['1', '9005550100', 'premium'],
    ['1', '01188161234567', 'satellite'],
    ['1', '2125550100', 'allowed'],
    ['39', '899123456', 'premium'],
    ['39', '0612345678', 'allowed'],
    ['7', '88095550101', 'premium'],
    ['7', '81088161234567', 'satellite'],
    ['36', '0690123456', 'premium'],
    ['353', '1550123456', 'premium'],
    ['353', '015501234', 'allowed'],
    // Where 0900 begins the numbers of mobiles.
    ['98', '09001234567', 'allowed'],
    // What begins as abroad elsewhere.
    ['44', '01188161234', 'allowed'],
    ['82', '01088161234', 'allowed'],
    ['44', '00881612345678', 'satellite'],
    ['44', '004409098790000', 'premium'],
    ['49', '004909001234567', 'premium'],
    ['49', '4909001234567', 'premium'],
    ['49', '+4409098790000', 'premium'],
    // What shows or hides our own number, however often.
    ['44', '1419098790000', 'premium'],
    ['44', '14709098790000', 'premium'],
    ['44', '14114709098790000', 'premium'],
    ['44', '1411632960961', 'allowed'],
    ['353', '1421550123456', 'premium'],
    ['61', '18311900123456', 'premium'],
    ['61', '18310011881612345678', 'satellite'],
    // National numbers that begin as the country code does.
    ['39', '3914412345', 'allowed'],
    ['91', '9118611234', 'allowed'],
    ['47', '47820123', 'allowed'],
    ['1', '01104409098790000', 'country-code'],
    ['1', '0114409098790000', 'premium'],
  ])('%s dials %s: %s', (country, number, verdict) => expect(said(number, { country })).toBe(verdict))

  it('may be one that dials in its own way', () => {
    const country = { country: '999', trunk: '5', international: ['77'] }
    expect(said('51234567', { country, deny: ['+9991234567'] })).toBe('denied')
    expect(said('7788161234567', { country })).toBe('satellite')
    expect(said('+99951234567', { country, deny: ['+9991234567'] })).toBe('denied')
  })
})

describe('the lists', () => {
  const rows: readonly [string, DialPolicy, string, string][] = [
    ['what no range allows is refused', { allow: ['+44'] }, '+4930123456', 'not-allowed'],
    ['also a short code', { allow: ['+44'], country: '44' }, '10086', 'not-allowed'],
    ['and a national number of no known country', { allow: ['+44'] }, '01632960961', 'not-allowed'],
    ['national numbers are of the country', { allow: ['+44'], country: '44' }, '01632960961', 'allowed'],
    ['nor what the network may read as abroad', { allow: ['+1'], country: '1' }, '00441632960961', 'not-allowed'],
    ['where it has prefixes of its own, too', { allow: ['+61'], country: '61' }, '0044163296096', 'not-allowed'],
    ['or three digits of them', { allow: ['+81'], country: '81' }, '0044163296096', 'not-allowed'],
    ['or an operator in them', { allow: ['+55'], country: '55' }, '00232975821234', 'not-allowed'],
    ['and no trunk prefix', { allow: ['+65'], country: '65' }, '00441632960961', 'not-allowed'],
    ['but its own prefix is sure', { allow: ['+44'], country: '61' }, '0011441632960961', 'allowed'],
    ['with digits that hide our own number', { allow: ['+34'], country: '34' }, '067612345678', 'not-allowed'],
    ['denied with a trunk prefix', { deny: ['+447700'] }, '+4407700900123', 'denied'],
    ['denied without the +', { deny: ['+447700'], country: '44' }, '447700900123', 'denied'],
    ['also of no known country', { deny: ['+447700'] }, '447700900123', 'denied'],
    ['and with both', { deny: ['+447700'] }, '4407700900123', 'denied'],
    [
      'denied as dialled, behind what hides our own number',
      { deny: ['077'], country: '44' },
      '14107700900123',
      'denied',
    ],
    ['but not in another form', { deny: ['07700'], country: '44' }, '+447700900123', 'allowed'],
    ['nothing listed, nothing allowed', { allow: [] }, '+441632960961', 'not-allowed'],
    ['a short code by what is dialled', { allow: ['10086'] }, '10086', 'allowed'],
    ['allowing a country does not allow its premium numbers', { allow: ['+44'] }, '+449098790000', 'premium'],
    ['but allowing as long a prefix does', { allow: ['+449'] }, '+449098790000', 'allowed'],
    ['nor with a trunk prefix', { allow: ['+44'] }, '+4409098790000', 'premium'],
    ['or one number', { allow: ['+449098790000'] }, '+449098790000', 'allowed'],
    ['the longer prefix decides', { allow: ['+44'], deny: ['+4416'] }, '+441632960961', 'denied'],
    ['both ways', { deny: ['+44'], allow: ['+4416'] }, '+441632960961', 'allowed'],
    ['of two as long it is denied', { deny: ['+44'], allow: ['+44'] }, '+441632960961', 'denied'],
    ['too short', { allow: [{ prefix: '+44', minDigits: 12 }] }, '+44163296096', 'not-allowed'],
    ['too long', { allow: [{ prefix: '+44', maxDigits: 12 }] }, '+4416329609611', 'not-allowed'],
    ['just right', { allow: [{ prefix: '+44', minDigits: 12, maxDigits: 12 }] }, '+441632960961', 'allowed'],
    ['premium numbers may be allowed', { premium: 'allowed' }, '+449098790000', 'allowed'],
    ['satellites too', { satellite: 'allowed' }, '+881612345678', 'allowed'],
    ['each by itself', { premium: 'allowed' }, '+881612345678', 'satellite'],
  ]
  it.each(rows)('%s', (_, policy, number, verdict) => expect(said(number, policy)).toBe(verdict))

  it.each<[string, DialPolicy]>([
    ['a prefix', { allow: ['44x'] }],
    ['an empty prefix', { deny: [''] }],
    ['a country', { country: '044' }],
    ['a length', { maxCallMinutes: 0 }],
    ['a rate', { callsPerMinute: 0 }],
    ['a cap', { day: { calls: -1 } }],
    ['no number', { lineDay: { minutes: Number.NaN } }],
  ])('INVALID_ARGUMENT for %s that is none', (_, policy) => {
    expect(() => readPolicy(policy)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('a policy of an untyped caller', () => {
  it.each([
    ['contry', { contry: '44' }],
    ['day.minuts', { day: { minuts: 0 } }],
    ['lineDay', { lineDay: 5 }],
    ['country', { country: 44 }],
    ['country.trunk', { country: { country: '44', international: ['00'] } }],
    ['country.international[0]', { country: { country: '44', trunk: '0', international: [0] } }],
    ['allow', { allow: '+44' }],
    ['deny', { deny: null }],
    ['deny[1]', { deny: ['+44', 33] }],
    ['deny[0].minDigits', { deny: [{ prefix: '+44', minDigits: Number.NaN }] }],
    ['deny[0].min', { deny: [{ prefix: '+44', min: 9 }] }],
    ['allow[0].prefix', { allow: [{}] }],
    ['premium', { premium: 'forbidden' }],
    ['premium', { premium: false }],
    ['satellite', { satellite: 'no' }],
    ['emergency', { emergency: true }],
    ['maxCallMinutes', { maxCallMinutes: '5' }],
    ['callsPerMinute', { callsPerMinute: null }],
    ['usagePath', { usagePath: 7 }],
  ])('is refused by the name of its key: %s %j', (key, policy) => {
    expect(() => readPolicy(policy as DialPolicy)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining(` dialPolicy.${key} is `) }),
    )
  })

  it.each([null, 'denied', ['+44']])('is no object: %j', policy => {
    expect(() => readPolicy(policy as unknown as DialPolicy)).toThrow(/INVALID_ARGUMENT|dialPolicy is .* not an object/)
  })

  it.each([['forbidden'], [false], ['Allowed'], [null]])('lifts no ban by %j', word => {
    const ranges = new NumberRanges({ premium: word, satellite: word } as unknown as DialPolicy)
    const verdictOn = (number: string) => ranges.verdictOn(readNumber(number, null))
    expect(['+449098790000', '+881612345678'].map(verdictOn)).toEqual(['premium', 'satellite'])
  })

  it('may leave out by undefined', () => {
    expect(readPolicy({ day: { calls: undefined }, allow: undefined } as unknown as DialPolicy)).toMatchObject({
      day: { calls: Number.POSITIVE_INFINITY },
      ranges: { isClosed: false },
    })
  })
})

describe('the remedy of a refusal', () => {
  it.each([
    ['09012345678', 'premium'],
    ['+881612345678', 'satellite'],
    ['999', 'emergency'],
    ['+33123456789', 'not-allowed'],
  ])('does not ask for the country that is set: %s', (number, rule) => {
    const remedyOf = (policy: DialPolicy) => decide(readPolicy(policy), noUsage, number, noon)
    const allow = rule === 'not-allowed' ? { allow: ['+44'] } : {}
    expect(remedyOf({ ...allow, country: '44' })).toEqual({
      kind: 'refused',
      rule,
      remedy: expect.not.stringContaining('country'),
    })
    if (rule !== 'premium') expect(remedyOf(allow)).toMatchObject({ remedy: expect.stringContaining('country') })
  })
})

describe('the caps', () => {
  const number = '+441632960961'
  const used = (calls: number, minutes: number) => ({ calls, minutes })
  it.each<[string, DialPolicy, Partial<Usage>, string]>([
    ['calls of a line', { lineDay: { calls: 3 } }, { line: used(3, 0) }, 'line-calls-a-day'],
    ['one left', { lineDay: { calls: 3 } }, { line: used(2, 0), all: used(9, 0) }, 'allowed'],
    ['minutes of a line', { lineDay: { minutes: 3 } }, { line: used(1, 3) }, 'line-minutes-a-day'],
    ['calls of all', { day: { calls: 3 } }, { all: used(3, 0) }, 'calls-a-day'],
    ['minutes of all', { day: { minutes: 3 } }, { all: used(0, 3) }, 'minutes-a-day'],
    ['none at all', { day: { calls: 0 } }, {}, 'calls-a-day'],
    ['two in a minute', { callsPerMinute: 2 }, { recentMs: [noon - 59_999, noon - 1] }, 'calls-a-minute'],
    ['a minute later', { callsPerMinute: 2 }, { recentMs: [noon - 60_000, noon - 1] }, 'allowed'],
    ['a clock that was put back', { callsPerMinute: 1 }, { recentMs: [noon + 86_400_000] }, 'allowed'],
  ])('%s', (_, policy, usage, verdict) => expect(said(number, policy, usage)).toBe(verdict))

  it('leave the length of a call to the minutes as they begin, which may be those of another day', () => {
    const policy = readPolicy({ maxCallMinutes: 10, lineDay: { minutes: 8 } })
    expect(decide(policy, { ...noUsage, line: used(1, 7) }, number, noon)).toMatchObject({ maxMs: 10 * 60_000 })
    expect(decide(readPolicy({}), noUsage, number, noon)).toMatchObject({ maxMs: Number.POSITIVE_INFINITY })
  })
})

describe('the ranges that are denied by default', () => {
  it('are of at least 20 countries, each with its source', () => {
    expect(
      new Set(deniedRanges.filter(({ prefixes }) => prefixes[0] !== '').map(({ code }) => code)).size,
    ).toBeGreaterThan(40)
    for (const { code, prefixes, source } of deniedRanges) {
      expect(`${code} ${prefixes.join(' ')}`).toMatch(/^[1-9]\d{0,2}( \d*)+$/)
      expect(source.length).toBeGreaterThan(10)
    }
  })
})

describe('docs/safety.md', () => {
  const text = readFileSync(new URL('../../docs/safety.md', import.meta.url), 'utf8')

  it('lists each range with its source', () => {
    for (const { code, prefixes, kind, source } of deniedRanges) {
      const row = text.split('\n').find(line => line.startsWith(`| +${code} |`) && line.includes(source))
      expect([code, row]).toEqual([code, expect.stringContaining(`| ${kind} |`)])
      for (const prefix of prefixes) expect(row).toMatch(new RegExp(`[ ,]${prefix || 'all'}[ ,]`))
    }
  })

  it('names each rule', () => {
    for (const rule of Object.keys(refusalRules)) expect(text).toContain(`\`${rule}\``)
  })
})
