import { describe, expect, it } from 'vitest'
import { play, type Step, stage } from './play.ts'

const steps: readonly Step[] = [
  '> AT^DSCI=1;+CLIP=1',
  '< OK',
  '1> AT^DSCI=1;+CLIP=1;+QTONEDET=1',
  '1< OK',
  '> ATD+15550100001;',
  '< OK',
  '< ^DSCI: 1,0,2,0,+15550100001,145',
  '~ 800',
  '< ^DSCI: 1,0,7,0,+15550100001,145',
  '1< RING',
  '1< +CLIP: "+15550100000",145,,,,0',
  '1< ^DSCI: 2,1,4,0,+15550100000,145,0',
  '1> ATA',
  '~ 100',
  '< ^DSCI: 1,0,3,0,+15550100001,145',
  '1< OK',
  '1< ^DSCI: 2,1,3,0,+15550100000,145,0',
  '> AT+VTS=1',
  '1< +QTONEDET: 49',
  '~ 400',
  '< OK',
  '1> AT+CHUP',
  '< ^DSCI: 1,0,6,0,+15550100001,145',
  '< NO CARRIER',
  '1< OK',
  '1< ^DSCI: 2,1,6,0,+15550100000,145,0',
]

const pair = () => stage([{ family: 'ec200u' }, { family: 'ec25' }])

describe('two modules', () => {
  it('call each other by their numbers', async () => play(await pair(), steps))

  it.each([
    { name: 'it is switched off', act: 'powerDown' },
    { name: 'its card is out', act: 'ejectSim' },
  ] as const)('a module cannot be reached when $name', async ({ act }) => {
    const scene = await pair()
    scene.sim.modules[1]?.[act]()
    await scene.clock.advance(0)
    scene.hosts[1]?.takeLines()
    await play(scene, ['> ATD+15550100001;', '< OK', '~ 800', '< NO CARRIER'])
  })

  it('a call to the own number finds it busy', async () => {
    const scene = await pair()
    await play(scene, ['> ATD+15550100000;', '< OK', '~ 800', '< NO CARRIER', '> AT+CEER', '< +CEER: BUSY', '< OK'])
  })

  it('the truth of both agrees', async () => {
    const scene = await pair()
    await play(scene, steps.slice(0, 17))
    expect(scene.sim.modules.map(module => module.truth().map(({ index, state }) => ({ index, state })))).toEqual([
      [{ index: 1, state: 'active' }],
      [{ index: 2, state: 'active' }],
    ])
  })

  it('a restart in a call clears it for the other one', async () => {
    const scene = await pair()
    await play(scene, steps.slice(0, 17))
    scene.sim.modules[1]?.reset()
    await play(scene, [
      '~ 0',
      '< ^DSCI: 1,0,6,0,+15550100001,145',
      '< NO CARRIER',
      '~ 10000',
      '1< RDY',
      '~ 8000',
      '1< +CPIN: READY',
      '1< +QUSIM: 1',
      '1< +CFUN: 1',
      '1< +QIND: SMS DONE',
      '1< +QIND: PB DONE',
    ])
  })
})
