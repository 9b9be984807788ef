import { describe, expect, it } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { play, stage } from './play.ts'
import { constant, Ear, inCall, ramp, sourceOf, trimmed } from './sound.ts'

const families: readonly FamilyName[] = ['ec25', 'ec200u', 'ec600n', 'generic']

describe('a module and a subscriber', () => {
  it.each(families)('%s: hear each other, every sample once and in order', async family => {
    const { scene, module, call, moduleEar, farEar } = await inCall({ family })
    module.setMicrophone(sourceOf(ramp(1000, 5000)))
    call.speak(ramp(700))
    call.speak(ramp(333, 701))
    expect(call.speaking).toBe(true)
    await scene.clock.advance(200)
    expect(moduleEar.take()).toEqual([...ramp(1033), ...new Int16Array(567)])
    expect(farEar.take()).toEqual([...ramp(1000, 5000), ...new Int16Array(600)])
    expect(call.speaking).toBe(false)
  })

  it('what is said before the answer is heard from the answer on, and nothing after the end', async () => {
    const scene = await stage([{}])
    await play(scene, ['> ATD5550102;', '< OK', '~ 800'])
    const { call } = scene.sim.network.subscriber('5550102')
    const ear = new Ear()
    const stop = scene.sim.modules[0]?.listen(ear.hear)
    call?.speak(ramp(16_000))
    await scene.clock.advance(100)
    expect(trimmed(ear.take())).toEqual([])
    call?.answer()
    await scene.clock.advance(100)
    expect(trimmed(ear.take())).toEqual([...ramp(800)])
    call?.hangUp()
    expect(call?.speaking).toBe(false)
    call?.speak(ramp(160))
    expect(call?.speaking).toBe(false)
    await scene.clock.advance(100)
    expect(trimmed(ear.take())).toEqual([])
    stop?.()
  })

  it('more than ten minutes are refused', async () => {
    const { call } = await inCall()
    call.speak(new Int16Array(599 * 8000))
    expect(() => call.speak(new Int16Array(2 * 8000))).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })

  it('AT+CMUT=1 silences the microphone', async () => {
    const { scene, module, farEar } = await inCall()
    module.setMicrophone(constant(100))
    await play(scene, ['> AT+CMUT=1', '< OK', '~ 60'])
    expect(trimmed(farEar.take())).toEqual([])
    await play(scene, ['> AT+CMUT=0', '< OK', '~ 60'])
    expect(farEar.take()).toEqual([...new Int16Array(480).fill(100)])
  })

  it('a listener that stopped hears no more', async () => {
    const { scene, call } = await inCall()
    const ear = new Ear()
    const stop = call.listen(ear.hear)
    await scene.clock.advance(40)
    stop()
    await scene.clock.advance(40)
    expect(ear.count).toBe(2)
  })

  it('outside calls a module hears silence and its own microphone', async () => {
    const { sim, clock } = await stage([{}])
    const [module] = sim.modules
    const heard: number[][] = []
    module?.setMicrophone(constant(7))
    const stop = module?.listen((downlink, uplink) => heard.push([downlink[0] ?? -1, uplink[0] ?? -1]))
    await clock.advance(59)
    stop?.()
    await clock.advance(100)
    expect(heard).toEqual([
      [0, 7],
      [0, 7],
    ])
  })

  it('a subscriber of a plan speaks, and goes on with its next step when it has spoken', async () => {
    const scene = await stage([{ family: 'ec600n' }])
    scene.sim.network.subscriber('5551234').behave({
      summary: 'greets and hangs up',
      steps: [
        { afterMs: 0, does: 'answer' },
        { afterMs: 0, does: 'speak', samples: ramp(800) },
        { afterMs: 0, does: 'speak', samples: () => ramp(100, 801) },
        { afterMs: 0, does: 'clear', cause: 16 },
      ],
    })
    const ear = new Ear()
    scene.sim.modules[0]?.listen(ear.hear)
    await play(scene, ['> ATD5551234;', '< OK', '~ 959', '~ 1', '< NO CARRIER'])
    expect(trimmed(ear.take())).toEqual([...ramp(800), ...new Int16Array(160), ...ramp(100, 801)])
  })

  it('5550800 sends its test tone for ten seconds', async () => {
    const scene = await stage([{}])
    const ear = new Ear()
    scene.sim.modules[0]?.listen(ear.hear)
    await play(scene, ['> ATD5550800;', '< OK', '~ 15000'])
    expect(Math.abs(trimmed(ear.take()).length - 80_000)).toBeLessThan(10)
  })
})

