import { withoutOptionalTrunk } from '../../../base/without-optional-trunk.ts'

/** Where a call goes to. */
export type CallAddress =
  | { readonly kind: 'telephone'; readonly number: string }
  /** An inbound service of this exchange. */
  | { readonly kind: 'service'; readonly name: string }
  /** Nothing that a cellular line reaches. */
  | { readonly kind: 'unsupported' }

/** A number as people write it: digits, with single hyphens between them. */
const telephone = /^\+?\d+(-\d+)*$/
/** The shortest and the longest international number: shorter ones are service numbers of the network. ITU-T E.164. */
const international = /^[1-9]\d{7,14}$/

/**
 * Reads an address: `tel:441908273800`, `441908273800`, `loc:Voicemail`. Everything that is no number is a SIP address,
 * prefix or not.
 */
export function parseCallAddress(address: string): CallAddress {
  const [, scheme = '', rest = address] = /^(tel|loc|sip|sips|webrtc):(.*)$/is.exec(address) ?? []
  if (scheme.toLowerCase() === 'loc') return { kind: 'service', name: rest }
  const bare = scheme === '' ? rest : withoutOptionalTrunk(rest).replace(/[ ().]/g, '')
  if ((scheme === '' || scheme.toLowerCase() === 'tel') && telephone.test(bare)) {
    return { kind: 'telephone', number: diallable(bare) }
  }
  return { kind: 'unsupported' }
}

/** The contract writes international numbers without their +, which a cellular network takes for national ones. */
export function diallable(number: string): string {
  const digits = number.replaceAll('-', '')
  return international.test(digits) ? `+${digits}` : digits
}
