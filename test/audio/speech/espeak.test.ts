import { expect, test } from 'vitest'
import { espeakSynthesizer } from '../../../src/audio/speech/espeak.ts'
import { errorOf } from '../../support/error-of.ts'

test.each([
  ['no text', '  \n', {}],
  ['too long a text', 'a'.repeat(4001), {}],
  ['an option for a voice', 'hello', { voice: '--path=/tmp' }],
  ['a file for a voice', 'hello', { voice: 'mb/../../etc' }],
  ['too slow', 'hello', { wordsPerMinute: 79 }],
  ['too fast', 'hello', { wordsPerMinute: 451 }],
  ['no speed at all', 'hello', { wordsPerMinute: Number.NaN }],
])('%s is refused before anything runs', async (_, text, options) => {
  const synthesizer = espeakSynthesizer({ program: '/nonexistent' })
  expect(await errorOf(synthesizer.speak(text, options))).toMatchObject({ code: 'INVALID_ARGUMENT' })
})

test('without the program, what to install is said', async () => {
  expect(await errorOf(espeakSynthesizer({ program: '/nonexistent/espeak-ng' }).speak('hello'))).toMatchObject({
    code: 'AUDIO_TOOL_MISSING',
    remedy: expect.stringContaining('apt install espeak-ng'),
  })
})
