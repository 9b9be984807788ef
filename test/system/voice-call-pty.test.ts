import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type TestContext, test } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { describeClient } from './support/client-test.ts'
import { pseudoTerminal } from './support/pty-need.ts'
import { FAR_VALUE, NEAR_VALUE, voiceCallResults } from './voice-call-results.ts'
import { worldInMemory, worldOnPty } from './voice-call-worlds.ts'

const number = '5550101'
const caller = '+15550109400'

/** What is the same for all modules, but for the id of the first call. */
const common = (id: number) => ({
  setCallback: [-1, 0],
  'no call: callEnd': 0,
  'no call: callAnswer': [-1, 'NO_SUCH_CALL'],
  'no call: callStart of no number': [-1, 'INVALID_NUMBER'],
  'no call: startDtmf': [-1, 'WRONG_CALL_STATE'],
  'no call: startRecord': [-1, 'NO_SUCH_CALL'],
  'no call: stopRecord': [-1, 'WRONG_CALL_STATE'],
  'no call: readRecordStream': [-1, 'WRONG_CALL_STATE'],
  'setVolume, getVolume': [0, 7],
  'setFw, getFw': [[], 0, ['+441632960961'], 0, []],
  'callStart, callEnd': [
    ...[0, 0],
    [14, id, 0, 2, 0, 0, number, 129],
    [11, id, 0, 3, 0, 0, number, 129],
    [12, id, 0, 6, 0, 0, number, 129],
  ],
  startDtmf: [0, '12#A'],
  dtmfSetCb: [-1, 0],
  callAnswer: [
    0,
    [10, id, 1, 4, 0, 0, caller, 145],
    [11, id, 1, 3, 0, 0, caller, 145],
    [12, id, 1, 6, 0, 0, caller, 145],
  ],
  setAutoAnswer: [
    ...[-1, 0, 0, 0],
    [10, id, 1, 4, 0, 0, caller, 145],
    [11, id, 1, 3, 0, 0, caller, 145],
    [12, id, 1, 6, 0, 0, caller, 145],
  ],
  setAutoCancel: [...[-1, 0, 0], [10, id, 1, 4, 0, 0, caller, 145], [12, id, 1, 6, 0, 0, caller, 145]],
  getAutoCancelStatus: [1, 0],
})

const detects = { setChannel: [0, 0, 0], dtmfDetEnable: [0, '5', '*', 0] }
const noStream = {
  'no call: startRecordStream': ['NOT SUPPORT', 'NOT_SUPPORTED'],
  'startRecordStream, stopRecord': ['NOT SUPPORT', -1, undefined, undefined, undefined],
  readRecordStream: [],
}
const unsupported = ['NOT SUPPORT', -1, null]
/** A module that records one direction at a time. */
const eitherDirection = {
  'startRecord, stopRecord: RX': [0, 0, FAR_VALUE],
  'startRecord, stopRecord: TX': [0, 0, NEAR_VALUE],
  'startRecord, stopRecord: MIX': unsupported,
  setAutoRecord: [0, 'NOT SUPPORT', 0, 'auto.wav'],
}

interface Expectation {
  readonly name: string
  readonly family: FamilyName
  /** Whether the sound of calls reaches the host. */
  readonly pcm: boolean
  readonly results: object
}

const table: readonly Expectation[] = [
  {
    name: 'EC25',
    family: 'ec25',
    pcm: false,
    results: { ...common(2), ...detects, ...noStream, ...eitherDirection },
  },
  {
    name: 'EC25 with its PCM port',
    family: 'ec25',
    pcm: true,
    results: {
      ...common(2),
      ...detects,
      'no call: startRecordStream': [-1, 'NO_SUCH_CALL'],
      'startRecordStream, stopRecord': [0, 0, ['stream', 0, 0], ['stream', 44, 1], 3],
      readRecordStream: [true, FAR_VALUE],
      'startRecord, stopRecord: RX': [0, 0, FAR_VALUE],
      'startRecord, stopRecord: TX': [0, 0, NEAR_VALUE],
      'startRecord, stopRecord: MIX': [0, 0, FAR_VALUE + NEAR_VALUE],
      setAutoRecord: [0, 0, 0, 'auto.wav'],
    },
  },
  {
    name: 'EC200U',
    family: 'ec200u',
    pcm: false,
    results: {
      ...common(1),
      ...detects,
      ...noStream,
      'startRecord, stopRecord: RX': unsupported,
      'startRecord, stopRecord: TX': unsupported,
      'startRecord, stopRecord: MIX': [0, 0, FAR_VALUE + NEAR_VALUE],
      setAutoRecord: ['NOT SUPPORT', 0, 0, 'auto.wav'],
    },
  },
  {
    name: 'EC600N',
    family: 'ec600n',
    pcm: false,
    results: { ...common(1), ...detects, ...noStream, ...eitherDirection },
  },
  {
    name: 'a module of 3GPP TS 27.007 alone',
    family: 'generic',
    pcm: false,
    results: {
      ...common(1),
      setChannel: [-1, -1, -1],
      dtmfDetEnable: [-1, -1],
      ...noStream,
      'startRecord, stopRecord: RX': unsupported,
      'startRecord, stopRecord: TX': unsupported,
      'startRecord, stopRecord: MIX': unsupported,
      setAutoRecord: ['NOT SUPPORT', 'NOT SUPPORT', 0],
    },
  },
]

describeClient('Each function of a voiceCall', [pseudoTerminal], () => {
  // Together, so that the time of the machine passes for all at once; in memory it would stand still for the others.
  test.concurrent.for(table)('over a pseudo-terminal: $name', async ({ results, ...module }, context) => {
    const world = await worldOnPty({ ...module, folder: folderFor(context) }, context)
    expect(await voiceCallResults(world)).toEqual(results)
  })

  test.for(table)('in memory it gives the same: $name', async ({ results, ...module }, context) => {
    const world = await worldInMemory({ ...module, folder: folderFor(context) })
    expect(await voiceCallResults(world)).toEqual(results)
  })
})

/** A folder for this test, where several run at a time. */
function folderFor({ onTestFinished }: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
