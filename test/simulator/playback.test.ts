import { describe, expect, it } from 'vitest'
import type { FamilyName, ModuleOptions } from '../../src/simulator/index.ts'
import { play, playOn, type Step, stage } from './play.ts'
import { constant, inCall, ramp, trimmed } from './sound.ts'
import { hostOf, upload, wavFile } from './stored-files.ts'

/** 100 ms that each place of can be told from any other. */
const prompt = ramp(800)

/** A call, with `p.wav` on the module and somebody at its microphone. */
async function prepared(options: ModuleOptions = { family: 'ec25' }, content: Uint8Array = wavFile(prompt)) {
  const there = await inCall(options)
  await upload(there.scene, 'p.wav', content)
  return there
}

describe('AT+QPSND and AT+QAUDPLAY', () => {
  it.each<{ family: FamilyName; command: string; answer: readonly string[] }>([
    { family: 'ec25', command: 'AT+QPSND=?', answer: ['+QPSND: (0,1),"filename",(0,1),(0,1),(0,1)', 'OK'] },
    { family: 'ec25', command: 'AT+QPSND?', answer: ['+QPSND: 0', 'OK'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav",0,1,1;+QPSND?', answer: ['+QPSND: 1', 'OK'] },
    { family: 'ec25', command: 'AT+QPSND=1,"none.wav",0,1,1', answer: ['+CME ERROR: 405'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p*.wav",0', answer: ['+CME ERROR: 406'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav"', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav",2', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav",0,7,7', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav",0,1,1,1', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QPSND=0', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav",0,1,1;+QPSND=1,"p.wav",0,1,1', answer: ['+CME ERROR: 904'] },
    { family: 'ec25', command: 'AT+QAUDPLAY=?', answer: ['+QAUDPLAY: "filename",(0,1)', 'OK'] },
    { family: 'ec25', command: 'AT+QAUDPLAY="p.wav",0;+QAUDPLAY?', answer: ['+QAUDPLAY: 1', 'OK'] },
    { family: 'ec25', command: 'AT+QAUDPLAY="none.wav",0', answer: ['+CME ERROR: 405'] },
    { family: 'ec25', command: 'AT+QAUDPLAY="RAM:p.wav",0', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDPLAY="p.wav"', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QAUDSTOP', answer: ['ERROR'] },
    { family: 'ec25', command: 'AT+QPSND=1,"p.wav",0,1,1;+QAUDPLAY="p.wav",0', answer: ['+CME ERROR: 904'] },
    { family: 'ec200u', command: 'AT+QPSND=1,"p.wav",0,1,1', answer: ['OK'] },
    { family: 'ec200u', command: 'AT+QAUDPLAY="p.wav",0', answer: ['+CME ERROR: 903'] },
    { family: 'ec600n', command: 'AT+QPSND=?', answer: ['ERROR'] },
    { family: 'ec600n', command: 'AT+QAUDPLAY=?', answer: ['ERROR'] },
  ])('$family: $command', async ({ family, command, answer }) => {
    const { scene } = await prepared({ family })
    await play(scene, [`> ${command}`, ...answer.map(line => `< ${line}`)])
  })

  it('generic has neither', async () => {
    await playOn({ family: 'generic' }, ['> AT+QPSND?', '< ERROR', '> AT+QAUDPLAY?', '< ERROR'])
  })
})

describe('a prompt to the far end', () => {
  it('is heard in place of the microphone, and its end is told', async () => {
    const { scene, module, farEar } = await prepared()
    module.setMicrophone(constant(-5))
    await play(scene, [
      '> AT+QPSND=1,"p.wav",0,1,1',
      '< OK',
      '~ 119',
      '~ 1',
      '< +QPSND: 0',
      '> AT+QPSND?',
      '< +QPSND: 0',
      '< OK',
    ])
    expect(farEar.take()).toEqual([...prompt, ...new Int16Array(160).fill(-5)])
  })

  it('has silence behind the last sample', async () => {
    const { scene, farEar } = await prepared({ family: 'ec25' }, wavFile(ramp(170)))
    await play(scene, ['> AT+QPSND=1,"p.wav",0,1,1', '< OK', '~ 60', '< +QPSND: 0'])
    expect(farEar.take()).toEqual([...ramp(170), ...new Int16Array(310)])
  })

  it.each(['', ',0', ',0,1'])('is not heard with the mutes %j, and takes its time', async mutes => {
    const { scene, module, farEar } = await prepared()
    module.setMicrophone(constant(-5))
    await play(scene, [`> AT+QPSND=1,"p.wav",0${mutes}`, '< OK', '~ 119', '~ 1', '< +QPSND: 0'])
    expect(new Set(farEar.take())).toEqual(new Set([-5]))
  })

  it('is repeated until it is stopped, and then says nothing', async () => {
    const { scene, farEar } = await prepared({ family: 'ec25' }, wavFile(ramp(100)))
    await play(scene, ['> AT+QPSND=1,"p.wav",1,1,1', '< OK', '~ 40', '> AT+QPSND=0', '< OK', '~ 1000'])
    expect(trimmed(farEar.take())).toEqual([...ramp(100), ...ramp(100), ...ramp(100), ...ramp(20)])
  })

  it.each<{ mutes: string; told: readonly Step[] }>([
    { mutes: ',1,1', told: ['< +QPSND: 0'] },
    { mutes: '', told: ['~ 20', '< +QPSND: 0'] },
  ])('ends with the call (mutes $mutes)', async ({ mutes, told }) => {
    const { scene, call } = await prepared()
    await play(scene, [
      `> AT+QPSND=1,"p.wav",1${mutes}`,
      '< OK',
      '~ 100',
      () => call.hangUp(),
      '< NO CARRIER',
      ...told,
      '> AT+QPSND?',
      '< +QPSND: 0',
      '< OK',
    ])
  })

  it('is not played outside a call', async () => {
    const scene = await stage([{ family: 'ec25' }])
    await upload(scene, 'p.wav', wavFile(prompt))
    await play(scene, ['> AT+QPSND=1,"p.wav",0,1,1', '< ERROR', '> ATD5550100;', '< OK', '~ 1000'])
    await play(scene, ['> AT+QPSND=1,"p.wav",0,1,1', '< ERROR'])
  })

  it('of 16 kHz is heard at its pitch', async () => {
    const { scene, farEar } = await prepared({ family: 'ec25' }, wavFile(ramp(640), { rate: 16_000 }))
    await play(scene, ['> AT+QPSND=1,"p.wav",0,1,1', '< OK', '~ 60', '< +QPSND: 0'])
    expect(trimmed(farEar.take())).toEqual([...ramp(320)].map(sample => 2 * sample - 1))
  })

  it.each([
    ['two channels', wavFile(prompt, { channels: 2 })],
    ['8 bits', wavFile(prompt, { bits: 8 })],
    ['44.1 kHz', wavFile(prompt, { rate: 44_100 })],
    ['no data', wavFile(prompt).subarray(0, 40)],
    ['no WAV file', Buffer.from('RIFFxxxxAVI LIST')],
    ['nothing', Buffer.from('x')],
  ])('with %s is refused', async (_what, content) => {
    const { scene } = await prepared({ family: 'ec25' }, content)
    await play(scene, ['> AT+QPSND=1,"p.wav",0,1,1', '< +CME ERROR: 902'])
  })

  it('may be a recording whose header was never completed', async () => {
    const unfinished = wavFile(prompt)
    unfinished.writeUInt32LE(0, unfinished.length - 1600 - 4)
    const { scene, farEar } = await prepared({ family: 'ec25' }, unfinished)
    await play(scene, ['> AT+QPSND=1,"p.wav",0,1,1', '< OK', '~ 120', '< +QPSND: 0'])
    expect(trimmed(farEar.take())).toEqual([...prompt])
  })

  it('is forgotten by a restart', async () => {
    const { scene } = await prepared()
    await play(scene, ['> AT+QPSND=1,"p.wav",1,1,1', '< OK', '~ 40', ({ sim }) => sim.modules[0]?.reset()])
    await scene.clock.advance(20_000)
    hostOf(scene).takeText()
    await play(scene, ['> AT+QPSND?', '< +QPSND: 0', '< OK'])
  })

  it('in AMR is what the decoder makes of it', async () => {
    const given: string[] = []
    const amrDecoder = async (file: Uint8Array) => {
      given.push(Buffer.from(file).toString())
      return prompt
    }
    const { scene, farEar } = await inCall({ family: 'ec25', amrDecoder })
    await upload(scene, 'p.amr', Buffer.from('#!AMR\n'))
    await play(scene, ['> AT+QPSND=1,"p.amr",0,1,1', '< OK', '~ 120', '< +QPSND: 0'])
    expect([given, trimmed(farEar.take())]).toEqual([['#!AMR\n'], [...prompt]])
  })

  it.each<[string, ModuleOptions['amrDecoder']]>([
    ['without a decoder', null],
    ['that is damaged', () => Promise.reject(new Error('no'))],
  ])('in AMR %s is refused', async (_why, amrDecoder) => {
    const { scene } = await inCall({ family: 'ec25', amrDecoder: amrDecoder ?? null })
    await upload(scene, 'p.amr', Buffer.from('#!AMR\n'))
    await play(scene, ['> AT+QPSND=1,"p.amr",0,1,1', '< +CME ERROR: 902'])
  })
})

describe('what is played on the speaker', () => {
  it('is not heard by the far end, and takes its time', async () => {
    const { scene, module, farEar } = await prepared()
    module.setMicrophone(constant(-5))
    await play(scene, [
      '> AT+QAUDPLAY="p.wav",0',
      '< OK',
      '~ 99',
      '> AT+QAUDPLAY?',
      '< +QAUDPLAY: 1',
      '< OK',
      '~ 1',
      '< +QAUDPLAY: 0',
    ])
    expect(new Set(farEar.take())).toEqual(new Set([-5]))
  })

  it('needs no call, and can be repeated for ever', async () => {
    const scene = await stage([{ family: 'ec25' }])
    await upload(scene, 'p.wav', wavFile(prompt))
    await play(scene, ['> AT+QAUDPLAY="p.wav",0', '< OK', '~ 100', '< +QAUDPLAY: 0'])
    await play(scene, ['> AT+QAUDPLAY="p.wav",1', '< OK', '~ 100000', '> AT+QAUDPLAY?', '< +QAUDPLAY: 1', '< OK'])
  })

  it('gives way to a prompt', async () => {
    const { scene } = await prepared()
    await play(scene, [
      '> AT+QAUDPLAY="p.wav",0',
      '< OK',
      '~ 40',
      '> AT+QPSND=1,"p.wav",0,1,1',
      '< OK',
      '< +QAUDPIND: 0,6',
      '~ 120',
      '< +QPSND: 0',
    ])
  })

  it('is forgotten by a restart', async () => {
    const scene = await stage([{ family: 'ec25' }])
    await upload(scene, 'p.wav', wavFile(ramp(8 * 20_000)))
    await play(scene, ['> AT+QAUDPLAY="p.wav",0', '< OK', ({ sim }) => sim.modules[0]?.reset()])
    await scene.clock.advance(30_000)
    expect(hostOf(scene).takeText()).not.toContain('QAUDPLAY')
    await play(scene, ['> AT+QAUDPLAY?', '< +QAUDPLAY: 0', '< OK'])
  })

  it('of EC200U is refused until 3 s after the answer, and stops when asked to', async () => {
    const { scene } = await prepared({ family: 'ec200u' })
    await play(scene, [
      '~ 2999',
      '> AT+QAUDPLAY="p.wav",0',
      '< +CME ERROR: 903',
      '~ 1',
      '> AT+QAUDPLAY="SD:alarm.mp3",0',
      '< +CME ERROR: 903',
      '> AT+QAUDPLAY="p.wav",0',
      '< OK',
      '~ 40',
      '> AT+QAUDSTOP',
      '< OK',
      '> AT+QAUDSTOP',
      '< ERROR',
      '~ 1000',
    ])
  })
})
