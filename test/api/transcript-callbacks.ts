import type { CallbackArguments } from '../../src/api/voicecall/callback-codes.ts'

/** The callbacks each wire log must give (VoLTE family, ^DSCI status), and why. */
export const transcriptCallbacks: Readonly<Record<string, { why: string; callbacks: readonly CallbackArguments[] }>> = {
  'cap-a7672sa-mo-no-answer-csfb': {
    why: 'unasked +CLCC lines carry the states; stat 0 at ring-back is all the wire ever says of an answer, so 11 is told although nobody answered',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '+5490000000001', 145],
      [15, 1, 0, 7, 0, 0, '+5490000000001', 145],
      [11, 1, 0, 3, 0, 0, '+5490000000001', 145],
      [12, 1, 0, 6, 0, 0, '+5490000000001', 145],
    ],
  },
  'cap-a7680c-mo-answered-remote-hangup': {
    why: 'unasked +CLCC, a polled list and +COLP tell the same states; VOICE CALL and NO CARRIER add nothing; echo is on',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '+84300000001', 145],
      [15, 1, 0, 7, 0, 0, '+84300000001', 145],
      [11, 1, 0, 3, 0, 0, '+84300000001', 145],
      [12, 1, 0, 6, 0, 0, '+84300000001', 145],
    ],
  },
  'cap-a7680c-mo-local-hangup-while-alerting': {
    why: 'never active: dialling, ringing, ended',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '+84300000001', 145],
      [15, 1, 0, 7, 0, 0, '+84300000001', 145],
      [12, 1, 0, 6, 0, 0, '+84300000001', 145],
    ],
  },
  'cap-dongle-cring-clip-missed': {
    why: 'two rings of one call are one event; no line with an id ever comes, so the lowest free id is used; the end is not in the log',
    callbacks: [[10, 1, 1, 4, 0, 0, '+1234567890', 145]],
  },
  'cap-ec25-mt-missed-ccinfo': {
    why: 'ccinfo 4 gives id and number, ccinfo -1 the end; NO CARRIER after it is the same end; type 128 without + is 129',
    callbacks: [
      [10, 4, 1, 4, 0, 0, '0900000001', 129],
      [12, 4, 1, 6, 0, 0, '0900000001', 129],
    ],
  },
  'cap-ec25afx-clcc-phantom-pdp': {
    why: 'the three entries of mode 1 are data contexts; the call is id 4, first seen active',
    callbacks: [[11, 4, 1, 3, 0, 0, '+15550000001', 145]],
  },
  'cap-ec25afx-ims-force-and-cmux-refused': {
    why: 'ATD answered ERROR is no call; the second ATD is accepted and nothing more is heard of it',
    callbacks: [[14, 1, 0, 2, 0, 0, '15550000001', 129]],
  },
  'cap-ec25afx-mo-volte-answered-colp-tts': {
    why: '+COLP after the OK means that the far end answered (27.007 7.8)',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '15550000001', 129],
      [11, 1, 0, 3, 0, 0, '15550000001', 129],
    ],
  },
  'cap-ec25afx-mt-answered-tts': {
    why: 'OK to ATA is not yet connected, +CPAS: 4 is (27.007 8.1); OK to ATH, and nothing after it, ends the call',
    callbacks: [
      [10, 1, 1, 4, 0, 0, '+15550000001', 145],
      [11, 1, 1, 3, 0, 0, '+15550000001', 145],
      [12, 1, 1, 6, 0, 0, '+15550000001', 145],
    ],
  },
  'cap-ec2x-lte-emergency-mo-dsci': {
    why: 'id 1 is a data context, so the call is 2, as ^DSCI says before anything is told',
    callbacks: [
      [14, 2, 0, 2, 0, 0, '133', 129],
      [15, 2, 0, 7, 0, 0, '133', 129],
    ],
  },
  'cap-eg25g-boot-urcs-a': { why: 'a start without calls', callbacks: [] },
  'cap-eg25g-boot-urcs-b': { why: 'a start without calls', callbacks: [] },
  'cap-eg25g-mt-ring-ccinfo': {
    why: 'no RING: +CLIP brings the number, ccinfo the id; one event',
    callbacks: [[10, 2, 1, 4, 0, 0, '+38900000001', 145]],
  },
  'cap-tdscdma-mo-answered-colp': {
    why: '+COLP without a call says nothing; stat 0 is active in the long dialect (field 7 is the type of address)',
    callbacks: [[11, 1, 0, 3, 0, 0, '13611112222', 129]],
  },
  'cap-tdscdma-mo-busy': {
    why: 'the end of a call whose beginning is not in the log is told once; BUSY repeats it',
    callbacks: [[12, 1, 0, 6, 0, 0, '13611112222', 129]],
  },
  'cap-tdscdma-mo-no-answer': {
    why: 'as for busy; NO ANSWER repeats it',
    callbacks: [[12, 1, 0, 6, 0, 0, '13611112222', 129]],
  },
  'cap-unisoc-volte-dsci-mo-answered': {
    why: 'long dialect: 2 dialling, 0 active, 6 end; repeated lines are one event; mode 1 with a number is a VoLTE call there; 1200 is no 24.008 cause',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '18000000001', 129],
      [11, 1, 0, 3, 0, 0, '18000000001', 129],
      [12, 1, 0, 6, 0, 0, '18000000001', 129],
    ],
  },
  'doc-ec2x-call-waiting-hold-swap-conference': {
    why: 'without ^DSCI the lists tell: 10086 was connected before it was held; the waiting call gets its id from the list; the manual prints mpty 1 too early',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '10086', 129],
      [13, 2, 1, 5, 0, 0, '02154450293', 129],
      [11, 1, 0, 3, 0, 0, '10086', 129],
      [16, 1, 0, 1, 0, 0, '10086', 129],
      [11, 2, 1, 3, 0, 0, '02154450293', 129],
      [11, 1, 0, 3, 0, 0, '10086', 129],
      [16, 2, 1, 1, 0, 1, '02154450293', 129],
      [11, 2, 1, 3, 0, 1, '02154450293', 129],
    ],
  },
  'doc-ec2x-ccfc-register-query-erase': { why: 'call forwarding is no call', callbacks: [] },
  'doc-ec2x-mo-answered-dsci': {
    why: 'short dialect 2, 7, 3, 6; the end comes after the OK of ATH',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '10086', 129],
      [15, 1, 0, 7, 0, 0, '10086', 129],
      [11, 1, 0, 3, 0, 0, '10086', 129],
      [12, 1, 0, 6, 0, 0, '10086', 129],
    ],
  },
  'doc-ec2x-mt-missed-dsci': {
    why: 'two RINGs and ^DSCI 4 are one event; NO CARRIER after ^DSCI 6 is the same end',
    callbacks: [
      [10, 1, 1, 4, 0, 0, '13022100000', 129],
      [12, 1, 1, 6, 0, 0, '13022100000', 129],
    ],
  },
  'doc-ec2x-qfupl-prompt-then-qpsnd': {
    why: 'files and prompts are no calls; CONNECT belongs to the upload',
    callbacks: [],
  },
  'rec-dtmf-detect-in-call': {
    why: 'the log begins with the call connected; the tones go to the DTMF callback',
    callbacks: [[11, 1, 1, 3, 0, 0, '13022100000', 129]],
  },
  'rec-ec200u-mo-answered-remote-hangup': {
    why: '^DSCI 2, 7, 3, 6; the lists agree; NO CARRIER repeats the end',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '10086', 129],
      [15, 1, 0, 7, 0, 0, '10086', 129],
      [11, 1, 0, 3, 0, 0, '10086', 129],
      [12, 1, 0, 6, 0, 0, '10086', 129],
    ],
  },
  'rec-ec200u-mo-busy': {
    why: 'busy ends before ringing; no VoLTE code says why',
    callbacks: [
      [14, 1, 0, 2, 0, 0, '10010', 129],
      [12, 1, 0, 6, 0, 0, '10010', 129],
    ],
  },
  'rec-ec200u-mt-answered': {
    why: '^DSCI 4, 3, 6; CONNECT repeats the answer, the second RING the call',
    callbacks: [
      [10, 1, 1, 4, 0, 0, '13022100000', 129],
      [11, 1, 1, 3, 0, 0, '13022100000', 129],
      [12, 1, 1, 6, 0, 0, '13022100000', 129],
    ],
  },
  'rec-module-reboot-in-call': {
    why: 'the call is first seen in the list, active; RDY means that the module forgot it; the other boot lines add nothing',
    callbacks: [
      [11, 1, 0, 3, 0, 0, '10086', 129],
      [12, 1, 0, 6, 0, 0, '10086', 129],
    ],
  },
}
