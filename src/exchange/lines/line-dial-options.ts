import type { Leg } from '../leg.ts'

/** How a call goes out on a line. */
export interface LineDialOptions {
  /** A call for help needs neither a SIM nor registration. Default `ordinary`. */
  readonly kind?: 'ordinary' | 'emergency'
  readonly callerIdentity?: 'hide' | 'show' | undefined
  /** The call beside which it goes out; that is held then. Without one the line must have no call. */
  readonly beside?: Pick<Leg, 'state'> | undefined
  /** What must be done before anything is sent; the line is taken meanwhile. */
  readonly prepared?: Promise<void> | undefined
}
