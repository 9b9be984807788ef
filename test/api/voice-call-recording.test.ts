import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pass, until, untilTrue } from '../support/until.ts'

const WAV = 1
const [RX, TX, MIX] = [0, 1, 2]
const far = '5550101'
const unanswered = '5550102'

/** A steady value is heard without any doubt about what is whose: the far end says 1000, the near end 200. */
const FAR_VALUE = 1_000
const NEAR_VALUE = 200
const steady = (value: number, seconds: number) => new Int16Array(8_000 * seconds).fill(value)

/** A call that is through, in which the far end speaks for ten seconds. */
async function inCall(family: FamilyName, { pcm = false }: { pcm?: boolean } = {}) {
  const folder = temporaryFolder()
  const made = await simulatedVoiceCall(family, { pcm, recordingFolder: folder, family: 'volte' })
  const { module, clock, network, voiceCall, during, audio } = made
  const near = (frame: Int16Array) => {
    frame.fill(NEAR_VALUE)
    return true
  }
  module.setMicrophone(near)
  audio?.onState(state => {
    if (state.kind === 'open') state.session.setSource(near)
  })
  await during(voiceCall.callStart(far))
  await pass(clock, 2_000)
  network.subscriber(far).call?.speak(steady(FAR_VALUE, 60))
  await pass(clock, 1_000)
  return { ...made, folder, wait: <T>(promise: Promise<T>) => until(clock, promise) }
}

/** The samples of a WAV file of our own making: 44 bytes of header, then the samples. */
function samplesIn(path: string): Int16Array {
  const bytes = readFileSync(path)
  expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length))
}

/** The value of most samples: filters and edges do not count. */
function usualValue(samples: Int16Array): number {
  return [...samples].sort((a, b) => a - b)[samples.length >> 1] ?? 0
}

const sameFiles = (folder: string, names: readonly string[]) => String(readdirSync(folder)) === String(names)

/** What each family answers to AT+QAUDRD, and whether samples reach the host, by recordMode. */
const ways: readonly [
  string,
  FamilyName,
  boolean,
  readonly [rx: number | string, tx: number | string, mix: number | string],
][] = [
  ['EC25, on the module: one direction at a time', 'ec25', false, [0, 0, 'NOT SUPPORT']],
  ['EC25, live over its PCM port: all', 'ec25', true, [0, 0, 0]],
  ['EC200U, on the module: both directions as one', 'ec200u', false, ['NOT SUPPORT', 'NOT SUPPORT', 0]],
  ['EC600N, on the module', 'ec600n', false, [0, 0, 'NOT SUPPORT']],
  ['a module without AT+QAUDRD', 'generic', false, ['NOT SUPPORT', 'NOT SUPPORT', 'NOT SUPPORT']],
]

describe.each(ways)('%s', (_, family, pcm, answers) => {
  it.each([
    ['RX', RX, FAR_VALUE],
    ['TX', TX, NEAR_VALUE],
    ['MIX', MIX, FAR_VALUE + NEAR_VALUE],
  ])('records %s for 10 s', async (name, mode = 0, value) => {
    const { voiceCall, clock, folder, wait } = await inCall(family, { pcm })
    const answer = answers[mode]
    expect(await wait(voiceCall.startRecord(WAV, mode, `U:/${name}.wav`))).toBe(answer)
    await pass(clock, 10_000)
    expect(await wait(voiceCall.stopRecord())).toBe(answer === 0 ? 0 : -1)
    if (answer !== 0) {
      expect(readdirSync(folder)).toEqual([])
      return
    }
    const samples = samplesIn(join(folder, `${name}.wav`))
    expect(samples.length / 8).toBeGreaterThanOrEqual(10_000 - 20)
    expect(samples.length / 8).toBeLessThanOrEqual(10_000 + 60)
    expect(usualValue(samples)).toBe(value)
    expect(readdirSync(folder)).toEqual([`${name}.wav`])
  })
})

