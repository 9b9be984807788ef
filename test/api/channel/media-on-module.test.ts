import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { audioDetectors } from '../../../src/api/channel/calling/answer-detectors.ts'
import { ChannelLife } from '../../../src/api/channel/channel-life.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import { parseWav } from '../../../src/audio/files/wav-reader.ts'
import type { Clock } from '../../../src/base/clock.ts'
import { silentLogger } from '../../../src/base/logger.ts'
import type { FamilyName } from '../../../src/simulator/index.ts'
import { loudVoice } from '../../support/loud-voice.ts'
import { answering, simulatedExchange } from '../../support/simulated-exchange.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { pass } from '../../support/until.ts'

const LOUD = 5_000

/** A call on a module whose sound does not reach the host. */
async function answered(family: FamilyName, clockFrom = (clock: Clock) => clock) {
  const mediaFolder = temporaryFolder()
  const made = await simulatedExchange({ family, modules: [{ pcm: false }] })
  const channel = new CallChannel({
    exchange: made.exchange,
    clock: clockFrom(made.timers),
    life: new ChannelLife('channel-1', silentLogger),
    callFromPolicy: 'ignore',
    detectors: { ...audioDetectors, voice: loudVoice },
    mediaFolder,
  })
  await made.wait(channel.call(`tel:${answering}`))
  const far = made.network.subscriber(answering).call
  if (!far) throw new Error('nobody was called')
  const { fileRecorder } = channel
  const samples = () => parseWav(readFileSync(join(mediaFolder, 'message.wav'))).samples
  return { ...made, channel, far, fileRecorder, Cause: fileRecorder.Cause, mediaFolder, samples }
}

const speech = (seconds: number) => new Int16Array(8_000 * seconds).fill(LOUD)
const middle = (samples: Int16Array) => samples.slice().sort()[samples.length >> 1]

it('the file player, where no sound reaches the host: the module plays, and the diagnostics say so', async () => {
  const { channel, far, wait, mediaFolder } = await answered('ec200u')
  writeFileSync(join(mediaFolder, 'greeting.wav'), wavFile(speech(1)))
  let heard = 0
  far.listen(frame => {
    heard += frame.filter(sample => sample === LOUD).length
  })
  expect(await wait(channel.filePlayer.play('greeting'))).toBe(channel.filePlayer.Cause.NORMAL)
  expect(heard).toBe(8_000)
  expect(channel.diagnostics.at(-1)).toMatchObject({ method: 'filePlayer.play', done: 'played by the module' })
})

describe('the file recorder, where no sound reaches the host', () => {
  it.each<[FamilyName, string]>([
    ['ec25', 'recorded by the module, as pcm16'],
    ['ec600n', 'recorded by the module, as pcm16'],
    ['ec200u', 'recorded by the module, as pcm16, both directions as one'],
  ])('%s records, and what is different is in the diagnostics', async (family, done) => {
    const { channel, fileRecorder, far, wait, samples, mediaFolder, Cause } = await answered(family)
    far.speak(speech(30))
    expect(await wait(fileRecorder.record('message', { secondsTimeout: 3 }))).toBe(Cause.TIMEOUT)
    expect(samples().length).toBeGreaterThan(8_000 * 2.5)
    expect(samples().length).toBeLessThan(8_000 * 3.5)
    expect(middle(samples())).toBe(LOUD)
    expect(fileRecorder.recorded).toMatchObject({ durationMs: expect.closeTo(3_000, -3), hasSpeech: true })
    expect(channel.diagnostics.at(-1)).toEqual({ method: 'fileRecorder.record', asked: 'the far end as alaw', done })
    // Nothing is left that would have to be fetched.
    expect(readdirSync(mediaFolder)).toEqual(['message.wav'])
  })

  it('a message that nobody spoke has no speech, and no silence ended it', async () => {
    const { channel, fileRecorder, wait, Cause } = await answered('ec25')
    const options = { fileFormat: 'pcm16', millisecondsInitialSilence: 500, secondsTimeout: 3 } as const
    expect(await wait(fileRecorder.record('message', options))).toBe(Cause.TIMEOUT)
    expect(fileRecorder.audioDetectedInRecording()).toBe(false)
    expect(channel.diagnostics.at(-1)?.done).toBe('recorded by the module, no silence ends it')
  })

  it('ends by the time that its size is: SIZE', async () => {
    const { fileRecorder, far, wait, samples, Cause } = await answered('ec25')
    far.speak(speech(30))
    expect(await wait(fileRecorder.record('message', { maxBytes: 32_000 }))).toBe(Cause.SIZE)
    expect(Math.abs(samples().length - 16_000)).toBeLessThan(2_000)
  })

  it('a size that is never reached ends nothing, and asks for no timer that would run out at once', async () => {
    let longestMs = 0
    const { fileRecorder, wait, Cause } = await answered('ec25', clock => ({
      now: () => clock.now(),
      setTimer(delayMs, fire) {
        longestMs = Math.max(longestMs, delayMs)
        return clock.setTimer(delayMs, fire)
      },
    }))
    const options = { maxBytes: Number.POSITIVE_INFINITY, secondsTimeout: 2 }
    expect(await wait(fileRecorder.record('message', options))).toBe(Cause.TIMEOUT)
    expect(longestMs).toBeLessThan(2 ** 31)
  })

  it('is stopped: ABORTED; a key ends it: BARGEIN', async () => {
    const { fileRecorder, far, wait, clock, Cause } = await answered('ec25')
    far.speak(speech(30))
    const stopped = fileRecorder.record('message')
    await pass(clock, 1_000)
    fileRecorder.stop()
    expect(await wait(stopped)).toBe(Cause.ABORTED)
    const pressed = fileRecorder.record('message', { bargeIn: true })
    await pass(clock, 1_000)
    far.press('1')
    expect(await wait(pressed)).toBe(Cause.BARGEIN)
  })

  it('the call ends: HANGUP, and what was said is in the file', async () => {
    const { fileRecorder, far, wait, clock, samples, Cause } = await answered('ec25')
    far.speak(speech(30))
    const recording = fileRecorder.record('message')
    await pass(clock, 2_000)
    far.hangUp()
    expect(await wait(recording)).toBe(Cause.HANGUP)
    expect(samples().length).toBeGreaterThan(8_000)
    expect(fileRecorder.audioDetectedInRecording()).toBe(true)
  })

  it('a folder that is not there is the cause ERROR', async () => {
    const { fileRecorder, wait, Cause } = await answered('ec25')
    expect(await wait(fileRecorder.record('no/such/folder'))).toBe(Cause.ERROR)
    expect(fileRecorder.lastError?.code).toBe('FILE_FAILED')
  })

  it('a module that cannot record: an Error that says so, and no diagnostics', async () => {
    const { channel, fileRecorder, wait } = await answered('generic')
    const before = channel.diagnostics.length
    const recording = fileRecorder.record('message').catch((error: unknown) => error)
    expect(await wait(recording)).toMatchObject({ message: expect.stringContaining('no-audio-path') })
    expect(channel.diagnostics).toHaveLength(before)
  })
})
