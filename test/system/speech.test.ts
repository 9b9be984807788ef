import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { espeakSynthesizer } from '../../src/audio/speech/espeak.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { errorOf } from '../support/error-of.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { describeClient, has } from './support/client-test.ts'

describeClient('espeak-ng', [has('espeak-ng')], () => {
  const synthesizer = espeakSynthesizer()
  const sentence = 'The lift is on its way to the third floor. Please hold the line.'

  test('speaks: as long as a person would take, loud enough, and no more than a frame of silence in front', async () => {
    const { samples } = await synthesizer.speak(sentence, { voice: 'en-us', wordsPerMinute: 160 })
    expect(samples.length / 8000).toBeGreaterThan(2.5)
    expect(samples.length / 8000).toBeLessThan(7)
    expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeGreaterThan(5000)
    expect(samples.findIndex(sample => Math.abs(sample) > 300)).toBeLessThan(2000)
  })

  test('faster when asked, and in other voices', async () => {
    const lengths = await Promise.all(
      [{ wordsPerMinute: 100 }, { wordsPerMinute: 300 }, { voice: 'de' }].map(
        async options => (await synthesizer.speak(sentence, options)).samples.length,
      ),
    )
    expect(lengths[0]).toBeGreaterThan(1.8 * Number(lengths[1]))
    expect(new Set(lengths).size).toBe(3)
  })

  test('text is only text: no option, no shell, no markup, no control characters', async () => {
    const file = join(temporaryFolder(), 'made')
    for (const text of [`--version`, `$(touch ${file})`, `"; touch ${file}; "`, 'one\u0000two', '<say-as>x</say-as>']) {
      expect((await synthesizer.speak(text)).samples.length).toBeGreaterThan(2000)
    }
    expect(existsSync(file)).toBe(false)
  })

  test('a voice that there is not', async () => {
    expect(await errorOf(synthesizer.speak('hello', { voice: 'xx-nowhere' }))).toMatchObject({
      code: 'AUDIO_TOOL_FAILED',
      message: expect.stringContaining('voice'),
    })
  })

  test('broken off', async () => {
    const reason = new Error('hung up')
    await expect(synthesizer.speak('hello', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('a program that hangs is ended after a minute', async () => {
    const clock = new ManualClock()
    const program = join(temporaryFolder(), 'hangs')
    writeFileSync(program, '#!/bin/sh\nexec sleep 30\n', { mode: 0o755 })
    const speaking = errorOf(espeakSynthesizer({ program, clock }).speak('hello'))
    await clock.advance(60_000)
    expect(await speaking).toMatchObject({
      code: 'AUDIO_TOOL_FAILED',
      message: expect.stringContaining('longer than 60 s'),
    })
  })

  test('the longest text does not hold up the event loop', async () => {
    let longestMs = 0
    let lastMs = performance.now()
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs)
      lastMs = performance.now()
    }, 5)
    const { samples } = await synthesizer.speak(sentence.repeat(62).slice(0, 4000))
    clearInterval(timer)
    console.log(
      `${(samples.length / 8000).toFixed(0)} s of speech; the event loop was held up ${longestMs.toFixed(0)} ms at most`,
    )
    expect(samples.length / 8000).toBeGreaterThan(120)
    expect(longestMs).toBeLessThan(100)
  })
})
