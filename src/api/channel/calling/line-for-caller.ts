import type { DialOptions } from '../../../exchange/exchange-options.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { type Clearing, notMade } from '../clearing.ts'

/** How a number is dialled so that the wanted caller id is shown; or why it is not. */
export type LineChoice =
  | { readonly kind: 'dial'; readonly options: DialOptions; readonly orAny: boolean }
  | { readonly kind: 'refused'; readonly clearing: Clearing }

/**
 * A cellular line shows the number of its SIM or none, so a caller id is had by the line that owns it.
 * @param method For the diagnostics.
 * @param callFrom '' for none, `anonymous` for a hidden one.
 * @param policy What to do where no line has that number; for a transfer, whose caller id is only a wish, `ignore`.
 */
export function lineForCaller(
  { diagnostics }: Pick<ChannelParts, 'diagnostics'>,
  method: string,
  callFrom: string,
  policy: ChannelParts['callFromPolicy'],
): LineChoice {
  if (callFrom === 'anonymous') return { kind: 'dial', options: { callerIdentity: 'hide' }, orAny: false }
  if (callFrom === '') {
    if (policy === 'strict') return { kind: 'refused', clearing: notMade('caller-id-missing') }
    diagnostics.note(method, 'no caller id', 'the number of the SIM')
    return { kind: 'dial', options: {}, orAny: false }
  }
  return { kind: 'dial', options: { line: { kind: 'number', number: callFrom } }, orAny: policy === 'ignore' }
}
