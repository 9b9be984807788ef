import { expect, test } from 'vitest'
import { parsePartyScript } from '../../src/cli/party-script.ts'

test('a script has a number, and steps', () => {
  const text = '+15550123: wait 2; listen; listen 0.5; press 12#; say Hello, you; beep; beep 200; hang up'
  expect(parsePartyScript(text)).toEqual({
    number: '+15550123',
    reception: { kind: 'answer', afterSeconds: 2 },
    steps: [
      { does: 'wait', seconds: 2 },
      { does: 'listen', seconds: 1.2 },
      { does: 'listen', seconds: 0.5 },
      { does: 'press', keys: '12#' },
      { does: 'say', text: 'Hello, you' },
      { does: 'beep', ms: 400 },
      { does: 'beep', ms: 200 },
      { does: 'hang up' },
    ],
  })
})

test.each([
  ['5550142', { kind: 'answer', afterSeconds: 2 }],
  ['5550142:', { kind: 'answer', afterSeconds: 2 }],
  ['5550142: ring 0.5', { kind: 'answer', afterSeconds: 0.5 }],
  ['5550142: busy', { kind: 'busy' }],
  ['5550142: reject', { kind: 'reject' }],
  ['5550142: no answer', { kind: 'no answer' }],
])('%s: how a call to it is received', (text, reception) => {
  expect(parsePartyScript(text)).toEqual({ number: '5550142', reception, steps: [] })
})

test.each([
  ['', 'no number'],
  ['Bob: press 1', 'no number'],
  ['5550142: dance', '`dance` is no step'],
  ['5550142: press', '`press` is no step'],
  ['5550142: press x', '`press x` is no step'],
  ['5550142: say', '`say` is no step'],
  ['5550142: hang up now', '`hang up now` is no step'],
  ['5550142: wait', '`wait` has no number'],
  ['5550142: wait -1', 'no number from 0'],
  ['5550142: beep 99999', 'no number from 0 to 10000'],
  ['5550142: press 1; busy', '`busy` is no step'],
])('%j cannot be read: %s', (text, why) => {
  expect(() => parsePartyScript(text)).toThrow(why)
})
