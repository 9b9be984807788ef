import { describe, expect, it } from 'vitest'
import { type Clock, systemClock } from '../../src/base/clock.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts'

describe('a simulator', () => {
  it('has one EC200U with the number +15550100000 unless told otherwise', async () => {
    const { modules } = await startSimulator()
    expect(modules.map(({ name, number }) => [name, number])).toEqual([['EC200U 1', '+15550100000']])
  })

  it('numbers its modules', async () => {
    const { modules } = await startSimulator({ modules: 3, family: 'ec25' })
    expect(modules.map(({ number }) => number)).toEqual(['+15550100000', '+15550100001', '+15550100002'])
  })

  it.each<{ why: string; options: SimulatorOptions }>([
    { why: 'speed too low', options: { speed: 0 } },
    { why: 'speed too high', options: { speed: 1001 } },
    { why: 'no speed', options: { speed: Number.NaN } },
    { why: 'no module', options: { modules: 0 } },
    { why: 'too many modules', options: { modules: 17 } },
    { why: 'far too many modules', options: { modules: 1e12 } },
    { why: 'no such family', options: { family: 'toString' as 'ec25' } },
    { why: 'the number of a subscriber', options: { modules: [{ number: '10086' }] } },
    { why: 'the same number twice', options: { modules: [{ number: '+15550142' }, { number: '15550142' }] } },
    { why: 'a number that is none', options: { modules: [{ number: 'mine' }] } },
    { why: 'an IMEI that is none', options: { modules: [{ imei: '1' }] } },
    { why: 'a PIN that is none', options: { modules: [{ pin: '' }] } },
    { why: 'too many data contexts', options: { modules: [{ dataContexts: 5 }] } },
  ])('refuses $why', async ({ options }) => {
    await expect(startSimulator(options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })

  it('lends out no number of a module as a subscriber', async () => {
    const { network, modules } = await startSimulator()
    expect(() => network.subscriber(modules[0]?.number ?? '')).toThrow('is a module')
  })

  it('runs as much faster as asked for', async () => {
    const clock = new ManualClock()
    const sim = await startSimulator({ clock, speed: 10, modules: [{ family: 'generic' }] })
    const call = sim.network.call('5550999', '+15550100000')
    await clock.advance(79)
    expect(call.state).toBe('dialing')
    await clock.advance(1)
    expect(call.state).toBe('alerting')
  })

  it('leaves no timer behind when it is closed', async () => {
    let running = 0
    const clock: Clock = {
      now: () => systemClock.now(),
      setTimer: (delayMs, fire) => {
        running++
        const cancel = systemClock.setTimer(delayMs, fire)
        return () => {
          running--
          cancel()
        }
      },
    }
    const sim = await startSimulator({ clock, modules: 2 })
    sim.network.call('5550999', '+15550100000')
    sim.modules[1]?.reset()
    expect(running).toBeGreaterThan(1)
    await sim.close()
    await sim.close()
    expect(running).toBe(0)
  })
})
