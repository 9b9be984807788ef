import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { PlayableMedia } from '../../../src/api/channel/media/playable-media.ts'
import { wavFile } from '../../../src/audio/files/wav-file.ts'
import type { SampleSynthesizer } from '../../../src/audio/speech/speech-synthesizer.ts'
import { CellvoiceError } from '../../../src/base/error.ts'
import { pumped } from '../../support/pumped-leg.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { pass, until } from '../../support/until.ts'

/** Says each text as half a second of one value. */
const voice: SampleSynthesizer = {
  name: 'test',
  speak: async () => ({ samples: new Int16Array(4_000).fill(700) }),
}
const mute: SampleSynthesizer = {
  ...voice,
  speak: async () => {
    throw new CellvoiceError('AUDIO_TOOL_MISSING', { detail: 'espeak-ng' })
  },
}

/** A call that is answered, and a media folder with a greeting of 3 s. */
async function answered({ sound = true, speech = voice } = {}) {
  const mediaFolder = temporaryFolder()
  writeFileSync(join(mediaFolder, 'greeting.wav'), wavFile(new Int16Array(24_000).fill(1_000)))
  const made = scriptedChannel({ mediaFolder, speech })
  const leg = await made.answered({ sound })
  const far = pumped(made.clock, leg)
  const { filePlayer } = made.channel
  const { Cause, State } = filePlayer
  return { ...made, leg, far, filePlayer, Cause, State, done: <T>(promise: Promise<T>) => until(made.clock, promise) }
}

