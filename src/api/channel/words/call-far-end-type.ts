import { enumeration } from './enumeration.ts'

/** Who probably answered. UNKNOWN until, and unless, it was decided in time. */
export const CallFarEndType = enumeration('CallFarEndType', 'LIVE', 'ANSWER_MACHINE', 'FAX_MACHINE', 'UNKNOWN')

export type CallFarEndType = (typeof CallFarEndType)[keyof typeof CallFarEndType]
