/**
 * The codes of the QuecPython voiceCall callback, by what they tell. Three families: calls over VoLTE, circuit switched
 * calls, and firmware before 2021-09-09.
 */
export const volteCodes = {
  incoming: 10,
  active: 11,
  ended: 12,
  waiting: 13,
  dialing: 14,
  alerting: 15,
  held: 16,
} as const

/** Circuit switched; the far end ringing has no code. 1 and 5 are documented, but no public firmware delivers them. */
export const csCodes = {
  initialised: 1,
  incoming: 2,
  active: 3,
  ended: 4,
  answerFailed: 5,
  waiting: 6,
  dialing: 7,
  dialFailed: 8,
  held: 9,
} as const

/** Before 2021-09-09; dialling, ringing and hold had no code. */
export const legacyCodes = { incoming: 4103, active: 4104, ended: 4105, waiting: 4106 } as const

/** The argument of the callback: a code, and what belongs to it. */
export type CallbackArguments = readonly [code: number, ...rest: (number | string)[]]
