import { describe, expect, it } from 'vitest'
import type { FrameListener } from '../../src/audio/media-session.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { FileStore } from '../../src/simulator/files/file-store.ts'
import { Recorder } from '../../src/simulator/files/recorder.ts'
import type { FamilyName, ModuleOptions } from '../../src/simulator/index.ts'
import { numberedSource, upTo } from '../support/numbered-frames.ts'
import { play, playOn, type Step, stage } from './play.ts'
import { constant, inCall, ramp, sourceOf } from './sound.ts'
import { answerTo, download, hostOf, recorded, upload, wavFile } from './stored-files.ts'

const talking: readonly Step[] = ['> ATD5550101;', '< OK', '~ 800']
const reset: Step = ({ sim }) => sim.modules[0]?.reset()
/** The number that each 20 ms of a recording carry. */
const numbers = (samples: readonly number[]) => samples.filter((_, index) => index % 160 === 80)

describe('AT+QAUDRD', () => {
  it.each<{ family: FamilyName; command: string; answer: readonly string[] }>([
    { family: 'ec25', command: 'AT+QAUDRD=?', answer: ['+QAUDRD: (0,1),"filename",(3,13),(0,1)', 'OK'] },
    { family: 'ec25', command: 'AT+QAUDRD?', answer: ['+QAUDRD: 0', 'OK'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.wav",13,0;+QAUDRD?', answer: ['+QAUDRD: 1', 'OK'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.wav",13,1', answer: ['OK'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"RAM:a.WAV"', answer: ['OK'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.wav",13,2', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.wav",3', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.amr",13', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.mp3",13', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.wav",1', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a"', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1', answer: ['+CME ERROR: 406'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"SD:a.wav",13', answer: ['OK', '+QAUDRIND: 0,3'] },
    { family: 'ec25', command: 'AT+QAUDRD=0', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=2', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDRD=1,"a.wav",13;+QAUDRD=1,"b.wav",13', answer: ['+CME ERROR: 904'] },
    { family: 'ec200u', command: 'AT+QAUDRD=?', answer: ['+QAUDRD: (0,1),"filename",(3,13)', 'OK'] },
    { family: 'ec200u', command: 'AT+QAUDRD=1,"a.wav",13', answer: ['OK'] },
    { family: 'ec200u', command: 'AT+QAUDRD=1,"a.wav",13,2', answer: ['OK'] },
    { family: 'ec200u', command: 'AT+QAUDRD=1,"a.wav",13,0', answer: ['ERROR'] },
    { family: 'ec200u', command: 'AT+QAUDRD=1,"a.wav",13,1', answer: ['ERROR'] },
    { family: 'ec600n', command: 'AT+QAUDRD=1,"RAM:A.amr",3', answer: ['OK'] },
    { family: 'ec600n', command: 'AT+QAUDRD=1,"RAM:A.amr",3,1', answer: ['OK'] },
    { family: 'ec600n', command: 'AT+QAUDRD=1,"RAM:A.amr",3,2', answer: ['ERROR'] },
    { family: 'generic', command: 'AT+QAUDRD=?', answer: ['ERROR'] },
    { family: 'generic', command: 'AT+QAUDRD=1,"a.wav",13,0', answer: ['ERROR'] },
  ])('$family: $command', async ({ family, command, answer }) => {
    const amrEncoder = async () => new Uint8Array(6)
    await playOn({ family, amrEncoder }, [...talking, `> ${command}`, ...answer.map(line => `< ${line}`)])
  })
})

/** 200 ms of a call in which each side says frames with numbers: the far end from -1000 on, the module from 1 on. */
async function record(options: ModuleOptions, parameters: string): Promise<readonly number[]> {
  const { scene, module, call } = await inCall(options)
  module.setMicrophone(numberedSource(1))
  call.speak(Int16Array.from({ length: 1600 }, (_, index) => -1000 + Math.floor(index / 160)))
  await play(scene, [`> AT+QAUDRD=1,"a.wav",13${parameters}`, '< OK', '~ 200', '> AT+QAUDRD=0', '< OK', '~ 400'])
  return recorded(await download(scene, 'a.wav')).samples
}

describe('a recording', () => {
  it.each<{ family: FamilyName; parameters: string; what: string; frames: readonly number[] }>([
    { family: 'ec25', parameters: ',0', what: 'the uplink alone', frames: upTo(1, 10) },
    { family: 'ec25', parameters: '', what: 'the uplink alone', frames: upTo(1, 10) },
    { family: 'ec25', parameters: ',1', what: 'the downlink alone', frames: upTo(-1000, -991) },
    { family: 'ec600n', parameters: ',1', what: 'the downlink alone', frames: upTo(-1000, -991) },
    { family: 'ec200u', parameters: '', what: 'both as one', frames: upTo(0, 9).map(at => -999 + 2 * at) },
  ])('$family, $parameters: is $what', async ({ family, parameters, frames }) => {
    const samples = await record({ family }, parameters)
    expect(samples).toHaveLength(1600)
    expect(numbers(samples)).toEqual(frames)
    expect(new Set(samples)).toEqual(new Set(frames))
  })

  it('of both saturates', async () => {
    const { scene, module, call } = await inCall({ family: 'ec200u' })
    module.setMicrophone(constant(30_000))
    call.speak(new Int16Array(320).fill(20_000))
    await play(scene, ['> AT+QAUDRD=1,"a.wav",13', '< OK', '~ 40', '> AT+QAUDRD=0', '< OK', '~ 400'])
    expect(new Set(recorded(await download(scene, 'a.wav')).samples)).toEqual(new Set([32_767]))
  })

  it('has the sample rate and the form of the header, which is complete 400 ms after the end', async () => {
    const { scene } = await inCall()
    await play(scene, ['> AT+QAUDRD=1,"a.wav",13,0', '< OK', '~ 100', '> AT+QAUDRD=0', '< OK', '~ 399'])
    const unfinished = await download(scene, 'a.wav')
    expect([unfinished.length, recorded(unfinished).sizes]).toEqual([44 + 1600, [0, 0]])
    await play(scene, ['> AT+QFDEL="a.wav"', '< +CME ERROR: 418', '~ 1', '> AT+QAUDRD?', '< +QAUDRD: 0', '< OK'])
    const finished = await download(scene, 'a.wav')
    expect(finished.subarray(0, 44).toString('hex')).toBe(
      '524946466406000057415645666d74201000000001000100401f0000803e0000020010006461746140060000',
    )
    expect(finished.subarray(44)).toEqual(unfinished.subarray(44))
    await play(scene, ['> AT+QFDEL="a.wav"', '< OK'])
  })

  it('grows in the list while it goes on, and can be read', async () => {
    const { scene } = await inCall()
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '~ 100',
      '> AT+QFLST="a.wav"',
      '< +QFLST: "UFS:a.wav",1644',
      '< OK',
      '~ 20',
    ])
    expect(await download(scene, 'a.wav')).toHaveLength(44 + 6 * 320)
  })

  it('ends with the call, and its header is completed', async () => {
    const { scene, module, call } = await inCall()
    module.setMicrophone(numberedSource(1))
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '~ 100',
      () => call.hangUp(),
      '< NO CARRIER',
      '~ 20',
      '> AT+QAUDRD?',
      '< +QAUDRD: 0',
      '< OK',
      '> AT+QAUDRD=0',
      '< ERROR',
      '~ 400',
    ])
    const { sizes, samples } = recorded(await download(scene, 'a.wav'))
    expect([sizes, numbers(samples)]).toEqual([[1636, 1600], upTo(1, 5)])
  })

  it('goes on while the call is on hold', async () => {
    const { scene, module } = await inCall()
    module.setMicrophone(numberedSource(1))
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '~ 100',
      '> AT+CHLD=2',
      '< OK',
      '~ 1000',
      '> AT+QAUDRD?',
      '< +QAUDRD: 1',
      '< OK',
    ])
  })

  it('outside a call is of the microphone, and goes on into one', async () => {
    const scene = await stage([{ family: 'ec25' }])
    scene.sim.modules[0]?.setMicrophone(numberedSource(1))
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '~ 100',
      ...talking,
      '~ 100',
      '> AT+QAUDRD=0',
      '< OK',
      '~ 400',
    ])
    expect(numbers(recorded(await download(scene, 'a.wav')).samples)).toEqual(upTo(1, 50))
  })

  it('of a name that exists is none', async () => {
    const { scene } = await inCall()
    await upload(scene, 'a.wav', Buffer.from('mine'))
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '< +QAUDRIND: 0,1',
      '> AT+QAUDRD?',
      '< +QAUDRD: 0',
      '< OK',
    ])
    expect((await download(scene, 'a.wav')).toString()).toBe('mine')
  })

  it('ends where the drive is full, with whole frames', async () => {
    const { scene } = await inCall({ family: 'ec25', storageBytes: 44 + 3 * 320 + 319 })
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '~ 79',
      '~ 1',
      '< +QAUDRIND: 0,3',
      '> AT+QAUDRD?',
      '< +QAUDRD: 0',
      '< OK',
      '~ 400',
    ])
    expect(recorded(await download(scene, 'a.wav')).sizes).toEqual([996, 960])
  })

  it('does not begin without room for a header, and leaves no file', async () => {
    await playOn({ family: 'ec25', storageBytes: 43 }, [
      ...talking,
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '< +QAUDRIND: 0,3',
      '> AT+QFLST="*"',
      '< OK',
    ])
  })

  it.each(['AT+QPSND=1,"p.wav",0,1,1', 'AT+QAUDPLAY="p.wav",0'])('is ended by %s', async command => {
    const { scene } = await inCall()
    await upload(scene, 'p.wav', wavFile(ramp(16_000)))
    await play(scene, [
      '> AT+QAUDRD=1,"a.wav",13,0',
      '< OK',
      '~ 100',
      `> ${command}`,
      '< OK',
      '< +QAUDRIND: 0,6',
      '~ 400',
      '> AT+QAUDRD=1,"b.wav",13,0',
      '< +CME ERROR: 904',
    ])
    expect(recorded(await download(scene, 'a.wav')).sizes).toEqual([1636, 1600])
  })

  it.each([
    ['while it goes on', 0, 3],
    ['before its header is complete', 399, 3],
  ])('that a restart ends %s has the sound so far, and no sizes', async (_when, afterMs, frames) => {
    const { scene, module } = await inCall()
    module.setMicrophone(numberedSource(1))
    const stop: readonly Step[] = afterMs > 0 ? ['> AT+QAUDRD=0', '< OK', `~ ${afterMs}`] : []
    await play(scene, ['> AT+QAUDRD=1,"a.wav",13,0', '< OK', '~ 79', ...stop, reset])
    await scene.clock.advance(20_000)
    hostOf(scene).takeText()
    const { sizes, samples } = recorded(await download(scene, 'a.wav'))
    expect([sizes, numbers(samples)]).toEqual([[0, 0], upTo(1, frames)])
    await play(scene, ['> AT+QAUDRD?', '< +QAUDRD: 0', '< OK', '> AT+QFDEL="a.wav"', '< OK'])
  })

  it('in memory is gone after a restart', async () => {
    const { scene } = await inCall()
    await play(scene, ['> AT+QAUDRD=1,"RAM:a.wav",13,0', '< OK', '~ 100', reset])
    await scene.clock.advance(20_000)
    hostOf(scene).takeText()
    await play(scene, ['> AT+QFDWL="RAM:a.wav"', '< +CME ERROR: 405'])
  })

  it('is no longer than 10 minutes', async () => {
    const clock = new ManualClock()
    const listeners = new Set<FrameListener>()
    const told: string[] = []
    const recorder = new Recorder({
      clock,
      store: new FileStore(20_000_000),
      audio: {
        inCall: true,
        tap: listener => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        play: () => () => {},
      },
      established: () => true,
      urc: line => told.push(line),
    })
    recorder.start({ storage: 'UFS', name: 'a.wav' }, 'uplink')
    const frame = new Int16Array(160)
    for (let count = 0; count < 30_000; count++) for (const listener of listeners) listener(frame, frame)
    expect([recorder.recording, told]).toEqual([true, []])
    for (const listener of listeners) listener(frame, frame)
    expect([recorder.recording, told, listeners.size]).toEqual([false, ['+QAUDRIND: 0,3'], 0])
  })
})

