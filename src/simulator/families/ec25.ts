import { callForwarding, qualcommForwarding } from '../commands/call-forwarding.ts'
import { dtmf, qualcommDtmf } from '../commands/dtmf.ts'
import { listFiles } from '../commands/files.ts'
import { mutingDuringCalls } from '../commands/mute.ts'
import { pcmVoice } from '../commands/pcm.ts'
import { farEndPlayback, qualcommSpeaker, speakerPlayback } from '../commands/playback.ts'
import { qualcommRecording, recording } from '../commands/recording.ts'
import { speech } from '../commands/speech.ts'
import { causeText } from './cause-texts.ts'
import { v250EndWord } from './end-words.ts'
import type { Family } from './family.ts'

const sound = [
  pcmVoice,
  listFiles(true),
  recording(qualcommRecording),
  farEndPlayback,
  ...speakerPlayback(qualcommSpeaker),
  speech,
]

/**
 * EC25-like: the Qualcomm 9x07 call stack, as in the Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0 and in
 * captures of EC25-AFX and EG25-G. On LTE, +CLCC shows the data context as an active call.
 */
export const ec25: Family = {
  name: 'ec25',
  identity: { manufacturer: 'Quectel', model: 'EC25', revision: 'EC25EFAR06A06M4G' },
  missing: new Set(['+CRSL']),
  commands: [callForwarding(qualcommForwarding), ...dtmf(qualcommDtmf), mutingDuringCalls, ...sound],
  dataContexts: 1,
  dsci: 'toneInfo',
  indications: ['all', 'csq', 'smsfull', 'ring', 'smsincoming', 'act', 'ccinfo'],
  clipEachRing: true,
  clip: (number, type, validity) => `+CLIP: "${number}",${type},,,,${validity}`,
  colp: (number, type) => `+COLP: "${number}",${type},,,`,
  colpDial: 'waits, result first',
  answerResult: 'when connected',
  connectWord: false,
  reportsBeforeResult: false,
  callsBelongToPort: false,
  waitingCallRings: false,
  endWord: v250EndWord,
  ceer: clearing => `+CEER: ${causeText(clearing)}`,
  badNumber: 'ERROR',
  offlineDial: 'NO CARRIER',
  ussdGap: '',
  clccAlpha: false,
  boot: [
    [10_000, 'RDY'],
    [11_000, '+CPIN: {cpin}'],
    [12_000, '+CFUN: 1'],
  ],
  cardSteps: [
    { afterMs: 100, line: '+QUSIM: 1', bit: 0 },
    { afterMs: 3000, line: '+QIND: SMS DONE', bit: 2 },
    { afterMs: 5000, line: '+QIND: PB DONE', bit: 4 },
  ],
  storageBytes: 2_097_152,
  factory: {},
}