describe('hold', () => {
  it.each([
    { by: 'the module', hold: '> AT+CHLD=2', retrieve: '> AT+CHLD=2' },
    { by: 'the far end', hold: undefined, retrieve: undefined },
  ])('by $by: neither hears the other, and what is said meanwhile is lost', async ({ hold, retrieve }) => {
    const { scene, module, call, moduleEar, farEar } = await inCall()
    module.setMicrophone(sourceOf(ramp(3200, 5000)))
    call.speak(ramp(3200))
    await scene.clock.advance(100)
    await play(scene, hold ? [hold, '< OK'] : [() => call.hold()])
    await scene.clock.advance(200)
    await play(scene, retrieve ? [retrieve, '< OK'] : [() => call.retrieve()])
    await scene.clock.advance(100)
    const silence = new Int16Array(1600)
    expect(moduleEar.take()).toEqual([...ramp(800), ...silence, ...ramp(800, 2401)])
    expect(farEar.take()).toEqual([...ramp(800, 5000), ...silence, ...ramp(800, 7400)])
  })
})

describe('a multiparty call', () => {
  it('each hears the others, and not itself; a held party hears nothing', async () => {
    const { scene, module, call, moduleEar, farEar } = await inCall()
    module.setMicrophone(constant(30_000))
    call.speak(new Int16Array(80_000).fill(200))
    await play(scene, ['> ATD5550100;', '< OK', '~ 3000'])
    const second = scene.sim.network.subscriber('5550100').call
    const secondEar = new Ear()
    second?.speak(new Int16Array(80_000).fill(4000))
    second?.listen(secondEar.hear)
    farEar.take()
    moduleEar.take()
    await play(scene, ['> AT+CHLD=2', '< OK', '> AT+CHLD=2', '< OK', '~ 20'])
    expect([moduleEar, farEar, secondEar].map(ear => ear.take()[0])).toEqual([4000, 0, 30_000])
    await play(scene, ['> AT+CHLD=3', '< OK', '~ 20'])
    expect([moduleEar, farEar, secondEar].map(ear => ear.take()[80])).toEqual([4200, 32_767, 30_200])
    await play(scene, ['> AT+CHLD=22', '< OK', '~ 20'])
    expect([moduleEar, farEar, secondEar].map(ear => ear.take()[159])).toEqual([200, 30_000, 0])
    second?.hangUp()
    await scene.clock.advance(20)
    expect([moduleEar, farEar].map(ear => ear.take()[0])).toEqual([200, 30_000])
  })
})

describe('two modules', () => {
  async function pair(options: Parameters<typeof stage>[0]) {
    const scene = await stage(options)
    await play(scene, ['> ATD+15550100001;', '< OK', '~ 800', '1< RING', '1> ATA', '~ 100', '1< OK'])
    const ears = scene.sim.modules.map(module => {
      const ear = new Ear()
      module.listen(ear.hear)
      return ear
    })
    return { scene, modules: scene.sim.modules, ears }
  }

  it('hear each other, every sample once and in order', async () => {
    const { scene, modules, ears } = await pair([{ family: 'ec600n' }, { family: 'generic' }])
    modules[0]?.setMicrophone(sourceOf(ramp(8000)))
    modules[1]?.setMicrophone(sourceOf(ramp(8000, 10_000)))
    await scene.clock.advance(1200)
    expect(trimmed(ears[1]?.take() ?? [])).toEqual([...ramp(8000)])
    expect(trimmed(ears[0]?.take() ?? [])).toEqual([...ramp(8000, 10_000)])
    expect(modules.map(module => module.audioCounters.slips)).toEqual([0, 0])
  })

  it('a hold is no slip, and the sound comes back', async () => {
    const { scene, modules, ears } = await pair([{ family: 'ec600n' }, { family: 'ec600n' }])
    modules[0]?.setMicrophone(constant(11))
    await scene.clock.advance(100)
    await play(scene, ['> AT+CHLD=2', '< OK', '~ 100'])
    ears[1]?.take()
    await play(scene, ['~ 100'])
    expect(trimmed(ears[1]?.take() ?? [])).toEqual([])
    await play(scene, ['> AT+CHLD=2', '< OK', '~ 100'])
    ears[1]?.take()
    await play(scene, ['~ 100'])
    expect(ears[1]?.take()).toEqual([...new Int16Array(800).fill(11)])
    expect(modules.map(module => module.audioCounters.slips)).toEqual([0, 0])
  })

  it('whose clocks differ slip a frame each time they are one apart, and no more', async () => {
    const { scene, modules } = await pair([
      { family: 'ec600n', audioClockPpm: 500 },
      { family: 'ec600n', audioClockPpm: -500 },
    ])
    await scene.clock.advance(120_000)
    // 1000 ppm are a frame in 20 s; the buffer takes the first two.
    for (const { audioCounters } of modules) {
      expect(audioCounters.slips).toBeGreaterThanOrEqual(3)
      expect(audioCounters.slips).toBeLessThanOrEqual(6)
    }
  })
})
