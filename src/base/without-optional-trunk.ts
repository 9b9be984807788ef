/**
 * A number as people write it, without the `(0)` after its country code, which is dialled only inside the country:
 * `+44 (0)1632 960961`. After +39 it stays: there it is part of the number.
 */
export function withoutOptionalTrunk(number: string): string {
  return number.replace(/^(\s*(?:\+|00)?(?!39[-. ]*\()[1-9][-. \d]*)\(0\)/, '$1')
}
