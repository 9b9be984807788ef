/** Conditions of call forwarding, numbered as in 3GPP TS 27.007 7.11. */
export const forwardingReason = { unconditional: 0, busy: 1, noReply: 2, notReachable: 3 } as const

/** What a subscriber has registered for one condition and one class. */
export interface Forwarding {
  active: boolean
  number: string
  /** Seconds until a call nobody answers is forwarded; only for `noReply`. */
  readonly seconds: number
}

/** The class bit of voice calls (3GPP TS 27.007 7.4). */
export const voiceClass = 1

/** The supplementary services of one subscription, kept in the network. */
export interface Services {
  /** By reason and class bit, for example `0/1`: unconditional, voice. */
  readonly forwarding: Map<string, Forwarding>
  /** Class bits for which call waiting is on. */
  waiting: number
  /** Barred class bits by facility: AO, OI, OX, AI, IR (3GPP TS 27.007 7.4). */
  readonly barring: Map<string, number>
  barringPassword: string
  /** Whether the subscription hides the own number unless told otherwise. */
  hidesNumber: boolean
}

/** A subscription with call waiting and nothing else. */
export function newServices(): Services {
  return { forwarding: new Map(), waiting: voiceClass, barring: new Map(), barringPassword: '0000', hidesNumber: false }
}

/** The number to which a voice call goes under `reason`, with its delay. */
export function voiceForwarding(services: Services, reason: number): Forwarding | undefined {
  const entry = services.forwarding.get(`${reason}/${voiceClass}`)
  return entry?.active ? entry : undefined
}

/** Whether voice calls are barred under one of `facilities`. */
export function barsVoice(services: Services, ...facilities: readonly string[]): boolean {
  return facilities.some(facility => ((services.barring.get(facility) ?? 0) & voiceClass) !== 0)
}
