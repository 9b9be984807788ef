import { setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'

/**
 * The manual allows 90 s. A module that has not said OK by now has lost it, or is still at it: either way the list of calls
 * tells, and asking it does not disturb the hang-up.
 */
const RELEASE_LIMIT_MS = 25_000

/** Ends all voice calls: active, held and waiting. Also rejects a ringing call. */
export const hangUp = setting<void>({
  name: 'AT+CHUP',
  source: '3GPP TS 27.007 6.5; Quectel EC2x AT Commands Manual V2.0, 7.5',
  example: 'AT+CHUP',
  text: () => 'AT+CHUP',
  limitMs: RELEASE_LIMIT_MS,
  urgent: true,
})

/** Ends calls where AT+CHUP is refused; with AT+CVHU=1 it says OK and does nothing. */
export const hookControl = setting<void>({
  name: 'ATH',
  source: 'ITU-T V.250 6.3.6; Quectel EC2x AT Commands Manual V2.0, 7.3',
  example: 'ATH',
  text: () => 'ATH',
  limitMs: RELEASE_LIMIT_MS,
  urgent: true,
})

/** Whether ATH is ignored for voice calls; off, it ends them. Lost at a restart. */
export const setVoiceHangUpControl = setting<0 | 1 | 2>({
  name: 'AT+CVHU',
  source: '3GPP TS 27.007 6.20',
  example: 'AT+CVHU=0',
  text: mode => `AT+CVHU=${integer(mode, 0, 2)}`,
})

/** Ends one call with a cause the far end sees. */
export const hangUpWithCause = setting<{
  /** 24.008 cause: 1, 16 normal, 17 busy, 18, 21 rejected, 27, 31 or 88. */
  readonly cause: 1 | 16 | 17 | 18 | 21 | 27 | 31 | 88
  /** The id of AT+CLCC, 1-7. */
  readonly index: number
}>({
  name: 'AT+QHUP',
  source: 'Quectel EC2x AT Commands Manual V2.0, 7.21',
  example: 'AT+QHUP=17,1',
  text: ({ cause, index }) => `AT+QHUP=${integer(cause, 1, 127)},${integer(index, 1, 7)}`,
  limitMs: RELEASE_LIMIT_MS,
  urgent: true,
})
