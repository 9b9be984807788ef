import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { startPlaying } from '../../src/exchange/playback/start-playing.ts'
import { recordLive } from '../../src/exchange/recording/live-recording.ts'
import { recordOnModule } from '../../src/exchange/recording/module-recording.ts'
import { fetchPending } from '../../src/exchange/recording/pending-recordings.ts'
import { type ModuleOptions, startSimulator } from '../../src/simulator/index.ts'
import { errorOf } from '../support/error-of.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pass, until } from '../support/until.ts'

const far = '5550101'

/** An EC25 in a call, an empty folder, and how to record into it. */
async function inCall(options: ModuleOptions = {}) {
  const clock = new ManualClock()
  const { network, modules } = await startSimulator({ modules: [{ family: 'ec25', ...options }], clock })
  const [module] = modules
  if (!module) throw new Error('the simulator made no module')
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const modem = await wait(openModem({ transport: module.transport(), clock }))
  await wait(modem.dial(far))
  await pass(clock, 2_000)
  const folder = temporaryFolder()
  const request = { format: 'wav', direction: 'downlink', path: join(folder, 'a.wav'), overwrite: true } as const
  const record = () => wait(recordOnModule(modem, clock, request))
  return { clock, network, module, modem, folder, wait, record, files: () => readdirSync(folder) }
}

describe('a recording on the module', () => {
  it('ends with its call although another one rings', async () => {
    const { clock, network, module, modem, record, files } = await inCall()
    const recording = await record()
    network.call('+15550107', module.number)
    await pass(clock, 2_000)
    network.subscriber(far).call?.hangUp()
    await pass(clock, 3_000)
    expect(modem.calls.map(({ state }) => state)).toEqual(['incoming'])
    expect(await recording.ended).toMatchObject({ trouble: null })
    expect(files()).toEqual(['a.wav'])
  })

  it('of a call that has ended before the module was asked ends, too', async () => {
    const { clock, network, modem, wait, record } = await inCall()
    network.subscriber(far).call?.hangUp()
    await pass(clock, 2_000)
    expect(modem.calls).toEqual([])
    const recording = await record()
    const over = recording.ended.then(
      () => 'over',
      () => 'over',
    )
    expect(await wait(over)).toBe('over')
  })

  it('is there although the module does not delete its copy', async () => {
    const { clock, modem, wait, record, files } = await inCall()
    const recording = await record()
    await pass(clock, 1_000)
    const execute = modem.execute.bind(modem)
    modem.execute = (command, args) =>
      command.name === 'AT+QFDEL' ? execute(command, 'no-such-file' as typeof args) : execute(command, args)
    expect(await wait(recording.stop())).toMatchObject({ trouble: null })
    expect(files()).toEqual(['a.wav'])
  })

  it('of which the module has nothing leaves no note', async () => {
    const { clock, wait, record, files } = await inCall({ storageBytes: 0 })
    const recording = await record()
    await pass(clock, 1_000)
    expect((await wait(errorOf(recording.stop()))).code).toBe('RECORDING_FAILED')
    expect(files()).toEqual([])
  })

  it('does not wait for FIFOs that have the names of its note and its part', async () => {
    const { clock, modem, wait, folder, record, files } = await inCall()
    for (const name of ['a.wav.pending', 'a.wav.part', 'other.pending']) execFileSync('mkfifo', [join(folder, name)])
    expect(await wait(fetchPending(modem, folder, undefined, clock))).toEqual([])
    const recording = await record()
    await pass(clock, 1_000)
    expect(await wait(recording.stop())).toMatchObject({ trouble: null })
    expect(files()).toEqual(['a.wav', 'other.pending'])
    expect(statSync(join(folder, 'a.wav')).isFile()).toBe(true)
  })
})

describe('a live recording', () => {
  it('tells what is missing in it when more came at once than the file can wait for', async () => {
    let hear: (downlink: Int16Array, uplink: Int16Array) => void = () => {}
    const session = {
      name: 'a burst',
      listen(listener: typeof hear) {
        hear = listener
        return () => {}
      },
      setSource() {},
      statistics: { received: 0, sent: 0, silent: 0, dropped: 0, interruptions: 0 },
      ended: new Promise<null>(() => {}),
      close: async () => {},
    }
    const path = join(temporaryFolder(), 'a.wav')
    const request = { format: 'wav', direction: 'downlink', path, overwrite: false } as const
    const recording = await recordLive({ state: { kind: 'ready' } }, session, request)
    const frame = new Int16Array(FRAME_SAMPLES)
    for (let n = 0; n < 50 * 20; n++) hear(frame, frame)
    const { trouble, durationMs } = await recording.stop()
    expect(trouble?.code).toBe('RECORDING_FAILED')
    expect(trouble?.message).toContain(`${20_000 - durationMs} ms are missing`)
  })
})

describe('what the module plays', () => {
  it('a call that ended while its file was on the way is told as that', async () => {
    const { clock, network, modem, wait } = await inCall({ transferBytesPerSecond: 20_000 })
    const samples = new Int16Array(40_000)
    const playing = errorOf(startPlaying({ modem, audio: null, clock }, { kind: 'samples', samples }))
    await pass(clock, 1_000)
    network.subscriber(far).call?.hangUp()
    expect((await wait(playing)).code).toBe('NO_SUCH_CALL')
    expect(await wait(modem.command('AT+QFLST="*"'))).toEqual([])
  })
})

describe('functions of the user that throw', () => {
  const boom = () => {
    throw new Error('of the user')
  }

  it.each([
    ['onFetched', { onFetched: boom }],
    ['onRecorded', { onRecorded: boom }],
    ['onRecorded, later', { onRecorded: async () => boom() }],
  ])('%s: the recording is there, and lastError tells', async (_, options) => {
    const folder = temporaryFolder()
    const { clock, voiceCall, during } = await simulatedVoiceCall('ec25', { recordingFolder: folder, ...options })
    await during(voiceCall.callStart(far))
    await pass(clock, 1_000)
    expect(await until(clock, voiceCall.startRecord(1, 0, 'a.wav'))).toBe(0)
    await pass(clock, 1_000)
    expect(await until(clock, voiceCall.stopRecord())).toBe(0)
    await clock.advance(100)
    expect(voiceCall.lastError?.code).toBe('CALLBACK_FAILED')
    expect(readdirSync(folder)).toEqual(['a.wav'])
  })
})
