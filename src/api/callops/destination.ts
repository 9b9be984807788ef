import { withoutOptionalTrunk } from '../../base/without-optional-trunk.ts'

/** A destination as it was read. */
export interface Destination {
  /** What a line dials: an optional +, then 1-40 of `0-9 * # A B C` with at least one digit; null where there is no such number. */
  readonly number: string | null
  /** The URI or number alone, without a display name. */
  readonly uri: string
  /** The dialog it says to replace, and the URI without that; null where it says none. */
  readonly marker: { readonly value: string; readonly uri: string } | null
}

/** Longer ones are not looked at: a number and some parameters are far shorter. */
const MAX_CHARACTERS = 2048

/** Digits and dots, and yet nothing to be dialled. */
const ipAddress = /^\d+(\.\d+){3}$/

/**
 * Reads `sip:+441632960961@host`, `tel:+44-1632-960961`, `+441632960961`, any of them as `"Name" <…>` and with parameters.
 * @param markerName The parameter that names a dialog: `osid`. It is found among the parameters, and also glued to the end
 *   of headers, as OpenSIPS puts it there.
 */
export function readDestination(text: string, markerName: string): Destination {
  if (text.length > MAX_CHARACTERS) return { number: null, uri: '', marker: null }
  const uri = addressOf(text)
  const [found, value = ''] = markerOf(markerName).exec(text) ?? []
  const marker = found === undefined || value === '' ? null : { value, uri: addressOf(text.replace(found, '')) }
  return { number: numberOf(marker?.uri ?? uri), uri, marker }
}

/** `;osid=3f.1a2b`. A call-id is not escaped, so that its value goes on as far as it may. */
function markerOf(name: string): RegExp {
  return new RegExp(`;${name.replace(/\W/g, '\\$&')}=([^;?&<>\\s]*)`, 'i')
}

function addressOf(text: string): string {
  return (/<([^>]*)>/.exec(text)?.[1] ?? text).trim()
}

function numberOf(uri: string): string | null {
  const [, scheme = '', rest = uri] = /^(sips?|tel):(.*)$/is.exec(uri) ?? []
  const [address = ''] = rest.split('?', 1)
  // In a SIP URI the number is the user; who writes none means the number all the same.
  const [user = ''] = /^sip/i.test(scheme) ? address.split('@', 1) : [address]
  const [bare = ''] = user.split(/[;:]/, 1)
  if (ipAddress.test(bare)) return null
  const number = withoutOptionalTrunk(unescaped(bare))
    .replace(/[-.() ]/g, '')
    .toUpperCase()
  return /^\+?[0-9*#A-C]{1,40}$/.test(number) && /\d/.test(number) ? number : null
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
