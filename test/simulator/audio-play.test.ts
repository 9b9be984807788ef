import { describe, expect, it } from 'vitest'
import type { FrameSource } from '../../src/audio/media-session.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { Metronome } from '../../src/simulator/audio/metronome.ts'
import type { PlayEnd } from '../../src/simulator/audio/module-audio.ts'
import { ModuleSound } from '../../src/simulator/audio/module-sound.ts'
import { SimulatedNetwork } from '../../src/simulator/network/simulated-network.ts'
import { constant, Ear, ramp, sourceOf } from './sound.ts'

/** The sound of a module whose calls are those of a subscriber, and the far end of the first one. */
async function sound() {
  const clock = new ManualClock()
  const network = new SimulatedNetwork(clock)
  const call = network.call('5551111', '5550101')
  const caller = network.subscriber('5551111')
  const audio = new ModuleSound({
    metronome: new Metronome(clock),
    audioClockPpm: 0,
    legs: () => caller.line.legs,
    muted: () => false,
    urc: () => {},
  })
  await clock.advance(800)
  audio.update()
  const ear = new Ear()
  network.subscriber('5550101').call?.listen(ear.hear)
  const ends: PlayEnd[] = []
  const play = (source: FrameSource) => audio.play(source, end => ends.push(end))
  return { clock, call, audio, ear, ends, play }
}

describe('what is played', () => {
  it('is heard in place of the microphone until it is over', async () => {
    const { clock, audio, ear, ends, play } = await sound()
    audio.setMicrophone(constant(9))
    play(sourceOf(ramp(320)))
    await clock.advance(40)
    expect(ends).toEqual([])
    await clock.advance(40)
    expect(ends).toEqual(['finished'])
    expect(ear.take()).toEqual([...ramp(320), ...new Int16Array(320).fill(9)])
  })

  it('is in the uplink that a tap hears', async () => {
    const { clock, audio, play } = await sound()
    const heard: number[] = []
    audio.tap((_downlink, uplink) => heard.push(uplink[0] ?? -1))
    play(sourceOf(ramp(320)))
    await clock.advance(60)
    expect(heard).toEqual([1, 161, 0])
  })

  it('can be stopped, once', async () => {
    const { clock, ear, ends, play } = await sound()
    const stop = play(constant(5))
    await clock.advance(20)
    stop()
    stop()
    await clock.advance(20)
    expect(ends).toEqual(['stopped'])
    expect(ear.take()).toEqual([...new Int16Array(160).fill(5), ...new Int16Array(160)])
  })

  it('gives way to what is played next, which its own stop does not touch', async () => {
    const { clock, ends, ear, play } = await sound()
    const stop = play(constant(5))
    play(constant(6))
    stop()
    await clock.advance(20)
    expect(ends).toEqual(['stopped'])
    expect(ear.take()).toEqual([...new Int16Array(160).fill(6)])
  })

  it('ends with the last call', async () => {
    const { clock, call, audio, ends, play } = await sound()
    play(constant(5))
    await clock.advance(20)
    expect(audio.inCall).toBe(true)
    call.hangUp()
    audio.callEnded()
    expect([audio.inCall, ends]).toEqual([false, ['call ended']])
  })

  it('reaches nobody outside calls, and is over at the first tick', async () => {
    const { clock, call, audio, ends, play } = await sound()
    call.hangUp()
    audio.callEnded()
    play(constant(5))
    expect(ends).toEqual([])
    await clock.advance(20)
    expect(ends).toEqual(['call ended'])
  })

  it('goes on while the call is on hold, unheard', async () => {
    const { clock, call, audio, ear, ends, play } = await sound()
    call.hold()
    expect(audio.inCall).toBe(false)
    play(sourceOf(ramp(320)))
    await clock.advance(60)
    expect([ends, new Set(ear.take())]).toEqual([['finished'], new Set([0])])
  })

  it('a restart ends it', async () => {
    const { clock, audio, ends, play } = await sound()
    play(constant(5))
    audio.restart()
    await clock.advance(100)
    expect(ends).toEqual(['stopped'])
  })

  it('what a listener starts to play when another comes to its end is not ended with it', async () => {
    const { clock, audio, ends, play } = await sound()
    const stop = audio.tap(() => {
      stop()
      play(constant(6))
    })
    play(sourceOf(ramp(0)))
    await clock.advance(100)
    expect(ends).toEqual(['stopped'])
  })
})
