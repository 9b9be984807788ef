import type { Claim } from './command.ts'

/** Whether one of `claims` owns `line`; `isUnsolicited` guards the lines that free-text answers never own. */
export function claimsLine(claims: readonly Claim[], line: string, isUnsolicited: (line: string) => boolean): boolean {
  return claims.some(claim => {
    if (claim === 'text') return !isUnsolicited(line)
    if (typeof claim === 'string') return line.startsWith(claim)
    return line.startsWith(claim.prefix) && claim.when(line)
  })
}