describe('the file player', () => {
  it.each(['greeting', 'greeting.wav', './greeting.wav'])('plays %s to its end: NORMAL', async name => {
    const { filePlayer, far, done, Cause, State } = await answered()
    expect([filePlayer.cause(), filePlayer.state()]).toEqual([Cause.NONE, State.IDLE])
    const playing = filePlayer.play(name)
    expect([filePlayer.cause(), filePlayer.state()]).toEqual([Cause.NONE, State.PLAYING])
    expect(await done(playing)).toBe(Cause.NORMAL)
    expect([filePlayer.cause(), filePlayer.state()]).toEqual([Cause.NORMAL, State.IDLE])
    expect(far.heard(1_000)).toBe(24_000)
  })

  it('speaks a text, or plays a file of playable media', async () => {
    const { filePlayer, far, done, Cause } = await answered()
    const media = new PlayableMedia()
    media.textToSay('hello')
    expect(await done(filePlayer.play(media))).toBe(Cause.NORMAL)
    expect(far.heard(700)).toBe(4_000)
    media.fileToPlay('greeting')
    expect(await done(filePlayer.play(media))).toBe(Cause.NORMAL)
    expect(far.heard(1_000)).toBe(24_000)
  })

  it('is stopped: ABORTED', async () => {
    const { filePlayer, far, clock, done, Cause } = await answered()
    filePlayer.stop()
    const playing = filePlayer.play('greeting')
    await pass(clock, 1_000)
    filePlayer.stop()
    expect(await done(playing)).toBe(Cause.ABORTED)
    expect(far.heard(1_000)).toBeLessThan(10_000)
  })

  it('a key stops it where that was asked for, and is kept: BARGEIN', async () => {
    const { channel, filePlayer, leg, clock, done, Cause } = await answered()
    leg.press('1')
    const playing = filePlayer.play('greeting', { bargeIn: true })
    await pass(clock, 500)
    leg.press('2')
    expect(await done(playing)).toBe(Cause.BARGEIN)
    expect(await done(channel.dtmfDetector.getDigits({ count: 2 }))).toBe('12')
    const deaf = filePlayer.play('greeting')
    await pass(clock, 500)
    leg.press('3')
    expect(await done(deaf)).toBe(Cause.NORMAL)
  })

  it('the call ends: HANGUP, and afterwards it throws Hangup', async () => {
    const { filePlayer, leg, clock, done, Cause } = await answered()
    const playing = filePlayer.play('greeting')
    await pass(clock, 500)
    leg.remoteEnd()
    expect(await done(playing)).toBe(Cause.HANGUP)
    await expect(filePlayer.play('greeting')).rejects.toBeInstanceOf(CallChannel.Hangup)
  })

  it('plays one thing at a time', async () => {
    const { filePlayer, done, Cause } = await answered()
    const playing = filePlayer.play('greeting')
    await expect(filePlayer.play('greeting')).rejects.toMatchObject({ name: 'Error' })
    expect(await done(playing)).toBe(Cause.NORMAL)
  })

  it('a signal stops it', async () => {
    const { filePlayer, done, Cause } = await answered()
    const reason = new Error('enough')
    expect(await done(filePlayer.play('greeting', { signal: AbortSignal.abort(reason) }).catch(error => error))).toBe(
      reason,
    )
    const controller = new AbortController()
    const playing = filePlayer.play('greeting', { signal: controller.signal }).catch((error: unknown) => error)
    controller.abort(reason)
    expect(await done(playing)).toBe(reason)
    expect(filePlayer.cause()).toBe(Cause.ABORTED)
    expect(await done(filePlayer.play('greeting'))).toBe(Cause.NORMAL)
  })

  it('a file that is not there is the cause ERROR, and lastError says why', async () => {
    const { filePlayer, done, Cause, State } = await answered()
    expect(await done(filePlayer.play('nothing'))).toBe(Cause.ERROR)
    expect([filePlayer.state(), filePlayer.lastError?.code]).toEqual([State.ERROR, 'FILE_FAILED'])
    expect(await done(filePlayer.play('greeting'))).toBe(Cause.NORMAL)
    expect(filePlayer.lastError).toBeNull()
  })

  it.each(['', '../greeting', '/etc/passwd', 'a/../../b', 'a\0b'])(
    '%j leads out of the folder: an Error',
    async name => {
      const { filePlayer, State } = await answered()
      await expect(filePlayer.play(name)).rejects.toMatchObject({ name: 'Error' })
      expect(filePlayer.state()).toBe(State.IDLE)
    },
  )

  it('without a way to the call, and for a text without a voice, it is an Error that says so', async () => {
    const silent = await answered({ sound: false })
    const playing = silent.filePlayer.play('greeting').catch((error: unknown) => error)
    expect(await silent.done(playing)).toMatchObject({ message: expect.stringContaining('no-audio-path') })
    const dumb = await answered({ speech: mute })
    const media = new PlayableMedia()
    await expect(dumb.filePlayer.play(media)).rejects.toMatchObject({ name: 'Error' })
    media.textToSay('hello')
    const speaking = dumb.filePlayer.play(media).catch((error: unknown) => error)
    expect(await dumb.done(speaking)).toMatchObject({ message: expect.stringContaining('no-tts-engine') })
  })

  it.each(['CALL_INCOMING', 'ON_HOLD'])('in %s it is an Error', async state => {
    const made = scriptedChannel()
    if (state === 'CALL_INCOMING') made.incoming()
    else (await made.answered()).move('held')
    await expect(made.channel.filePlayer.play('greeting')).rejects.toMatchObject({ name: 'Error' })
  })
})

describe('the key player', () => {
  it('sends keys: NORMAL', async () => {
    const { channel, leg, done } = await answered()
    const { Cause, State } = channel.dtmfPlayer
    const playing = channel.dtmfPlayer.play('12*#AD')
    expect(channel.dtmfPlayer.state()).toBe(State.PLAYING)
    await expect(channel.dtmfPlayer.play('1')).rejects.toMatchObject({ name: 'Error' })
    expect(await done(playing)).toBe(Cause.NORMAL)
    expect([leg.sentDigits, channel.dtmfPlayer.cause()]).toEqual([['12*#AD'], Cause.NORMAL])
  })

  it.each(['', '1x', 'a', '1'.repeat(33)])('%j is an Error, and nothing is sent', async digits => {
    const { channel, leg } = await answered()
    await expect(channel.dtmfPlayer.play(digits)).rejects.toMatchObject({ name: 'Error' })
    expect(leg.sentDigits).toEqual([])
  })

  it('a call that ends meanwhile is HANGUP', async () => {
    const { channel, leg, done } = await answered()
    const { Cause } = channel.dtmfPlayer
    leg.sendDigits = async () => {
      leg.remoteEnd()
      throw new CellvoiceError('WRONG_CALL_STATE')
    }
    expect(await done(channel.dtmfPlayer.play('1'))).toBe(Cause.HANGUP)
    await expect(channel.dtmfPlayer.play('1')).rejects.toBeInstanceOf(CallChannel.Hangup)
  })
})
