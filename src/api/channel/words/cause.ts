import { enumeration } from './enumeration.ts'
import { TransferCause } from './transfer-cause.ts'

const members = enumeration(
  'Cause',
  'TIMEOUT',
  'ERROR',
  'NORMAL',
  'BUSY',
  'NOANSWER',
  'UNOBTAINABLE',
  'CHANGED',
  'OUTOFORDER',
  'BARRED',
  'REJECTED',
  'NOCHANNELS',
  'CONGESTION',
  'FAILED',
  'OTHER',
)

/** Why a call was cleared. NORMAL as long as it was not. `details.rawCause` says more. */
export const Cause: typeof members & {
  /** @deprecated It is a {@link TransferCause}; an example of the contract writes it here. */
  readonly TARGETREJECT: typeof TransferCause.TARGETREJECT
} = Object.freeze({ ...members, TARGETREJECT: TransferCause.TARGETREJECT })

export type Cause = (typeof members)[keyof typeof members]
