import { CellvoiceError } from '../../base/error.ts'
import { State } from './words/state.ts'

/** The versions of the contract, where they differ in what a method does when it is not told. */
export type ProfileName = '1.1' | '1.2' | '1.3'

/** What one version of the contract has that others have otherwise. */
export interface ChannelProfile {
  /** Default of `lsdTimeoutMilliseconds`. */
  readonly lsdTimeoutMs: number
  /** What `lsdTimeoutMilliseconds` may be. */
  readonly lsdTimeoutRangeMs: readonly [least: number, most: number]
  /** Default of `secondsRingtime`. */
  readonly ringtimeSeconds: number
  /** States besides CALL_INCOMING in which `ring` may be called. */
  readonly ringsAgainIn: readonly State[]
}

const anyTimeout = [1, 3_600_000] as const

/** Which version of the contract a channel keeps to. */
const profiles: Readonly<Record<ProfileName, ChannelProfile>> = {
  '1.1': { lsdTimeoutMs: 2000, lsdTimeoutRangeMs: anyTimeout, ringtimeSeconds: 2, ringsAgainIn: [] },
  '1.2': { lsdTimeoutMs: 5000, lsdTimeoutRangeMs: anyTimeout, ringtimeSeconds: 2, ringsAgainIn: [] },
  '1.3': {
    lsdTimeoutMs: 7000,
    lsdTimeoutRangeMs: [500, 10_000],
    ringtimeSeconds: 0,
    ringsAgainIn: [State.RING_INCOMING],
  },
}

/** The version of that name. @throws CellvoiceError INVALID_ARGUMENT for a name that is not known. */
export function profileNamed(name: ProfileName = '1.2'): ChannelProfile {
  if (Object.hasOwn(profiles, name)) return profiles[name]
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `there is no profile ${name}` })
}