describe('startRecord and stopRecord', () => {
  it('the end of the call completes the recording', async () => {
    const { voiceCall, clock, folder, wait } = await inCall('ec25')
    await wait(voiceCall.startRecord(WAV, RX, 'usr/a.wav'))
    await pass(clock, 3_000)
    await wait(voiceCall.callEnd())
    await untilTrue(clock, () => sameFiles(folder, ['a.wav']))
    expect(usualValue(samplesIn(join(folder, 'a.wav')))).toBe(FAR_VALUE)
    await clock.advance(100)
    expect(await wait(voiceCall.stopRecord())).toBe(-1)
  })

  it('-1 without a call, while recording, and when nothing is recorded', async () => {
    const folder = temporaryFolder()
    const idle = await simulatedVoiceCall('ec25', { recordingFolder: folder })
    expect(await until(idle.clock, idle.voiceCall.startRecord(WAV, RX, 'a.wav'))).toBe(-1)
    expect(idle.voiceCall.lastError?.code).toBe('NO_SUCH_CALL')
    const { voiceCall, wait } = await inCall('ec25')
    expect(await wait(voiceCall.stopRecord())).toBe(-1)
    expect(await wait(voiceCall.startRecord(WAV, RX, 'a.wav'))).toBe(0)
    expect(await wait(voiceCall.startRecord(WAV, RX, 'b.wav'))).toBe(-1)
    expect(await wait(voiceCall.stopRecord())).toBe(0)
  })

  it('replaces a file that exists, unless that is refused', async () => {
    const { voiceCall, folder, wait, clock, modem } = await inCall('ec25')
    const path = join(folder, 'a.wav')
    writeFileSync(path, 'old')
    expect(await wait(voiceCall.startRecord(WAV, RX, 'a.wav'))).toBe(0)
    await pass(clock, 1_000)
    expect(await wait(voiceCall.stopRecord())).toBe(0)
    expect(usualValue(samplesIn(path))).toBe(FAR_VALUE)
    const { VoiceCall } = await import('../../src/api/voicecall/voice-call.ts')
    const careful = new VoiceCall(modem, { clock, recordingFolder: folder, overwriteRecordings: false })
    expect(await wait(careful.startRecord(WAV, RX, 'a.wav'))).toBe(-1)
    expect(careful.lastError?.code).toBe('FILE_EXISTS')
  })

  it('a recording that lost its module is fetched when the module is back', async () => {
    const { voiceCall, folder, wait, clock, module } = await inCall('ec25')
    await wait(voiceCall.startRecord(WAV, RX, 'a.wav'))
    await pass(clock, 5_000)
    module.reset()
    await pass(clock, 1_000)
    expect(readdirSync(folder)).toEqual(['a.wav.pending'])
    await untilTrue(clock, () => sameFiles(folder, ['a.wav']))
    const samples = samplesIn(join(folder, 'a.wav'))
    expect(samples.length / 8).toBeGreaterThanOrEqual(5_000 - 40)
    expect(usualValue(samples)).toBe(FAR_VALUE)
  })
})

