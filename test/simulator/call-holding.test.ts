import { describe, expect, it } from 'vitest'
import type { ModuleOptions } from '../../src/simulator/index.ts'
import { playOn, type Scene, type Step } from './play.ts'

const second = '+15550999'
const own = '+15550100000'
const secondCalls: Step = ({ sim }) => void sim.network.call(second, own)
const subscriber = (number: string) => (scene: Scene) => scene.sim.network.subscriber(number).call
const other = subscriber(second)
const first = subscriber('5550101')

/** A call to 5550101 that is through, index 1. */
const talking: readonly Step[] = ['> ATD5550101;', '< OK', '~ 800']
/** The same, with a call from +15550999 waiting, index 2. */
const waiting: readonly Step[] = [...talking, '> AT+CCWA=1', '< OK', secondCalls, '~ 800', '< +CCWA: "+15550999",145,1']
/** One call active (2), one held (1). */
const twoCalls: readonly Step[] = [...waiting, '> AT+CHLD=2', '< OK']
const clcc = (...lines: readonly string[]): Step[] => ['> AT+CLCC', ...lines.map(line => `< +CLCC: ${line}`), '< OK']

const cases: readonly { name: string; module?: ModuleOptions; steps: readonly Step[] }[] = [
  {
    name: 'EC200U: a waiting call, taken by AT+CHLD=2: the reports come before the OK',
    module: { family: 'ec200u' },
    steps: [
      '> AT^DSCI=1',
      '< OK',
      '> ATD5550101;',
      '< OK',
      '< ^DSCI: 1,0,2,0,5550101,129',
      '~ 800',
      '< ^DSCI: 1,0,3,0,5550101,129',
      '> AT+CCWA=1,1,1',
      '~ 400',
      '< OK',
      secondCalls,
      '~ 800',
      '< +CCWA: "+15550999",145,1',
      '< ^DSCI: 2,1,5,0,+15550999,145',
      '~ 12000',
      '> AT+CHLD=2',
      '< ^DSCI: 1,0,1,0,5550101,129',
      '< ^DSCI: 2,1,3,0,+15550999,145',
      '< OK',
    ],
  },
  {
    name: 'EC25: the reports follow the OK',
    module: { family: 'ec25' },
    steps: [
      ...talking,
      '> AT^DSCI=1',
      '< OK',
      '> AT+CHLD=2',
      '< OK',
      '< ^DSCI: 2,0,1,0,5550101,129,0',
      '> AT+CHLD=2',
      '< OK',
      '< ^DSCI: 2,0,3,0,5550101,129,0',
    ],
  },
  {
    name: 'EC200U: with +CCWA reporting off a waiting call rings',
    module: { family: 'ec200u' },
    steps: [...talking, secondCalls, '~ 800', '< RING', '~ 6000', '< RING', '> ATH', '< OK', '~ 20000'],
  },
  {
    name: 'EC25: with +CCWA reporting off a waiting call is silent but for +CLCC',
    module: { family: 'ec25' },
    steps: [
      ...talking,
      secondCalls,
      '~ 7000',
      ...clcc('1,1,0,1,0,"",128', '2,0,0,0,0,"5550101",129', '3,1,5,0,0,"+15550999",145'),
    ],
  },
  {
    name: 'swap',
    steps: [
      ...twoCalls,
      ...clcc('1,0,1,0,0,"5550101",129,""', '2,1,0,0,0,"+15550999",145,""'),
      '> AT+CHLD=2',
      '< OK',
      ...clcc('1,0,0,0,0,"5550101",129,""', '2,1,1,0,0,"+15550999",145,""'),
    ],
  },
  {
    name: '0 sends busy to the waiting call',
    steps: [...waiting, '> AT+CHLD=0', '< OK', ...clcc('1,0,0,0,0,"5550101",129,""')],
  },
  {
    name: '0 without a waiting call releases the held one',
    steps: [...twoCalls, '> AT+CHLD=0', '< OK', ...clcc('2,1,0,0,0,"+15550999",145,""')],
  },
  {
    name: '1 releases the active call and takes the waiting one',
    steps: [...waiting, '> AT+CHLD=1', '< OK', ...clcc('2,1,0,0,0,"+15550999",145,""')],
  },
  {
    name: '1 releases the active call and takes up the held one',
    steps: [...twoCalls, '> AT+CHLD=1', '< OK', ...clcc('1,0,0,0,0,"5550101",129,""')],
  },
  {
    name: '11 releases call 1 alone',
    steps: [...twoCalls, '> AT+CHLD=11', '< OK', ...clcc('2,1,0,0,0,"+15550999",145,""')],
  },
  {
    name: '3 joins, 22 takes one out, 3 joins again',
    steps: [
      ...twoCalls,
      '> AT+CHLD=3',
      '< OK',
      ...clcc('1,0,0,0,1,"5550101",129,""', '2,1,0,0,1,"+15550999",145,""'),
      '> AT+CHLD=22',
      '< OK',
      ...clcc('1,0,1,0,0,"5550101",129,""', '2,1,0,0,0,"+15550999",145,""'),
      '> AT+CHLD=3',
      '< OK',
      ...clcc('1,0,0,0,1,"5550101",129,""', '2,1,0,0,1,"+15550999",145,""'),
    ],
  },
  {
    name: 'a third party joins: the multiparty call is held and taken up as one',
    steps: [
      ...twoCalls,
      '> AT+CHLD=3',
      '< OK',
      '> ATD5550101;',
      '< OK',
      '~ 800',
      ...clcc('1,0,1,0,1,"5550101",129,""', '2,1,1,0,1,"+15550999",145,""', '3,0,0,0,0,"5550101",129,""'),
      '> AT+CHLD=3',
      '< OK',
      ...clcc('1,0,0,0,1,"5550101",129,""', '2,1,0,0,1,"+15550999",145,""', '3,0,0,0,1,"5550101",129,""'),
    ],
  },
  { name: 'nothing to act on', steps: ['> AT+CMEE=1', '< OK', '> AT+CHLD=2', '< +CME ERROR: 3'] },
  {
    name: 'EC200U has no explicit transfer, and no 2x for a single call',
    module: { family: 'ec200u' },
    steps: [
      '> AT+CHLD=?',
      '< +CHLD: (0,1,1X,2,2X,3)',
      '< OK',
      ...talking,
      '> AT+CHLD=21',
      '< +CME ERROR: 3',
      '> AT+CHLD=4',
      '< ERROR',
    ],
  },
  {
    name: 'the active call ends beside a waiting one: that one rings now',
    module: { family: 'ec25' },
    steps: [
      ...talking,
      '> AT^DSCI=1',
      '< OK',
      secondCalls,
      '~ 800',
      '< ^DSCI: 3,1,5,0,+15550999,145,0',
      scene => first(scene)?.hangUp(),
      '< ^DSCI: 2,0,6,0,5550101,129,0',
      '< NO CARRIER',
      '~ 100',
      '< RING',
      '< ^DSCI: 3,1,4,0,+15550999,145,0',
    ],
  },
  {
    name: 'the far end holds and retrieves: +CSSU 2 and 3',
    steps: ['> AT+CSSN=1,1', '< OK', '> ATD5550600;', '< OK', '~ 4799', '~ 1', '< +CSSU: 2', '~ 3000', '< +CSSU: 3'],
  },
  {
    name: 'a held call is released by the far end: +CSSU 5',
    steps: ['> AT+CSSN=0,1', '< OK', ...twoCalls, scene => first(scene)?.hangUp(), '< +CSSU: 5', '< NO CARRIER'],
  },
  {
    name: 'a fourth party finds all busy',
    steps: [
      ...waiting,
      ({ sim }) => void sim.network.call('5550777', own),
      '~ 800',
      ({ sim }) => expect(sim.network.subscriber('5550777').call?.cause).toBe(17),
    ],
  },
]

