import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../src/calls/call-event.ts'
import { type CallTable, emptyTable } from '../../src/calls/call-table.ts'
import type { Evidence } from '../../src/calls/evidence.ts'
import { reduce } from '../../src/calls/reduce.ts'
import { listedCallOf } from '../../src/commands/clcc.ts'
import { openScriptedModem } from '../support/scripted-modem.ts'
import { told } from '../support/story.ts'

const one = '+CLCC: 1,0,0,0,0,"5550100",129'
const other = '+CLCC: 2,1,1,0,0,"5550101",129'

function list(...lines: readonly string[]): Evidence {
  return { kind: 'list', calls: lines.map(listedCallOf).filter(call => call !== null) }
}

/** What is told of evidence, half a second apart, and the states of the calls in the end. */
function tell(...evidence: readonly Evidence[]): { story: string[]; states: string[] } {
  let table: CallTable = emptyTable
  const events: CallEvent[] = []
  for (const [at, seen] of evidence.entries()) {
    const reduction = reduce(table, seen, at * 500)
    table = reduction.table
    events.push(...reduction.events)
  }
  return {
    story: events.map(told).filter(words => words !== null && !/active|held/.test(words)) as string[],
    states: table.calls.map(call => `${call.index} ${call.state}`),
  }
}

describe('a list that lost a line', () => {
  it('ends no call', () => {
    expect(tell(list(one, other), list(other), list(one, other))).toEqual({
      story: [],
      states: ['1 active', '2 held'],
    })
  })

  it('ends none either, lost twice with a whole list between', () => {
    expect(tell(list(one), list(), list(one), list()).states).toEqual(['1 active'])
  })

  it('a second one in a row does', () => {
    expect(tell(list(one, other), list(other), list(other)).states).toEqual(['2 held'])
  })

  const agreeing: [string, Evidence][] = [
    ['our own hang-up', { kind: 'release-sent', scope: { kind: 'all' } }],
    ['a word', { kind: 'word', word: 'NO CARRIER' }],
  ]
  it.each(agreeing)('one is enough where %s agrees', (_what, evidence) => {
    const indicated: Evidence = {
      kind: 'indication',
      index: 1,
      direction: 'outgoing',
      state: 'active',
      number: '5550100',
      numberType: 129,
      inbandTones: null,
      multiparty: null,
      cause: null,
    }
    expect(tell(list(one), indicated, evidence, list()).states).toEqual([])
  })

  it('or where another call has its id', () => {
    expect(tell(list(one), list('+CLCC: 1,1,4,0,0,"5550199",129')).states).toEqual(['1 incoming'])
  })
})

it('a line that a list has twice is one call', () => {
  expect(tell(list(one, one), list(one, one, other)).states).toEqual(['1 active', '2 held'])
})

describe('a modem', () => {
  it('asks again a moment after a list left a call out, and tells of its end then', async () => {
    const { module, clock, modem, story } = await openScriptedModem()
    module.learn('AT+CLCC', one, 'OK')
    await modem.dial('5550100')
    await clock.advance(500)
    module.learn('AT+CLCC', 'OK')
    module.commands.length = 0
    await clock.advance(1_500)
    expect(story.at(-1)).toBe('1 ended by remote NORMAL')
    expect(module.commands.filter(line => line === 'AT+CLCC').length).toBeGreaterThanOrEqual(2)
  })

  it('finds a call of which every line was lost within half a minute', async () => {
    const { module, clock, modem } = await openScriptedModem()
    module.learn('AT+CLCC', one, 'OK')
    await clock.advance(31_000)
    expect(modem.calls.map(call => call.state)).toEqual(['active'])
  })

  it('of a transfer to a party that still rings, both calls were ended by us', async () => {
    const { module, clock, modem, story } = await openScriptedModem()
    const alerting = '+CLCC: 1,0,3,0,0,"5550100",129'
    module.learn('AT+CLCC', alerting, other, 'OK')
    await modem.dial('5550100')
    await clock.advance(1_500)
    module.learn('AT+CLCC', 'OK')
    await Promise.all([modem.holdOperation({ kind: 'transfer' }), clock.advance(1_000)])
    expect(story.filter(line => line.includes('ended')).sort()).toEqual([
      '1 ended by local NORMAL 16',
      '2 ended by local NORMAL 16',
    ])
  })
})