describe('setAutoRecord', () => {
  it('records every later call from its connection to its end, and no unanswered one', async () => {
    const folder = temporaryFolder()
    const { voiceCall, clock, during } = await simulatedVoiceCall('ec25', { recordingFolder: folder })
    expect(await until(clock, voiceCall.setAutoRecord(1, WAV, RX, 'auto.wav'))).toBe(0)
    const callFor3s = async (number: string, files: readonly string[]) => {
      await during(voiceCall.callStart(number))
      await untilTrue(clock, () => sameFiles(folder, files))
      await pass(clock, 200)
      await pass(clock, 3_000)
      await during(voiceCall.callEnd())
      await pass(clock, 2_000)
    }
    await callFor3s(unanswered, [])
    expect(readdirSync(folder)).toEqual([])
    await callFor3s(far, ['auto.wav.pending'])
    await untilTrue(clock, () => sameFiles(folder, ['auto.wav']))
    const first = samplesIn(join(folder, 'auto.wav')).length / 8
    expect(first).toBeGreaterThan(2_500)
    expect(first).toBeLessThan(6_000)
    await during(voiceCall.callStart(far))
    // During a call the setting is for the next one.
    expect(await until(clock, voiceCall.setAutoRecord(0, WAV, RX, 'auto.wav'))).toBe(0)
    await untilTrue(clock, () => readdirSync(folder).includes('auto.wav.pending'))
    await clock.advance(500)
    expect(await until(clock, voiceCall.stopRecord())).toBe(0)
    rmSync(join(folder, 'auto.wav'))
    await during(voiceCall.callEnd())
    await pass(clock, 1_000)
    await callFor3s(far, [])
    expect(readdirSync(folder)).toEqual([])
  })

  it('says at once what this module cannot record', async () => {
    const { voiceCall, clock } = await simulatedVoiceCall('ec25', { recordingFolder: temporaryFolder() })
    expect(await until(clock, voiceCall.setAutoRecord(1, WAV, MIX, 'a.wav'))).toBe('NOT SUPPORT')
    expect(await until(clock, voiceCall.setAutoRecord(0, WAV, MIX, 'a.wav'))).toBe(0)
  })
})

describe('startRecordStream and readRecordStream', () => {
  type Told = [string, number, number]

  it('EC25 with live sound: started, the header alone, packets of 20 ms, finished with the total', async () => {
    const { voiceCall, clock, wait } = await inCall('ec25', { pcm: true })
    const told: Told[] = []
    const buffer = new Uint8Array(4096)
    let read = Buffer.alloc(0)
    const status = await wait(
      voiceCall.startRecordStream(WAV, RX, args => {
        told.push(args as unknown as Told)
        const length = voiceCall.readRecordStream(buffer, buffer.length)
        read = Buffer.concat([read, buffer.subarray(0, length)])
      }),
    )
    expect(status).toBe(0)
    await pass(clock, 2_000)
    expect(await wait(voiceCall.stopRecord())).toBe(0)
    await clock.advance(100)
    expect(told.slice(0, 3)).toEqual([
      ['stream', 0, 0],
      ['stream', 44, 1],
      ['stream', 320, 1],
    ])
    expect(told.at(-1)).toEqual(['stream', read.length, 3])
    expect(read.toString('latin1', 0, 4)).toBe('RIFF')
    expect(read.readUInt32LE(40)).toBe(0)
    expect((read.length - 44) / 16).toBeGreaterThanOrEqual(2_000 - 40)
    const samples = new Int16Array(read.buffer.slice(read.byteOffset + 44, read.byteOffset + read.length))
    expect(usualValue(samples)).toBe(FAR_VALUE)
  })

  it('begun while the call is being dialled, it starts when the sound is there', async () => {
    const folder = temporaryFolder()
    const { voiceCall, clock, during } = await simulatedVoiceCall('ec25', { pcm: true, recordingFolder: folder })
    await during(voiceCall.callStart('5550100'), 500)
    const told: unknown[] = []
    expect(
      await until(
        clock,
        voiceCall.startRecordStream(WAV, RX, args => told.push(args)),
      ),
    ).toBe(0)
    expect(
      await until(
        clock,
        voiceCall.startRecordStream(WAV, RX, () => {}),
      ),
    ).toBe(-1)
    expect(told).toEqual([])
    await pass(clock, 4_000)
    expect(told[0]).toEqual(['stream', 0, 0])
    await during(voiceCall.callEnd())
    await pass(clock, 1_000)
    expect(told.at(-1)).toMatchObject(['stream', expect.any(Number), 3])
  })

  it('who does not read loses what comes, not what is there: 10 KiB', async () => {
    const { voiceCall, clock, wait } = await inCall('ec25', { pcm: true })
    let taken = 0
    await wait(
      voiceCall.startRecordStream(WAV, RX, ([, length, state]) => {
        if (state === 1) taken += length
      }),
    )
    await pass(clock, 3_000)
    await wait(voiceCall.stopRecord())
    await clock.advance(100)
    expect(taken).toBe(10_240)
    const buffer = new Uint8Array(20_000)
    expect(voiceCall.readRecordStream(buffer, 20_000)).toBe(10_240)
    expect(voiceCall.readRecordStream(buffer, 20_000)).toBe(0)
  })

  it('without live sound, NOT SUPPORT; without a stream, nothing to read', async () => {
    const { voiceCall, wait } = await inCall('ec25')
    expect(await wait(voiceCall.startRecordStream(WAV, RX, () => {}))).toBe('NOT SUPPORT')
    expect(voiceCall.readRecordStream(new Uint8Array(10), 10)).toBe(-1)
  })
})