describe('a recording in AMR', () => {
  const encoder = () => {
    const given: Int16Array[] = []
    const amrEncoder = async (samples: Int16Array) => {
      given.push(samples)
      return Buffer.from(`#!AMR\n${samples.length}`)
    }
    return { given, amrEncoder }
  }

  it('is what the encoder makes of the sound when it has ended', async () => {
    const { given, amrEncoder } = encoder()
    const { scene, module } = await inCall({ family: 'ec25', amrEncoder })
    module.setMicrophone(sourceOf(ramp(1600)))
    await play(scene, ['> AT+QAUDRD=1,"a.amr",3,0', '< OK', '~ 200', '> AT+QAUDRD=0', '< OK', '~ 399'])
    expect(await download(scene, 'a.amr')).toHaveLength(0)
    await play(scene, ['~ 1'])
    expect((await download(scene, 'a.amr')).toString()).toBe('#!AMR\n1600')
    expect(given).toEqual([ramp(1600)])
  })

  it('that a restart ends is encoded all the same', async () => {
    const { given, amrEncoder } = encoder()
    const { scene } = await inCall({ family: 'ec25', amrEncoder })
    await play(scene, ['> AT+QAUDRD=1,"a.amr",3,0', '< OK', '~ 100', reset])
    await scene.clock.advance(20_000)
    hostOf(scene).takeText()
    expect((await download(scene, 'a.amr')).toString()).toBe('#!AMR\n800')
    expect(given).toHaveLength(1)
  })

  it('ends when what it will become would not fit', async () => {
    const { scene } = await inCall({ family: 'ec25', storageBytes: 6 + 3 * 32 + 31, ...encoder() })
    await play(scene, ['> AT+QAUDRD=1,"a.amr",3,0', '< OK', '~ 79', '~ 1', '< +QAUDRIND: 0,3'])
  })

  it('that cannot be encoded is told of', async () => {
    const amrEncoder = () => Promise.reject(new Error('no'))
    const { scene } = await inCall({ family: 'ec25', amrEncoder })
    await play(scene, [
      '> AT+QAUDRD=1,"a.amr",3,0',
      '< OK',
      '~ 100',
      '> AT+QAUDRD=0',
      '< OK',
      '~ 400',
      '< +QAUDRIND: 0,1',
    ])
    expect(await answerTo(scene, 'AT+QFDEL="a.amr"\r')).toBe('\r\nOK\r\n')
  })

  it('is refused without an encoder', async () => {
    await playOn({ family: 'ec25', amrEncoder: null }, [...talking, '> AT+QAUDRD=1,"a.amr",3,0', '< +CME ERROR: 901'])
  })
})
