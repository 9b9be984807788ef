import type { NumberRanges } from './number-ranges.ts'

interface Refusal {
  readonly what: string
  readonly remedy: string
  readonly inCountry?: string
}

/** Why a policy refuses a call, and what to do about it; `inCountry` where dialPolicy.country is set. */
export const refusalRules = {
  emergency: {
    what: 'an emergency number, or may be one',
    remedy:
      "Set dialPolicy.country if it is none there. An exchange for people may allow it with dialPolicy.emergency: 'allowed'. Nothing was sent.",
    inCountry: "An exchange for people may allow it with dialPolicy.emergency: 'allowed'. Nothing was sent.",
  },
  'service-code': {
    what: 'no telephone number but a service code, or too short for a number',
    remedy: 'Send service codes with modem.ussd(); hide your number with callerIdentity. Nothing was sent.',
  },
  'country-code': {
    what: 'no international number: no country code begins with 0',
    remedy: 'Leave the 0 out. Nothing was sent.',
  },
  length: {
    what: 'too short or too long for an international number',
    remedy: 'An international number has 6 to 15 digits (E.164). Nothing was sent.',
  },
  denied: { what: 'in a range that dialPolicy.deny lists', remedy: 'Change dialPolicy.deny. Nothing was sent.' },
  'not-allowed': {
    what: 'in no range that dialPolicy.allow lists',
    remedy:
      'Add it to dialPolicy.allow, and set dialPolicy.country so that national numbers are known. Nothing was sent.',
    inCountry: 'Add it to dialPolicy.allow. Nothing was sent.',
  },
  premium: {
    what: 'a premium-rate number, or may be one',
    remedy: 'Set dialPolicy.country if it is none; else list it in dialPolicy.allow. Nothing was sent.',
    inCountry: 'List it in dialPolicy.allow if it is meant. Nothing was sent.',
  },
  satellite: {
    what: 'in a satellite or international network, or may be',
    remedy: 'Set dialPolicy.country if it is not; else list it in dialPolicy.allow. Nothing was sent.',
    inCountry: 'List it in dialPolicy.allow if it is meant. Nothing was sent.',
  },
  'calls-a-minute': { what: 'one call too many within a minute', remedy: 'Dial more slowly. Nothing was sent.' },
  'line-calls-a-day': {
    what: 'beyond the calls of this line for today',
    remedy: 'Wait until tomorrow, or raise dialPolicy.lineDay.',
  },
  'line-minutes-a-day': {
    what: 'beyond the minutes of this line for today',
    remedy: 'Wait until tomorrow, or raise dialPolicy.lineDay.',
  },
  'calls-a-day': { what: 'beyond the calls for today', remedy: 'Wait until tomorrow, or raise dialPolicy.day.' },
  'minutes-a-day': { what: 'beyond the minutes for today', remedy: 'Wait until tomorrow, or raise dialPolicy.day.' },
} as const satisfies Record<string, Refusal>

/** The name of a rule, as `context.rule` of the error has it. */
export type RefusalRule = keyof typeof refusalRules

/** What to do about a refusal. @param ranges Of the policy that refuses. */
export function remedyOf(rule: RefusalRule, { country }: Pick<NumberRanges, 'country'>): string {
  const { remedy, inCountry = remedy }: Refusal = refusalRules[rule]
  return country === null ? remedy : inCountry
}
