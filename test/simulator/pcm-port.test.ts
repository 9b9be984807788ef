import { describe, expect, it } from 'vitest'
import { FRAME_BYTES, readSamples, writeSamples } from '../../src/audio/frame.ts'
import { type ModuleOptions, type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/index.ts'
import { Host, play, playOn, type Scene, type Step, stage } from './play.ts'
import { constant, Ear, ramp, trimmed } from './sound.ts'

function bytesOf(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(2 * samples.length)
  writeSamples(samples, bytes)
  return bytes
}

/** The host's end of a PCM port. */
class PcmHost {
  readonly transport: Transport
  readonly chunks: Uint8Array[] = []
  lost = 0

  constructor(transport: Transport) {
    this.transport = transport
  }

  open(): Promise<void> {
    return this.transport.open({
      onData: chunk => void this.chunks.push(new Uint8Array(chunk)),
      onLost: () => void this.lost++,
    })
  }

  /** The samples since the last take. */
  take(): number[] {
    const bytes = Buffer.concat(this.chunks.splice(0))
    const samples = new Int16Array(bytes.length / 2)
    readSamples(bytes, samples)
    return [...samples]
  }
}

const dialled: readonly Step[] = ['> ATD5550101;', '< OK', '~ 800']
const pcmOn: readonly Step[] = ['> AT+QPCMV=1,0', '< OK']

/** An EC25 with a host on its PCM port. */
async function pcmStage(
  options: ModuleOptions = {},
  open = (module: SimulatedModule): Transport => module.pcmTransport(),
): Promise<{ scene: Scene; module: SimulatedModule; pcm: PcmHost }> {
  const scene = await stage([{ family: 'ec25', ...options }])
  const [module] = scene.sim.modules
  if (!module) throw new Error('no module')
  const pcm = new PcmHost(open(module))
  await pcm.open()
  return { scene, module, pcm }
}

/** The same in a call, with what the far end hears. */
async function pcmInCall(options?: ModuleOptions, open?: (module: SimulatedModule) => Transport) {
  const staged = await pcmStage(options, open)
  await play(staged.scene, [...pcmOn, ...dialled])
  const { call } = staged.scene.sim.network.subscriber('5550101')
  const farEar = new Ear()
  call?.listen(farEar.hear)
  pcmTakeSilence(staged.pcm)
  return { ...staged, call, farEar }
}

function pcmTakeSilence(pcm: PcmHost): void {
  expect(trimmed(pcm.take())).toEqual([])
}

describe('AT+QPCMV', () => {
  it.each<{ options: ModuleOptions; steps: readonly Step[] }>([
    { options: { family: 'ec25' }, steps: ['> AT+QPCMV=?', '< +QPCMV: (0,1),(0-2)', '< OK'] },
    { options: { family: 'ec25' }, steps: ['> AT+QPCMV?', '< +QPCMV: 0', '< OK'] },
    { options: { family: 'ec25' }, steps: [...pcmOn, '> AT+QPCMV?', '< +QPCMV: 1,0', '< OK'] },
    { options: { family: 'ec25' }, steps: ['> AT+QPCMV=1,1', '< OK', '> AT+QPCMV?', '< +QPCMV: 1,1', '< OK'] },
    { options: { family: 'ec25' }, steps: [...pcmOn, '> AT+QPCMV=0', '< OK', '> AT+QPCMV?', '< +QPCMV: 0', '< OK'] },
    { options: { family: 'ec25' }, steps: ['> AT+QPCMV=1,2', '< ERROR', '> AT+QPCMV?', '< +QPCMV: 0', '< OK'] },
    { options: { family: 'ec25', usbAudio: true }, steps: ['> AT+QPCMV=1,2', '< OK', '> AT+QPCMV=1,0', '< OK'] },
    ...['', '1', '2', '1,3', '1,', '0,0', '1,0,0', '"on"'].map(parameters => ({
      options: { family: 'ec25' } as const,
      steps: [`> AT+QPCMV=${parameters}`, '< ERROR'],
    })),
    { options: { family: 'ec200u' }, steps: ['> AT+QPCMV=1,0', '< ERROR', '> AT+QPCMV?', '< ERROR'] },
    { options: { family: 'ec600n' }, steps: ['> AT+QPCMV=1,0', '< ERROR', '> AT+QPCMV=?', '< ERROR'] },
    { options: { family: 'generic' }, steps: ['> AT+CMEE=1', '< OK', '> AT+QPCMV=1,0', '< ERROR'] },
  ])('%j', async ({ options, steps }) => {
    await playOn(options, steps)
  })

  it.each([
    { refused: false, whileRinging: '< OK' },
    { refused: true, whileRinging: '< ERROR' },
  ])('with pcmRefusedWhileRinging: $refused a ringing call gives $whileRinging', async ({ refused, whileRinging }) => {
    const scene = await playOn({ family: 'ec25', pcmRefusedWhileRinging: refused }, [
      ...pcmOn,
      ({ sim }) => sim.network.call('5551234', '+15550100000'),
      '~ 800',
      '< RING',
      '> AT+QPCMV=1,0',
      whileRinging,
      '> ATA',
      '~ 100',
      '< OK',
      ...pcmOn,
    ])
    await play(scene, ['> ATH', '< OK', '> AT+QPCMV=0', '< OK'])
  })

  it('is forgotten by a restart', async () => {
    const scene = await playOn({ family: 'ec25' }, pcmOn)
    scene.sim.modules[0]?.reset()
    await scene.clock.advance(20_000)
    scene.hosts[0]?.takeLines()
    await play(scene, ['> AT+QPCMV?', '< +QPCMV: 0', '< OK'])
  })
})

describe('the PCM port', () => {
  it.each([undefined, 1, 7])(
    'carries every sample once and in order, both ways; chunks of %s bytes',
    async chunkBytes => {
      const { scene, pcm, call, farEar } = await pcmInCall({}, module =>
        module.pcmTransport(chunkBytes ? { chunkBytes } : {}),
      )
      call?.speak(ramp(1600, 3000))
      await pcm.transport.write(bytesOf(ramp(1600, -800)))
      await scene.clock.advance(200)
      expect(pcm.take()).toEqual([...ramp(1600, 3000)])
      expect(farEar.take()).toEqual([...ramp(1600, -800)])
    },
  )

  it('has 320 bytes each 20 ms', async () => {
    const { scene, pcm } = await pcmInCall()
    pcm.chunks.length = 0
    await scene.clock.advance(19)
    expect(pcm.chunks).toEqual([])
    await scene.clock.advance(41)
    expect(pcm.chunks.map(chunk => chunk.length)).toEqual([FRAME_BYTES, FRAME_BYTES, FRAME_BYTES])
  })

  it.each<{ name: string; steps: readonly Step[]; streams: boolean }>([
    { name: 'no call', steps: pcmOn, streams: false },
    { name: 'a call that is being set up', steps: [...pcmOn, '> ATD5550102;', '< OK', '~ 800'], streams: false },
    { name: 'a call without AT+QPCMV', steps: dialled, streams: false },
    { name: 'a call and the debug UART', steps: [...dialled, '> AT+QPCMV=1,1', '< OK'], streams: false },
    { name: 'a call, and AT+QPCMV afterwards', steps: [...dialled, ...pcmOn], streams: true },
    { name: 'a call that is on hold', steps: [...pcmOn, ...dialled, '> AT+CHLD=2', '< OK'], streams: true },
    { name: 'a call, and AT+QPCMV=0', steps: [...pcmOn, ...dialled, '> AT+QPCMV=0', '< OK'], streams: false },
    { name: 'a call that is over', steps: [...pcmOn, ...dialled, '> ATH', '< OK'], streams: false },
    { name: 'the second call', steps: [...pcmOn, ...dialled, '> ATH', '< OK', ...dialled], streams: true },
  ])('with $name: $streams', async ({ steps, streams }) => {
    const { scene, pcm } = await pcmStage()
    await play(scene, steps)
    pcm.take()
    await scene.clock.advance(100)
    expect(pcm.take().length).toBe(streams ? 800 : 0)
  })

  it('replaces the microphone, also while the host writes nothing', async () => {
    const { scene, module, farEar } = await pcmInCall()
    module.setMicrophone(constant(99))
    await scene.clock.advance(100)
    expect(trimmed(farEar.take())).toEqual([])
    await play(scene, ['> AT+QPCMV=0', '< OK', '~ 20'])
    expect(farEar.take()[0]).toBe(99)
  })

  it('what the host wrote before the call is not heard in it', async () => {
    const { scene, pcm } = await pcmStage()
    await pcm.transport.write(bytesOf(ramp(160)))
    await play(scene, [...pcmOn, '~ 0'])
    await pcm.transport.write(bytesOf(ramp(160)))
    await play(scene, dialled)
    const ear = new Ear()
    scene.sim.network.subscriber('5550101').call?.listen(ear.hear)
    await scene.clock.advance(100)
    expect(trimmed(ear.take())).toEqual([])
  })

  it('a host that is late owes frames: silence, and each is counted', async () => {
    const { scene, module, pcm, farEar } = await pcmInCall()
    await scene.clock.advance(100)
    expect(module.audioCounters).toMatchObject({ framesUp: 0, underruns: 0 })
    await pcm.transport.write(bytesOf(ramp(200)))
    await scene.clock.advance(60)
    expect(module.audioCounters).toMatchObject({ framesUp: 1, underruns: 2 })
    // Half a frame waits for its other half.
    await pcm.transport.write(bytesOf(ramp(120, 201)))
    await scene.clock.advance(20)
    expect(module.audioCounters).toMatchObject({ framesUp: 2, underruns: 2, framesDown: 9 })
    expect(trimmed(farEar.take())).toEqual([...ramp(160), ...new Int16Array(320), ...ramp(160, 161)])
  })

  it('tells a host that is too fast to stop above 500 ms, and to go on below 250 ms', async () => {
    const { scene, pcm } = await pcmInCall()
    const write = (ms: number) => () => void pcm.transport.write(bytesOf(new Int16Array(8 * ms)))
    await play(scene, [
      write(500),
      write(20),
      '< +QPCMV: 0',
      write(20),
      '~ 280',
      '~ 20',
      '< +QPCMV: 1',
      '~ 500',
      write(501),
      '< +QPCMV: 0',
    ])
  })

  it.each([
    { name: 'in one piece', pieces: [8160] },
    { name: 'in pieces that end inside a sample', pieces: [8000.5, 0.5, 159] },
  ])('keeps one second and loses whole samples of the newest: $name', async ({ pieces }) => {
    const { scene, module, pcm, farEar } = await pcmInCall()
    const bytes = bytesOf(ramp(8160))
    let from = 0
    for (const samples of pieces) {
      await pcm.transport.write(bytes.subarray(from, from + 2 * samples))
      from += 2 * samples
    }
    await scene.clock.advance(1000)
    expect(farEar.take()).toEqual([...ramp(8000)])
    expect(module.audioCounters.overflows).toBeGreaterThan(0)
    await pcm.transport.write(bytesOf(ramp(160, 20_000)))
    await scene.clock.advance(20)
    expect(farEar.take()).toEqual([...ramp(160, 20_000)])
  })

  it('the same sound goes to a USB sound card, if that was chosen', async () => {
    const { scene, pcm } = await pcmStage({ usbAudio: true }, module => module.uacTransport())
    await play(scene, ['> AT+QPCMV=1,2', '< OK', ...dialled])
    const { call } = scene.sim.network.subscriber('5550101')
    const ear = new Ear()
    call?.listen(ear.hear)
    call?.speak(ramp(320))
    await pcm.transport.write(bytesOf(ramp(160, 500)))
    await scene.clock.advance(40)
    expect(trimmed(pcm.take())).toEqual([...ramp(320)])
    expect(trimmed(ear.take())).toEqual([...ramp(160, 500)])
  })

  it('is not there on a module without AT+QPCMV, nor a sound card on one without', async () => {
    const sim = await startSimulator({ modules: [{ family: 'ec200u' }, { family: 'ec25' }] })
    const [plain, pcm] = sim.modules
    expect(sim.modules.map(({ hasPcm }) => hasPcm)).toEqual([false, true])
    expect(() => plain?.pcmTransport()).toThrow(expect.objectContaining({ code: 'NOT_SUPPORTED' }))
    expect(() => pcm?.uacTransport()).toThrow(expect.objectContaining({ code: 'NOT_SUPPORTED' }))
    await expect(plain?.servePcmTcp()).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
    await expect(plain?.servePcmPty()).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
    await sim.close()
  })

  it('is lost with the cable, and can be opened again at once', async () => {
    const { scene, module, pcm, call } = await pcmInCall()
    module.unplug()
    expect(pcm.lost).toBe(1)
    await pcm.open()
    const host = new Host(module.transport())
    await host.open()
    call?.speak(ramp(160))
    await scene.clock.advance(20)
    expect(pcm.take()).toEqual([...ramp(160)])
  })
})
