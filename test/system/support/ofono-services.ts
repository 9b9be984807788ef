import { expect } from 'vitest'
import type { Ofono } from './ofono.ts'
import { parties } from './parties.ts'
import { type Scenario, wait } from './scenario.ts'

const { anna, ben, clara } = parties

/** Supplementary services as oFono uses them, and what the network makes of it. */
export const ofonoServices: readonly Scenario<Ofono>[] = [
  // What happens | what oFono then shows | what the network then knows
  [
    'forwards all calls',
    [
      [o => o.set('CallForwarding', 'VoiceUnconditional', clara), [], []],
      [async o => expect(await o.get('CallForwarding', 'VoiceUnconditional')).toBe(clara), [], []],
      [(_, n) => n.call(ben), [], [`${clara} called by ${ben}`]],
      [o => o.set('CallForwarding', 'VoiceUnconditional', ''), [], [`${clara} called by ${ben}`]],
    ],
  ],
  [
    'forwards calls that nobody answers, after its time',
    [
      [o => o.set('CallForwarding', 'VoiceNoReply', clara), [], []],
      [o => o.set('CallForwarding', 'VoiceNoReplyTimeout', { uint16: 5 }), [], []],
      [(_, n) => n.call(ben), [`incoming ${ben}`], [`incoming ${ben}`]],
      [wait, [`${ben} ended: remote`], [`${clara} called by ${ben}`]],
      [
        o => o.tell('CallForwarding', 'DisableAll', 's', 'all'),
        [`${ben} ended: remote`],
        [`${clara} called by ${ben}`],
      ],
      [
        async o => expect(await o.get('CallForwarding', 'VoiceNoReply')).toBe(''),
        [`${ben} ended: remote`],
        [`${clara} called by ${ben}`],
      ],
    ],
  ],
  [
    'switches call waiting off: the second caller gets busy',
    [
      [async o => expect(await o.get('CallSettings', 'VoiceCallWaiting')).toBe('enabled'), [], []],
      [o => o.set('CallSettings', 'VoiceCallWaiting', 'disabled'), [], []],
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`], [`active ${anna}`, `${ben} cleared 17`]],
      [
        o => o.set('CallSettings', 'VoiceCallWaiting', 'enabled'),
        [`active ${anna}`],
        [`active ${anna}`, `${ben} cleared 17`],
      ],
    ],
  ],
  [
    'hides its number on all calls',
    [
      [o => o.set('CallSettings', 'HideCallerId', 'enabled'), [], []],
      [async o => expect(await o.get('CallSettings', 'HideCallerId')).toBe('enabled'), [], []],
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`, `${anna} sees no number`]],
      [
        o => o.set('CallSettings', 'HideCallerId', 'default'),
        [`active ${anna}`],
        [`active ${anna}`, `${anna} sees no number`],
      ],
    ],
  ],
  [
    'USSD: a code, and a menu',
    [
      [async o => expect(await o.ussd('Initiate', '*100#')).toEqual(['USSD', 'Your balance is 12.34']), [], []],
      [async o => expect(await o.ussd('Initiate', '*101#')).toEqual(['USSD', '1: balance, 2: end']), [], []],
      [async o => expect(await o.ussd('Respond', '1')).toBe('Your balance is 12.34'), [], []],
    ],
  ],
]
