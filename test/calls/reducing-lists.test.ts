import { describe, expect, test } from 'vitest'
import { type EvidenceRow, workedEvidence } from '../support/worked-evidence.ts'

const rows: readonly EvidenceRow[] = [
  [
    'a fresh dial may be missing from lists',
    '!dial 5550100 ; !accepted 5550100 ; !overdue ; !wait 1400 ; !list  ; !list ',
    ['1 dialing 5550100'],
    ['? outgoing dialing 5550100'],
  ],
  [
    'an older one may not',
    '!dial 5550100 ; !accepted 5550100 ; !overdue ; !wait 1600 ; !list  ; !list ',
    ['1 dialing 5550100', '1 over'],
    [],
  ],
  [
    'a list within a second of the end may lag',
    '^DSCI: 1,0,3,0,5550100,129 ; ^DSCI: 1,0,6,0,5550100,129 ; !wait 900 ; !list +CLCC: 1,0,0,0,0,"5550100",129',
    ['1 active 5550100', '1 over'],
    [],
  ],
  [
    'later a call is there',
    '^DSCI: 1,0,3,0,5550100,129 ; ^DSCI: 1,0,6,0,5550100,129 ; !wait 1100 ; !list +CLCC: 1,0,0,0,0,"5550100",129',
    ['1 active 5550100', '1 over', '1 active 5550100'],
    ['1 outgoing active 5550100'],
  ],
  [
    'data contexts take ids and are no calls',
    '!list +CLCC: 1,0,0,1,0,"",128|+CLCC: 2,0,0,9,0,"5550100",129 ; RING ; !overdue',
    ['2 active 5550100'],
    ['2 outgoing active 5550100'],
  ],
  [
    'numbers are stronger than ids',
    '!list +CLCC: 1,0,0,0,0,"5550100",129|+CLCC: 2,0,1,0,0,"5550200",129 ; !list +CLCC: 2,0,1,0,0,"5550100",129|+CLCC: 1,0,0,0,0,"5550200",129',
    ['1 active 5550100', '2 held 5550200', '2 held', '1 active'],
    ['2 outgoing held 5550100', '1 outgoing active 5550200'],
  ],
  [
    'two lists without it end a call',
    '^DSCI: 1,0,3,0,5550100,129 ; !list  ; !list ',
    ['1 active 5550100', '1 over'],
    [],
  ],
  [
    'one does where we asked for the end',
    '^DSCI: 1,0,3,0,5550100,129 ; !release all ; !list ',
    ['1 active 5550100', '1 over', '1 ended by local NORMAL 16'],
    [],
  ],
  [
    'and where another call has its id',
    '^DSCI: 1,0,3,0,5550100,129 ; !list +CLCC: 1,1,4,0,0,"5550200",129',
    ['1 active 5550100', '1 over', '1 incoming 5550200'],
    ['1 incoming incoming 5550200'],
  ],
  [
    'a list with it starts the count anew',
    '^DSCI: 1,0,3,0,5550100,129 ; !list  ; !list +CLCC: 1,0,0,0,0,"5550100",129 ; !list ',
    ['1 active 5550100'],
    ['1 outgoing active 5550100'],
  ],
  [
    'a listed call was not ended by an accepted release',
    '^DSCI: 1,0,3,0,5550100,129 ; !release all ; !released all ; !list +CLCC: 1,0,0,0,0,"5550100",129 ; !ended',
    ['1 active 5550100'],
    ['1 outgoing active 5550100'],
  ],
  [
    'numbers agree without their prefixes',
    '^DSCI: 1,1,4,0,01632960961,129 ; !list +CLCC: 1,1,4,0,0,"+441632960961",145',
    ['1 incoming 01632960961'],
    ['1 incoming incoming 01632960961'],
  ],
  [
    'short numbers do not',
    '^DSCI: 1,1,4,0,960961,129 ; !list +CLCC: 1,1,4,0,0,"1632960961",129',
    ['1 incoming 960961', '1 over', '1 incoming 1632960961'],
    ['1 incoming incoming 1632960961'],
  ],
  [
    'networks rewrite dialled numbers',
    '!dial 5550100 ; !accepted 5550100 ; ^DSCI: 1,0,3,0,4915550199,129',
    ['1 dialing 5550100', '1 active'],
    ['1 outgoing active 5550100'],
  ],
]

describe('what the reducer makes of lists of current calls', () => {
  test.each(rows)('%s', (_, seen, words, left) => {
    expect(workedEvidence(seen)).toEqual({ words, left })
  })
})

describe('one id is that of one call', () => {
  test.each([
    ['the list gives it to another than is dialled', '!dial 1 ; ^DSCI: 2,0,2,0,1,129 ; !list +CLCC: 2,1,5,0,0,"",128'],
    ['a list has it twice', '!list +CLCC: 1,1,0,0,0,"5550100",129|+CLCC: 1,0,1,0,0,"5550200",129'],
    [
      'a list gives it to two known calls',
      '^DSCI: 1,1,3,0,1,129 ; ^DSCI: 2,0,1,0,2,129 ; !list +CLCC: 2,1,0,0,0,"1",129|+CLCC: 2,0,1,0,0,"2",129',
    ],
  ])('where %s', (_, seen) => {
    const ids = workedEvidence(seen)
      .left.map(call => call.split(' ')[0])
      .filter(id => id !== '?')
    expect(new Set(ids).size).toBe(ids.length)
  })
})