describe('arguments that are refused put nothing on the wire and no file in the folder', () => {
  const names = [
    '',
    5,
    null,
    '../a.wav',
    'U:/../a.wav',
    'U:/',
    'a/',
    '/etc/a.wav',
    'a\0.wav',
    'a\\b.wav',
    'no/such/a.wav',
    `${'a'.repeat(200)}.wav`,
    'a.amr',
    'link.wav',
  ]
  const kinds: readonly (readonly [unknown, unknown])[] = [
    [2, 0],
    [-1, 0],
    ['1', 0],
    [1.5, 0],
    [1, 3],
    [1, -1],
    [1, null],
    [undefined, 0],
    [true, 0],
  ]
  const buffers: readonly (readonly [unknown, unknown])[] = [
    [new Uint8Array(4), 0],
    [new Uint8Array(4), -1],
    [new Uint8Array(4), 5],
    [new Uint8Array(4), 1.5],
    [new Uint8Array(4), '2'],
    ['text', 1],
    [null, 1],
    [[1, 2], 1],
  ]

  it(`${2 * (names.length + kinds.length) + buffers.length + 6} of them`, async () => {
    const { voiceCall, folder, wait, sent } = await inCall('ec25', { pcm: true })
    symlinkSync('/tmp/elsewhere.wav', join(folder, 'link.wav'))
    sent.length = 0
    const record = voiceCall.startRecord.bind(voiceCall) as (...args: unknown[]) => Promise<unknown>
    const auto = voiceCall.setAutoRecord.bind(voiceCall) as (...args: unknown[]) => Promise<unknown>
    const stream = voiceCall.startRecordStream.bind(voiceCall) as (...args: unknown[]) => Promise<unknown>
    const read = voiceCall.readRecordStream.bind(voiceCall) as (...args: unknown[]) => unknown
    for (const name of names) {
      expect(await wait(record(WAV, RX, name)), `startRecord ${String(name)}`).toBe(-1)
      expect(await wait(auto(1, WAV, RX, name)), `setAutoRecord ${String(name)}`).toBe(-1)
    }
    for (const [type, mode] of kinds) {
      expect(await wait(record(type, mode, 'a.wav')), `${type}, ${mode}`).toBe(-1)
      expect(await wait(auto(1, type, mode, 'a.wav')), `${type}, ${mode}`).toBe(-1)
      expect(await wait(stream(type, mode, () => {})), `${type}, ${mode}`).toBe(-1)
    }
    for (const enable of [2, -1, true, '1', null]) expect(await wait(auto(enable, WAV, RX, 'a.wav'))).toBe(-1)
    for (const callback of [null, 5, 'x']) expect(await wait(stream(WAV, RX, callback))).toBe(-1)
    for (const [buffer, length] of buffers) expect(read(buffer, length), `${length}`).toBe(-1)
    expect(sent.filter(line => /QAUDRD|QF/.test(line))).toEqual([])
    expect(readdirSync(folder)).toEqual(['link.wav'])
  })
})
