import { describe, expect, it } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { playOn, type Step } from './play.ts'

const talking: readonly Step[] = ['> ATD5550101;', '< OK', '~ 800']

describe('DTMF', () => {
  it.each<{ family: FamilyName; command: string; heard: string; takesMs: number }>([
    { family: 'ec25', command: 'AT+VTS="12#"', heard: '12#', takesMs: 1200 },
    { family: 'ec25', command: 'AT+VTS="12",10', heard: '12', takesMs: 2200 },
    { family: 'ec25', command: 'AT+VTS=5', heard: '5', takesMs: 400 },
    { family: 'generic', command: 'AT+VTS=1;+VTS=2;+VTS=#', heard: '12#', takesMs: 1200 },
    { family: 'generic', command: 'AT+VTS=1,2,#', heard: '12#', takesMs: 1200 },
    { family: 'ec200u', command: 'AT+VTS=1234', heard: '1234', takesMs: 1600 },
    { family: 'ec200u', command: 'AT+VTS="*",2', heard: '*', takesMs: 300 },
    { family: 'ec600n', command: 'AT+VTS="abcd"', heard: 'ABCD', takesMs: 1600 },
  ])('$family: $command blocks the port for $takesMs ms, and the far end hears $heard', async row => {
    const scene = await playOn({ family: row.family }, [
      ...talking,
      `> ${row.command}`,
      '> AT',
      `~ ${row.takesMs - 1}`,
      '~ 1',
      '< OK',
      '< OK',
    ])
    expect(scene.sim.network.subscriber('5550101').call?.heard).toBe(row.heard)
  })

  it.each<{ family: FamilyName; command: string }>([
    { family: 'ec25', command: 'AT+VTS="12x"' },
    { family: 'ec25', command: 'AT+VTS=' },
    { family: 'ec25', command: `AT+VTS="${'1'.repeat(32)}"` },
    { family: 'ec200u', command: 'AT+VTS=1,11' },
    { family: 'ec200u', command: 'AT+VTS=1,2,#' },
  ])('$family refuses $command', async ({ family, command }) => {
    await playOn({ family }, [...talking, `> ${command}`, '< ERROR'])
  })

  it('needs a call', async () => {
    await playOn({ family: 'ec25' }, ['> AT+VTS=1', '< +CME ERROR: 3'])
  })

  it('ends with the call', async () => {
    await playOn({ family: 'ec25' }, [
      ...talking,
      '> AT+VTS="123456789"',
      '~ 700',
      ({ sim }) => sim.network.subscriber('5550101').call?.hangUp(),
      '< NO CARRIER',
      '~ 100',
      '< ERROR',
    ])
  })

  it('EC25 keeps tone and pause of AT+VTD; EC200U has one value', async () => {
    await playOn({ family: 'ec25' }, ['> AT+VTD=5,2', '< OK', '> AT+VTD?', '< +VTD: 5,2', '< OK'])
    await playOn({ family: 'ec200u' }, [
      '> AT+VTD=5,2',
      '< ERROR',
      '> AT+VTD=5',
      '< OK',
      '> AT+VTD?',
      '< +VTD: 5',
      '< OK',
    ])
  })

  it('+QTONEDET shows the keys the far end presses as ASCII codes', async () => {
    await playOn({ family: 'ec25' }, [
      '> AT+QTONEDET=1',
      '< OK',
      ...talking,
      ({ sim }) => sim.network.subscriber('5550101').call?.press('15*#A'),
      '< +QTONEDET: 49',
      '~ 800',
      '< +QTONEDET: 53',
      '< +QTONEDET: 42',
      '< +QTONEDET: 35',
      '< +QTONEDET: 65',
    ])
  })

  it('without +QTONEDET nothing is shown', async () => {
    await playOn({ family: 'ec25' }, [
      ...talking,
      ({ sim }) => sim.network.subscriber('5550101').call?.press('15*#A'),
      '~ 2000',
    ])
  })
})
