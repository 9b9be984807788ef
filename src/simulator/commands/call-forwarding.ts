import type { Command, CommandContext } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import { later, type Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import { numberType } from '../module/number-type.ts'
import { type Forwarding, forwardingReason, type Services, voiceClass } from '../network/services.ts'
import { timing } from '../network/timing.ts'

/** How a family shows and takes forwardings. */
export interface ForwardingStyle {
  readonly shown: (forwarding: Forwarding, isNoReply: boolean) => string
  readonly none: string
  /** Whether more than one class at once, a + without type 145 and numbers over 20 digits are refused. */
  readonly strict: boolean
}

/** The forms of 3GPP TS 27.007 7.11. */
export const plainForwarding: ForwardingStyle = {
  shown: ({ active, number, seconds }, isNoReply) =>
    `+CCFC: ${active ? 1 : 0},1,"${number}",${numberType(number)}${isNoReply ? `,,,${seconds}` : ''}`,
  none: '+CCFC: 0,7',
  strict: false,
}

/** The forms of the manual's example (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 11.1). */
export const qualcommForwarding: ForwardingStyle = {
  shown: ({ active, number, seconds }, isNoReply) =>
    `+CCFC: ${active ? 1 : 0},1,"${number}",${numberType(number)},,,${isNoReply ? seconds : ''}`,
  none: '+CCFC: 0,255',
  strict: false,
}

/** The UNISOC stack leaves no blank and shows one line at most. */
export const unisocForwarding: ForwardingStyle = {
  shown: ({ active, number, seconds }, isNoReply) =>
    `+CCFC:${active ? 1 : 0},1,"${number}",${numberType(number)}${isNoReply ? `,,,${seconds}` : ''}`,
  none: '+CCFC:0,1',
  strict: true,
}

const { unconditional, busy, noReply, notReachable } = forwardingReason
const reasonsOf: Readonly<Record<number, readonly number[]>> = {
  0: [unconditional],
  1: [busy],
  2: [noReply],
  3: [notReachable],
  4: [unconditional, busy, noReply, notReachable],
  5: [busy, noReply, notReachable],
}

/** AT+CCFC in the style of a family. */
export function callForwarding(style: ForwardingStyle): Command {
  return {
    name: '+CCFC',
    test: '+CCFC: (0-5)',
    set: (at, parameters) => forward(at, parameters, style),
  }
}

interface Wish {
  readonly reasons: readonly number[]
  readonly mode: number
  readonly number: string
  readonly seconds: number
}

function forward(at: CommandContext, parameters: readonly Parameter[], style: ForwardingStyle): Outcome {
  const [reason, mode, number, type, classes, , , time] = parameters
  const reasons = reasonsOf[numberOf(reason) ?? -1]
  const digits = number?.text ?? ''
  const bits = numberOf(classes) ?? (style.strict ? voiceClass : 7)
  const seconds = time && time.text !== '' ? (numberOf(time) ?? 0) : 20
  if (!reasons || !mode || !/^[0-4]$/.test(mode.text) || !/^(\+?[0-9*#]*)$/.test(digits)) return { cme: 53 }
  if (seconds < 1 || seconds > 30) return { cme: 53 }
  if (style.strict) {
    if (![1, 2, 4, 8].includes(bits) || digits.length > 20) return { cme: 53 }
    if (digits.startsWith('+') && numberOf(type) !== 145) return { cme: 53 }
  }
  const international = numberOf(type) === 145 && digits !== '' && !digits.startsWith('+')
  const wish: Wish = { reasons, mode: Number(mode.text), number: international ? `+${digits}` : digits, seconds }
  const { services } = at.module.voice.line
  return later(at.module.clock, timing.serviceMs, () =>
    // Only telephony is provisioned: other classes have nothing registered and cannot have.
    (bits & voiceClass) === 0 ? otherClasses(at, wish, style) : carryOut(at, services, wish, style),
  )
}

function otherClasses(at: CommandContext, { mode }: Wish, style: ForwardingStyle): FinalResult {
  if (mode !== 2) return { cme: 30 }
  at.say(style.none)
  return 'OK'
}

function carryOut(at: CommandContext, services: Services, wish: Wish, style: ForwardingStyle): FinalResult {
  const { reasons, mode, number, seconds } = wish
  const entries = reasons.map(reason => ({ reason, key: `${reason}/${voiceClass}` }))
  switch (mode) {
    case 2: {
      const [entry, ...others] = entries
      if (!entry || others.length > 0) return { cme: 3 }
      const forwarding = services.forwarding.get(entry.key)
      at.say(forwarding ? style.shown(forwarding, entry.reason === noReply) : style.none)
      return 'OK'
    }
    case 3:
      if (number === '') return { cme: 53 }
      for (const { key } of entries) services.forwarding.set(key, { active: true, number, seconds })
      return 'OK'
    case 4:
      for (const { key } of entries) services.forwarding.delete(key)
      return 'OK'
    default: {
      const registered = entries.flatMap(({ key }) => services.forwarding.get(key) ?? [])
      // What is not registered cannot be activated; deactivating it changes nothing (3GPP TS 22.082 1.3).
      if (mode === 1 && registered.length === 0) return { cme: 3 }
      for (const forwarding of registered) forwarding.active = mode === 1
      return 'OK'
    }
  }
}
