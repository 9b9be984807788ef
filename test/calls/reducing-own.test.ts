import { describe, expect, test } from 'vitest'
import { type EvidenceRow, workedEvidence } from '../support/worked-evidence.ts'

const rows: readonly EvidenceRow[] = [
  ['a dial that is refused leaves nothing', '!dial 5550100 ; !refused 5550100 BUSY', [], []],
  [
    'where a line had told of it, it ends with the word',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550100 BUSY',
    ['1 dialing 5550100', '1 over', '1 ended by remote BUSY 17'],
    [],
  ],
  [
    'a bar',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550100 +CME ERROR: 32',
    ['1 dialing 5550100', '1 over', '1 ended by remote BARRED'],
    [],
  ],
  [
    'a network that is full',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550100 +CME ERROR: 31',
    ['1 dialing 5550100', '1 over', '1 ended by remote CONGESTION'],
    [],
  ],
  [
    'the numbers of messages are others',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550100 +CMS ERROR: 32',
    ['1 dialing 5550100', '1 over', '1 ended by remote FAILED'],
    [],
  ],
  [
    'an error without a number',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550100',
    ['1 dialing 5550100', '1 over', '1 ended by remote FAILED'],
    [],
  ],
  [
    'no answer at all',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550100 nothing',
    ['1 dialing 5550100', '1 over', '1 ended by module FAILED'],
    [],
  ],
  [
    'the refusal of another number is none',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !refused 5550200 BUSY',
    [],
    ['1 outgoing dialing 5550100 untold'],
  ],
  [
    'nor is its acceptance',
    '!dial 5550100 ; ^DSCI: 1,0,2,0,5550100,129 ; !accepted 5550200',
    [],
    ['1 outgoing dialing 5550100 untold'],
  ],
  [
    'to release all: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release all ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '1 ended by local NORMAL 16',
      '2 over',
      '2 ended by local NORMAL 16',
      '3 over',
      '3 ended by local NORMAL 16',
    ],
    [],
  ],
  [
    'to release active: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release active ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '1 ended by local NORMAL 16',
      '2 over',
      '3 over',
    ],
    [],
  ],
  [
    'to release transferred: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release transferred ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '1 ended by local NORMAL 16',
      '2 over',
      '2 ended by local NORMAL 16',
      '3 over',
      '3 ended by local NORMAL 16',
    ],
    [],
  ],
  [
    'to release held: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release held ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '2 over',
      '2 ended by local NORMAL 16',
      '3 over',
    ],
    [],
  ],
  [
    'to release 1: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release 1 ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '1 ended by local NORMAL 16',
      '2 over',
      '3 over',
    ],
    [],
  ],
  [
    'to release 2: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release 2 ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '2 over',
      '2 ended by local NORMAL 16',
      '3 over',
    ],
    [],
  ],
  [
    'to release 3: who ended which call',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129|+CLCC: 3,0,3,0,0,"5550300",129 ; !release 3 ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; ^DSCI: 3,0,6,0,5550300,129',
    [
      '1 active 5550100',
      '2 held 5550200',
      '3 alerting 5550300',
      '1 over',
      '2 over',
      '3 over',
      '3 ended by local NORMAL 16',
    ],
    [],
  ],
  [
    'to release the held one means the one that waits',
    '!list +CLCC: 1,0,1,0,0,"5550100",129|+CLCC: 2,1,5,0,0,"5550200",129 ; !release held ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,1,6,0,5550200,129',
    ['1 held 5550100', '2 waiting 5550200', '1 over', '2 over', '2 ended by local NORMAL 16'],
    [],
  ],
  [
    'a refused release leaves the end to the far end',
    '^DSCI: 1,0,3,0,5550100,129 ; !release all ; !kept all ; ^DSCI: 1,0,6,0,5550100,129',
    ['1 active 5550100', '1 over'],
    [],
  ],
  [
    'a release names a call by the id it should have',
    'RING ; +CLIP: "5550100",129 ; !release 1 ; !overdue ; !list ',
    ['1 incoming 5550100', '1 over', '1 ended by local NORMAL 16'],
    [],
  ],
  [
    'at the end of a log an accepted release is believed',
    '^DSCI: 1,0,3,0,5550100,129 ; !release all ; !released all ; !ended',
    ['1 active 5550100', '1 over', '1 ended by local NORMAL 16'],
    [],
  ],
  [
    'and one that was only sent is not',
    '^DSCI: 1,0,3,0,5550100,129 ; !release all ; !ended',
    ['1 active 5550100'],
    ['1 outgoing active 5550100'],
  ],
  ['at the end of a log a ring is told', 'RING ; !ended', ['1 incoming withheld'], ['? incoming incoming withheld']],
  [
    'and causes are final',
    '^DSCI: 1,0,3,0,5550100,129 ; ^DSCI: 1,0,6,0,5550100,129 ; !ended',
    ['1 active 5550100', '1 over', '1 ended by remote NORMAL'],
    [],
  ],
  [
    'a ring without a number is told when it is overdue',
    'RING ; !overdue',
    ['1 incoming withheld'],
    ['? incoming incoming withheld'],
  ],
  ['a dial that was not accepted is not', '!dial 5550100 ; !overdue', [], ['? outgoing dialing 5550100 untold']],
  [
    'one that was accepted is',
    '!dial 5550100 ; !accepted 5550100 ; !overdue',
    ['1 dialing 5550100'],
    ['? outgoing dialing 5550100'],
  ],
  [
    'causes are those of the calls in the order of their ends',
    '^DSCI: 1,0,3,0,5550100,129 ; ^DSCI: 2,0,3,0,5550200,129 ; ^DSCI: 1,0,6,0,5550100,129 ; ^DSCI: 2,0,6,0,5550200,129 ; !cause "Normal call clearing",16 ; !cause "User busy",17',
    [
      '1 active 5550100',
      '2 active 5550200',
      '1 over',
      '2 over',
      '1 ended by remote NORMAL',
      '2 ended by remote NORMAL',
    ],
    [],
  ],
  [
    'a restart ends what was told, and forgets what was not',
    '^DSCI: 1,0,3,0,5550100,129 ; RING ; RDY',
    ['1 active 5550100', '1 over', '1 ended by module FAILED'],
    [],
  ],
  ['a ring that was not told is forgotten', 'RING ; RDY', [], []],
]

describe('what the reducer makes of what we asked for, restarts and ends', () => {
  test.each(rows)('%s', (_, seen, words, left) => {
    expect(workedEvidence(seen)).toEqual({ words, left })
  })
})

test('a call that was told of is told to be over where its dial is refused after all', () => {
  const { words } = workedEvidence('!dial 5550100 ; +COLP: "5550100",129 ; !refused 5550100')
  expect(words).toEqual(['1 dialing 5550100', '1 active', '1 over', '1 ended by remote FAILED'])
})
