/** The host part of every URI that is shown: no host is reached by it, the number alone counts. */
const host = 'gateway'

/** `sip:+441632960961@gateway`. @param number '' where it is withheld or not known. */
export function uriOfNumber(number: string): string {
  // RFC 3261 25.1 has no # in the user part of a URI.
  return `sip:${number === '' ? 'anonymous' : number.replaceAll('#', '%23')}@${host}`
}
