import { enumeration } from './enumeration.ts'

/** How the latest transfer ended. NONE before the first and while one is under way. */
export const TransferCause = enumeration(
  'TransferCause',
  'NONE',
  'NORMAL',
  'TIMEOUT',
  /** The call to be transferred hung up first. */
  'HANGUP',
  'TARGETREJECT',
  'TARGETHANGUP',
  'FAIL',
)

export type TransferCause = (typeof TransferCause)[keyof typeof TransferCause]
