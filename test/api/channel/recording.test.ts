import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { audioDetectors } from '../../../src/api/channel/calling/answer-detectors.ts'
import { parseWav } from '../../../src/audio/files/wav-reader.ts'
import type { FrameSource } from '../../../src/audio/media-session.ts'
import { loudVoice } from '../../support/loud-voice.ts'
import { pumped } from '../../support/pumped-leg.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { pass, until } from '../../support/until.ts'

const steady: FrameSource = frame => {
  frame.fill(1_000)
  return true
}

const loud: FrameSource = frame => frame.fill(5_000).length > 0

async function answered({ sound = true } = {}) {
  const mediaFolder = temporaryFolder()
  const made = scriptedChannel({ mediaFolder, detectors: { ...audioDetectors, voice: loudVoice } })
  const leg = await made.answered({ sound })
  const far = pumped(made.clock, leg)
  const { fileRecorder } = made.channel
  return {
    ...made,
    leg,
    far,
    fileRecorder,
    Cause: fileRecorder.Cause,
    State: fileRecorder.State,
    done: <T>(promise: Promise<T>) => until(made.clock, promise),
    mediaFolder,
    file: (name: string) => readFileSync(join(mediaFolder, name)),
  }
}

describe('the file recorder', () => {
  it.each([
    [undefined, 1],
    ['ulaw', 1],
    ['mulaw', 1],
    ['pcm8', 1],
    ['pcm16', 2],
  ] as const)('records what the far end says, as %s: TIMEOUT', async (fileFormat, bytes) => {
    const { fileRecorder, far, done, file, Cause, State } = await answered()
    far.says = steady
    const recording = fileRecorder.record('message', { secondsTimeout: 2, fileFormat })
    expect([fileRecorder.state(), fileRecorder.audioDetectedInRecording()]).toEqual([State.RECORDING, null])
    expect(await done(recording)).toBe(Cause.TIMEOUT)
    expect([fileRecorder.cause(), fileRecorder.state()]).toEqual([Cause.TIMEOUT, State.IDLE])
    const { samples } = parseWav(file('message.wav'))
    expect(Math.abs(samples.length - 16_000)).toBeLessThanOrEqual(320)
    expect(Math.abs((samples[8_000] ?? 0) - 1_000)).toBeLessThan(130)
    expect(file('message.wav').length).toBeGreaterThan(15_500 * bytes)
    expect(fileRecorder.recorded?.durationMs).toBeGreaterThan(1_900)
  })

  it('is told to the records of the call, by the path of the file', async () => {
    const { fileRecorder, exchange, leg, done, mediaFolder } = await answered()
    await done(fileRecorder.record('message', { secondsTimeout: 1 }))
    expect(exchange.recorded).toEqual([{ leg, path: join(mediaFolder, 'message.wav') }])
  })

  it('ends with its size: SIZE', async () => {
    const { fileRecorder, far, done, file, Cause } = await answered()
    far.says = steady
    expect(await done(fileRecorder.record('message', { maxBytes: 4_001 }))).toBe(Cause.SIZE)
    expect(parseWav(file('message.wav')).samples).toHaveLength(4_001)
  })

  it('ends when nobody speaks, at first or any more: SILENCE', async () => {
    const { fileRecorder, far, done, clock, Cause } = await answered()
    const startMs = clock.now()
    const options = { millisecondsInitialSilence: 2_000, millisecondsMaxSilence: 1_000 }
    expect(await done(fileRecorder.record('message', options))).toBe(Cause.SILENCE)
    expect([fileRecorder.audioDetectedInRecording(), clock.now() - startMs < 2_500]).toEqual([false, true])
    far.says = loud
    const recording = fileRecorder.record('message', options)
    await pass(clock, 4_000)
    expect(fileRecorder.cause()).toBe(Cause.NONE)
    far.says = null
    expect(await done(recording)).toBe(Cause.SILENCE)
    expect(fileRecorder.audioDetectedInRecording()).toBe(true)
  })

  it('a key ends it where that was asked for: BARGEIN', async () => {
    const { fileRecorder, leg, clock, done, Cause } = await answered()
    const recording = fileRecorder.record('message', { bargeIn: true })
    await pass(clock, 500)
    leg.press('#')
    expect(await done(recording)).toBe(Cause.BARGEIN)
  })

  it('is stopped: ABORTED; the call ends: HANGUP, and what was said is in the file', async () => {
    const { fileRecorder, leg, far, clock, done, file, Cause } = await answered()
    const stopped = fileRecorder.record('message')
    await expect(fileRecorder.record('other')).rejects.toMatchObject({ name: 'Error' })
    await pass(clock, 500)
    fileRecorder.stop()
    expect(await done(stopped)).toBe(Cause.ABORTED)
    far.says = steady
    const cut = fileRecorder.record('cut')
    await pass(clock, 1_000)
    leg.remoteEnd()
    expect(await done(cut)).toBe(Cause.HANGUP)
    expect(parseWav(file('cut.wav')).samples.length).toBeGreaterThan(7_000)
    await expect(fileRecorder.record('late')).rejects.toBeInstanceOf(CallChannel.Hangup)
  })

  it('a folder that is not there is the cause ERROR', async () => {
    const { fileRecorder, done, Cause, State } = await answered()
    expect(await done(fileRecorder.record('no/such/folder'))).toBe(Cause.ERROR)
    expect([fileRecorder.state(), fileRecorder.lastError?.code]).toEqual([State.ERROR, 'FILE_FAILED'])
  })

  it.each([
    ['../message', {}],
    ['message', { fileFormat: 'mp3' as 'alaw' }],
    ['message', { maxBytes: -1 }],
    ['message', { secondsTimeout: -1 }],
  ])('%s with %o is an Error', async (name, options) => {
    const { fileRecorder, State } = await answered()
    await expect(fileRecorder.record(name, options)).rejects.toMatchObject({ name: 'Error' })
    expect(fileRecorder.state()).toBe(State.IDLE)
  })

  it('without a way to the call it is an Error that says so', async () => {
    const { fileRecorder, done } = await answered({ sound: false })
    const recording = fileRecorder.record('message').catch((error: unknown) => error)
    expect(await done(recording)).toMatchObject({ message: expect.stringContaining('no-audio-path') })
  })
})
