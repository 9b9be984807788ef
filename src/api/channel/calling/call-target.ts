import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import { isNoLineFree } from '../../../exchange/lines/no-line-free.ts'
import type { CallFromPolicy, ChannelParts } from '../channel-parts.ts'
import { notMade } from '../clearing.ts'
import { refusal } from '../refuse.ts'
import { parseCallAddress } from './call-address.ts'
import { type LineChoice, lineForCaller } from './line-for-caller.ts'
import type { BringLeg } from './place-call.ts'

/** Where a call goes to and who makes it. */
export interface CallTarget {
  readonly method: string
  readonly callTo: string
  readonly callFrom: string
  readonly policy: CallFromPolicy
  /** Whose line is used as well where no other is free: its call is then held. */
  readonly beside?: Leg | null
}

/**
 * How the leg of a call to an address is had.
 * @throws UASError where the address or the caller id is no text.
 */
export function legTo(parts: ChannelParts, target: CallTarget): BringLeg {
  const { method, callTo, callFrom } = target
  if (typeof callTo !== 'string' || callTo === '') throw refusal(parts.life, method, 'needs an address to call')
  if (typeof callFrom !== 'string') throw refusal(parts.life, method, 'takes a caller id as text')
  const address = parseCallAddress(callTo)
  switch (address.kind) {
    case 'telephone':
      return legToNumber(parts, target, address.number)
    case 'service':
      return legToService(parts, method, address.name, callFrom)
    case 'unsupported':
      return async () => ({ refused: notMade('unsupported-address') })
  }
}

/** How the leg to an inbound service is had, by its name or as `loc:` and its name. */
export function legToService(
  { exchange, life }: ChannelParts,
  method: string,
  name: string,
  callFrom: string,
): BringLeg {
  if (typeof name !== 'string' || name === '') throw refusal(life, method, 'needs the name of a service')
  if (typeof callFrom !== 'string') throw refusal(life, method, 'takes a caller id as text')
  return async () => {
    const leg = exchange.callService(name.replace(/^loc:/i, ''), { from: callFrom })
    // Whether there is such a service is known once it rings there.
    await new Promise<void>(resolve => {
      if (leg.state !== 'dialing') resolve()
      else leg.onState(() => resolve())
    })
    return { leg }
  }
}

function legToNumber(parts: ChannelParts, target: CallTarget, number: string): BringLeg {
  return async () => {
    const { method, callFrom, policy, beside } = target
    const choice = lineForCaller(parts, method, callFrom, policy)
    if (choice.kind === 'refused') return { refused: choice.clearing }
    try {
      return { leg: await dial(parts, target, number, choice) }
    } catch (error) {
      // That no line is fit means that none has this number, where one was wished for.
      const isUnknown = choice.options.line !== undefined && CellvoiceError.is(error, 'NOT_SUPPORTED')
      if (isUnknown) return { refused: notMade('caller-id-not-validated') }
      if (!beside?.line || !isNoLineFree(error)) throw error
      parts.diagnostics.note(method, 'a line of its own', 'the same line: the call is held and hears no ring-back tone')
      return { leg: await parts.exchange.dial(number, { beside }) }
    }
  }
}

async function dial(
  { exchange, diagnostics }: ChannelParts,
  { method, callFrom }: CallTarget,
  number: string,
  { options, orAny }: Extract<LineChoice, { kind: 'dial' }>,
): Promise<Leg> {
  try {
    return await exchange.dial(number, options)
  } catch (error) {
    if (!orAny || !CellvoiceError.is(error, 'NOT_SUPPORTED')) throw error
    diagnostics.note(method, `caller id ${callFrom}`, 'the number of the SIM')
    return exchange.dial(number)
  }
}
