import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { wavFile } from '../../src/audio/files/wav-file.ts'
import { startPlaying } from '../../src/exchange/playback/start-playing.ts'
import { errorOf } from '../support/error-of.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pass, until } from '../support/until.ts'

const far = '5550101'
const steady = (value: number, ms: number) => new Int16Array(8 * ms).fill(value)
const prompt = (value: number, ms: number) => ({ kind: 'samples', samples: steady(value, ms) }) as const

/** A call that is through; `heard` is how many milliseconds of each value the far end has heard. */
async function inCall(family: 'ec25' | 'ec200u' | 'ec600n' | 'generic', pcm: boolean) {
  const made = await simulatedVoiceCall(family, { pcm })
  await made.during(made.voiceCall.callStart(far))
  await made.clock.advance(2_000)
  const counts = new Map<number, number>()
  made.network.subscriber(far).call?.listen(frame => {
    for (const sample of frame) counts.set(sample, (counts.get(sample) ?? 0) + 1)
  })
  const line = { modem: made.modem, audio: made.audio, clock: made.clock }
  return {
    ...made,
    line,
    heard: (value: number) => (counts.get(value) ?? 0) / 8,
    play: (what: Parameters<typeof startPlaying>[1]) => until(made.clock, startPlaying(line, what)),
  }
}

describe.each([
  ['live, over the PCM port', 'ec25', true, 'live'],
  ['by the module, from a file', 'ec25', false, 'module'],
  ['by the module of another family', 'ec200u', false, 'module'],
] as const)('%s', (_, family, pcm, source) => {
  it('the far end hears all of it, once, and its end is told', async () => {
    const { play, heard, clock } = await inCall(family, pcm)
    const playback = await play(prompt(1_000, 3_000))
    expect(playback.source).toBe(source)
    expect(await until(clock, playback.ended)).toEqual({ kind: 'finished' })
    await pass(clock, 500)
    expect(heard(1_000)).toBe(3_000)
  })

  it('stopped: the far end hears no more', async () => {
    const { play, heard, clock } = await inCall(family, pcm)
    const playback = await play(prompt(1_000, 5_000))
    await pass(clock, 1_000)
    await until(clock, playback.stop())
    await pass(clock, 200)
    const then = heard(1_000)
    await pass(clock, 2_000)
    expect([await playback.ended, heard(1_000)]).toEqual([{ kind: 'stopped' }, then])
    expect(then).toBeLessThan(1_600)
  })

  it('a call that ends is its end, and the next call can be played to', async () => {
    const { play, clock, network, during, voiceCall } = await inCall(family, pcm)
    const playback = await play(prompt(1_000, 5_000))
    network.subscriber(far).call?.hangUp()
    expect(await until(clock, playback.ended)).toMatchObject({ kind: 'failed', reason: { code: 'NO_SUCH_CALL' } })
    await pass(clock, 1_000)
    await during(voiceCall.callStart(far))
    await clock.advance(2_000)
    expect(await until(clock, (await play(prompt(5, 100))).ended)).toEqual({ kind: 'finished' })
  })

  it('a WAV file of 16 kHz and two channels is converted', async () => {
    const { play, heard, clock } = await inCall(family, pcm)
    const path = join(temporaryFolder(), 'a.wav')
    const bytes = Buffer.from(wavFile(steady(1_000, 4_000)))
    bytes.writeUInt16LE(2, 22)
    bytes.writeUInt32LE(16_000, 24)
    bytes.writeUInt32LE(64_000, 28)
    bytes.writeUInt16LE(4, 32)
    writeFileSync(path, bytes)
    expect(await until(clock, (await play({ kind: 'file', path })).ended)).toEqual({ kind: 'finished' })
    await pass(clock, 500)
    expect(heard(1_000)).toBeGreaterThan(900)
    expect(heard(1_000)).toBeLessThanOrEqual(1_020)
  })

  it.each([
    ['no file', 'FILE_FAILED', null],
    ['an empty file', 'AUDIO_FILE_INVALID', ''],
    ['a text', 'AUDIO_FILE_INVALID', 'hello, this is no sound at all, not even a header of one'],
    ['a WAV without sound', 'AUDIO_FILE_INVALID', wavFile(new Int16Array(0))],
  ])('%s is refused: %s', async (_name, code, content) => {
    const { play } = await inCall(family, pcm)
    const path = join(temporaryFolder(), 'a.wav')
    if (content !== null) writeFileSync(path, content)
    expect((await errorOf(play({ kind: 'file', path }))).code).toBe(code)
  })
})

it('live: it has finished when the far end has heard the last of it', async () => {
  const { play, heard, clock } = await inCall('ec25', true)
  const playback = await play(prompt(1_000, 1_000))
  expect([await until(clock, playback.ended), heard(1_000)]).toEqual([{ kind: 'finished' }, 1_000])
})

it('live: what is played next takes the place of what plays', async () => {
  const { play, heard, clock } = await inCall('ec25', true)
  const first = await play(prompt(1_000, 5_000))
  await pass(clock, 1_000)
  const second = await play(prompt(2_000, 1_000))
  expect([await first.ended, await until(clock, second.ended)]).toEqual([{ kind: 'stopped' }, { kind: 'finished' }])
  await pass(clock, 500)
  expect(heard(2_000)).toBe(1_000)
})

it('a text is spoken by the module where the host has no way to the call', async () => {
  const { play, clock, sent } = await inCall('ec25', false)
  const playback = await play({ kind: 'text', text: 'Hi', voice: 'en-us' })
  expect(await until(clock, playback.ended)).toEqual({ kind: 'finished' })
  expect(sent).toContain('AT+QWTTS=1,1,1,"00480069"')
})

it.each(['ec600n', 'generic'] as const)(
  '%s plays nothing to the far end: NOT_SUPPORTED, and no file stays',
  async family => {
    const { play, sent } = await inCall(family, false)
    expect((await errorOf(play(prompt(1, 100)))).code).toBe('NOT_SUPPORTED')
    const [uploaded, deleted] = [
      sent.filter(line => line.includes('QFUPL')),
      sent.filter(line => line.includes('QFDEL')),
    ]
    expect(uploaded.length === 1 && family !== 'generic' ? deleted.length : 0).toBe(family === 'generic' ? 0 : 1)
  },
)

it('without a call there is nobody to play to', async () => {
  const { modem, clock } = await simulatedVoiceCall('ec25')
  expect((await errorOf(startPlaying({ modem, audio: null, clock }, prompt(1, 100)))).code).toBe('NO_SUCH_CALL')
})
