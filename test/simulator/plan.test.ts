import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emergencyNumbers } from '../../src/simulator/network/emergency-numbers.ts'
import { behaviourOf, plan } from '../../src/simulator/network/plan.ts'
import { mayCall } from '../../src/simulator/network/route-call.ts'
import { play, stage } from './play.ts'

/** What a caller sees of a call to `number`: seconds and state. */
async function course(number: string, seconds: number): Promise<string> {
  const scene = await stage([{ family: 'generic' }])
  await play(scene, [`> ATD${number};`, '< OK'])
  const states: string[] = []
  for (let tenth = 0; tenth <= seconds * 10; tenth++) {
    const state = scene.sim.modules[0]?.truth()[0]?.state ?? 'over'
    if (!states.at(-1)?.endsWith(state)) states.push(`${tenth / 10} ${state}`)
    await scene.clock.advance(100)
  }
  return states.join(', ')
}

describe('the numbering plan', () => {
  it.each([
    ['10086', '0 dialing, 0.8 alerting, 2.8 active, 7.8 over'],
    ['10010', '0 dialing, 0.8 over'],
    ['5550001', '0 dialing, 0.8 over'],
    ['5550018', '0 dialing, 10.8 over'],
    ['5550019', '0 dialing, 0.8 alerting, 60.8 over'],
    ['5550021', '0 dialing, 0.8 alerting, 2.8 over'],
    ['5550042', '0 dialing, 0.8 over'],
    ['5550100', '0 dialing, 0.8 alerting, 2.8 active'],
    ['+15550100', '0 dialing, 0.8 alerting, 2.8 active'],
    ['5550101', '0 dialing, 0.8 active'],
    ['5550102', '0 dialing, 0.8 alerting, 60.8 over'],
    ['5550203', '0 dialing, 0.8 alerting, 2.8 active, 5.8 over'],
    ['5550307', '0 dialing, 0.8 alerting, 7.8 over'],
    ['5550400', '0 dialing, 0.8 alerting, 2.8 active'],
    ['5550700', '0 dialing, 0.8 alerting, 15.8 active, 135.8 over'],
    ['5550000', '0 dialing, 0.8 over'],
    ['4915112345678', '0 dialing, 0.8 over'],
  ])('%s: %s', async (number, expected) => {
    expect(await course(number, 140)).toBe(expected)
  })

  it('5550400 presses sixteen keys', async () => {
    const scene = await stage([{ family: 'ec25' }])
    await play(scene, [
      '> AT+QTONEDET=1',
      '< OK',
      '> ATD5550400;',
      '< OK',
      '~ 10000',
      ...[...'1234567890*#ABCD'].map(key => `< +QTONEDET: ${key.charCodeAt(0)}`),
    ])
  })

  it('5550500 calls back', async () => {
    const scene = await stage([{ family: 'generic' }])
    await play(scene, [
      '> AT+CLIP=1',
      '< OK',
      '> ATD5550500;',
      '< OK',
      '~ 5800',
      '< NO CARRIER',
      '~ 3799',
      '~ 1',
      '< RING',
      '< +CLIP: "5550500",129,,,,0',
    ])
  })

  it.each([...emergencyNumbers])('%s has no subscriber and is barred to all', async number => {
    const { sim } = await stage([{ family: 'generic' }])
    expect(behaviourOf(number)).toBeUndefined()
    expect(mayCall(sim.network.subscriber('5550100').line, number)).toMatchObject({ to: 'nowhere', cause: 8 })
  })

  it('a telephone that a test asked for rings until it is told to answer', async () => {
    const scene = await stage([{ family: 'generic' }])
    const telephone = scene.sim.network.subscriber('5551234')
    await play(scene, ['> ATD5551234;', '< OK', '~ 800'])
    expect(telephone.call).toMatchObject({ direction: 'incoming', number: '+15550100000', state: 'incoming' })
    telephone.call?.answer()
    expect(scene.sim.modules[0]?.truth()[0]?.state).toBe('active')
    telephone.call?.hangUp(31)
    await play(scene, ['~ 0', '< NO CARRIER', '> AT+CEER', '< +CEER: Normal, unspecified', '< OK'])
  })
})

describe('docs/simulator.md', () => {
  const documented = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8')

  it.each(plan.map(({ number, behave }) => ({ number, behave })))('describes $number', ({ number, behave }) => {
    const summary = number.endsWith('NN') ? '' : (behave(0)?.summary ?? expect.fail('no behaviour'))
    expect(documented).toContain(`| ${number} | ${summary}`)
  })
})
