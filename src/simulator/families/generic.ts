import { setting } from '../commands/setting.ts'
import { causeText } from './cause-texts.ts'
import { v250EndWord } from './end-words.ts'
import type { Family } from './family.ts'
import { vendorCommands } from './vendor-commands.ts'

/** A module that has 3GPP TS 27.007 and nothing of its own. */
export const generic: Family = {
  name: 'generic',
  identity: { manufacturer: 'Cellvoice', model: 'Generic 27.007', revision: '1.0' },
  missing: new Set(vendorCommands),
  commands: [setting('+CLVL', [0], 100)],
  dataContexts: 0,
  dsci: undefined,
  indications: [],
  clipEachRing: true,
  clip: (number, type, validity) => `+CLIP: "${number}",${type},,,,${validity}`,
  colp: (number, type) => `+COLP: "${number}",${type}`,
  colpDial: 'waits, result last',
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
  clccAlpha: true,
  boot: [[3000, '+CPIN: {cpin}']],
  cardSteps: [],
  storageBytes: 0,
  factory: { '+CMEE': 0 },
}
