import { asrRecording, recording } from '../commands/recording.ts'
import { setting } from '../commands/setting.ts'
import { v250EndWord } from './end-words.ts'
import type { Family } from './family.ts'

/**
 * EC600N-like: the ASR family, whose voice reports are documented least. It is taken at its worst: neither ^DSCI nor
 * "ccinfo", so that only +CLCC tells when a call is alerting and when it is through.
 */
export const ec600n: Family = {
  name: 'ec600n',
  identity: { manufacturer: 'Quectel', model: 'EC600N', revision: 'EC600NCNLAR03A12M04' },
  missing: new Set(['^DSCI', '+CEER', '+QHUP', '+QCFG', '+CRSL']),
  commands: [recording(asrRecording), setting('+CLVL', [0], 11), setting('+QAUDMOD', [0], 2)],
  dataContexts: 0,
  dsci: undefined,
  indications: ['all', 'csq', 'act', 'smsfull', 'smsincoming', 'ring'],
  clipEachRing: true,
  clip: (number, type, validity) => `+CLIP: "${number}",${type},"",,"",${validity}`,
  colp: (number, type) => `+COLP: "${number}",${type},"",,""`,
  colpDial: 'waits, result first',
  answerResult: 'when connected',
  connectWord: false,
  reportsBeforeResult: false,
  callsBelongToPort: false,
  waitingCallRings: false,
  endWord: v250EndWord,
  ceer: () => '+CEER: ',
  badNumber: 'ERROR',
  offlineDial: 'NO CARRIER',
  ussdGap: '',
  clccAlpha: false,
  boot: [
    [3000, 'RDY'],
    [3500, '+CFUN: 1'],
    [3600, '+CPIN: {cpin}'],
  ],
  cardSteps: [
    { afterMs: 1400, line: '+QIND: SMS DONE', bit: 2 },
    { afterMs: 2400, line: '+QIND: PB DONE', bit: 4 },
  ],
  storageBytes: 2_097_152,
  factory: {},
}
