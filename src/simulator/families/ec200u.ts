import { callForwarding, unisocForwarding } from '../commands/call-forwarding.ts'
import { callHolding } from '../commands/call-holding.ts'
import { callWaiting } from '../commands/call-waiting.ts'
import { dtmf, unisocDtmf } from '../commands/dtmf.ts'
import { farEndPlayback, speakerPlayback, unisocSpeaker } from '../commands/playback.ts'
import { unknownPresentationCommands } from '../commands/presentation.ts'
import { recording, unisocRecording } from '../commands/recording.ts'
import { setting } from '../commands/setting.ts'
import { cause } from '../network/causes.ts'
import type { Clearing } from '../network/leg.ts'
import type { Family } from './family.ts'

/**
 * EC200U-like: the UNISOC 8910 call stack. Every clearing from the network is NO CARRIER on the wire, and the word
 * for it only in +CEER; hold and hang-up are reported before their OK; ATA answers before the call is through.
 */
export const ec200u: Family = {
  name: 'ec200u',
  identity: { manufacturer: 'Quectel', model: 'EC200U', revision: 'EC200UCNAAR03A14M08' },
  missing: new Set(['+CMUT']),
  commands: [
    callForwarding(unisocForwarding),
    callHolding('(0,1,1X,2,2X,3)', { transfers: false, picky: true }),
    callWaiting('classes 1, 2 and 4'),
    ...dtmf(unisocDtmf),
    ...unknownPresentationCommands,
    recording(unisocRecording),
    farEndPlayback,
    ...speakerPlayback(unisocSpeaker),
    setting('+CSTA', [129, 145, 161]),
    setting('+CLVL', [0], 11),
    setting('+QAUDMOD', [0], 2),
  ],
  dataContexts: 0,
  dsci: 'plain',
  indications: ['all', 'csq', 'act', 'smsfull', 'smsincoming', 'ring'],
  clipEachRing: false,
  clip: (number, type, validity) => `+CLIP: "${number}",${type},,0,,${validity}`,
  colp: (number, type) => `+COLP: "${number}",${type}`,
  colpDial: 'does not wait',
  answerResult: 'at once',
  connectWord: true,
  reportsBeforeResult: true,
  callsBelongToPort: true,
  waitingCallRings: true,
  endWord: () => 'NO CARRIER',
  ceer,
  badNumber: { cme: 27 },
  offlineDial: { cme: 3 },
  ussdGap: ' ',
  clccAlpha: false,
  boot: [
    [4000, 'RDY'],
    [4500, '+CFUN: 1'],
    [4600, '+CPIN: {cpin}'],
  ],
  cardSteps: [
    { afterMs: 100, line: '+QUSIM: 1', bit: 0 },
    { afterMs: 1400, line: '+QIND: SMS DONE', bit: 2 },
    { afterMs: 2400, line: '+QIND: PB DONE', bit: 4 },
  ],
  storageBytes: 2_097_152,
  factory: {},
}

/** The stack keeps four words; cause 18 is among them as NO DIALTONE, and an untouched history has no blank. */
function ceer(clearing: Clearing | undefined): string {
  if (!clearing) return '+CEER:No Error Call'
  switch (clearing.cause) {
    case cause.userBusy:
      return '+CEER: BUSY'
    case cause.noAnswer:
    case 102:
      return '+CEER: NO ANSWER'
    case cause.noUserResponding:
      return '+CEER: NO DIALTONE'
    default:
      return '+CEER: NO CARRIER'
  }
}