describe('hold, waiting, multiparty', () => {
  it.each(cases)('$name', async ({ module, steps }) => {
    await playOn(module ?? { family: 'generic' }, steps)
  })

  it('tells the far party that it is held', async () => {
    const scene = await playOn({ family: 'generic' }, [...talking, '> AT+CHLD=2', '< OK'])
    expect(first(scene)).toMatchObject({ state: 'active', heldByFarEnd: true })
    expect(scene.sim.modules[0]?.truth()).toEqual([
      { index: 1, direction: 'outgoing', state: 'held', number: '5550101', multiparty: false, heldByFarEnd: false },
    ])
  })

  it('4 connects the two others and leaves', async () => {
    const scene = await playOn({ family: 'generic' }, [...twoCalls, '> AT+CHLD=4', '< OK', ...clcc()])
    expect([first(scene)?.state, other(scene)?.state]).toEqual(['active', 'active'])
    first(scene)?.press('7')
    expect(other(scene)?.heard).toBe('7')
    first(scene)?.hangUp()
    expect(other(scene)?.state).toBe('released')
  })

  it('4 transfers to a party that is still being rung', async () => {
    const scene = await playOn({ family: 'generic' }, [
      ...talking,
      '> ATD5550102;',
      '< OK',
      '~ 800',
      '> AT+CHLD=4',
      '< OK',
      ...clcc(),
    ])
    const rung = subscriber('5550102')(scene)
    rung?.answer()
    first(scene)?.press('7')
    expect(rung).toMatchObject({ state: 'active', heard: '7' })
  })

  it('a transferred party that never answers is cleared after T301', async () => {
    const scene = await playOn({ family: 'generic' }, [
      ...talking,
      '> ATD5550102;',
      '< OK',
      '~ 800',
      '> AT+CHLD=4',
      '< OK',
      '~ 60000',
    ])
    expect(subscriber('5550102')(scene)).toMatchObject({ state: 'released', cause: 19 })
    expect(first(scene)).toMatchObject({ state: 'released', cause: 19 })
  })
})
