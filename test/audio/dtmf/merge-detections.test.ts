import { expect, it } from 'vitest'
import { type KeyDetection, MERGE_WINDOW_MS, mergeDetections } from '../../../src/audio/dtmf/merge-detections.ts'

/** `software 5 @100` and the like, one after the other. @returns those that were told of */
function told(...heard: string[]): string[] {
  let unconfirmed: readonly KeyDetection[] = []
  return heard.filter(text => {
    const [source, digit, at] = text.split(' ') as [KeyDetection['source'], KeyDetection['digit'], string]
    const merged = mergeDetections(unconfirmed, { source, digit, atMs: Number(at.slice(1)) })
    unconfirmed = merged.unconfirmed
    return merged.told !== null
  })
}

const stories: readonly (readonly [string, heard: string[], told: string[]])[] = [
  ['the detector in the sound was first', ['software 5 @0', 'module 5 @80'], ['software 5 @0']],
  ['the module was first', ['module 5 @0', 'software 5 @300'], ['module 5 @0']],
  ['only one heard it', ['software 5 @0', 'module 6 @90'], ['software 5 @0', 'module 6 @90']],
  [
    'the same key twice, heard by both',
    ['software 5 @0', 'software 5 @130', 'module 5 @200', 'module 5 @330'],
    ['software 5 @0', 'software 5 @130'],
  ],
  [
    'the same key twice, in turn',
    ['software 5 @0', 'module 5 @100', 'software 5 @130', 'module 5 @230'],
    ['software 5 @0', 'software 5 @130'],
  ],
  [
    'two keys, the module late for both',
    ['software 1 @0', 'software 2 @200', 'module 1 @500', 'module 2 @700'],
    ['software 1 @0', 'software 2 @200'],
  ],
  [
    'the module missed the first of two',
    ['software 7 @0', 'software 7 @400', 'module 7 @500'],
    ['software 7 @0', 'software 7 @400'],
  ],
  [
    'the same key after the window is another press',
    ['software 9 @0', `module 9 @${MERGE_WINDOW_MS + 1}`],
    ['software 9 @0', `module 9 @${MERGE_WINDOW_MS + 1}`],
  ],
  [
    'at the end of the window it is the same press',
    ['software 9 @0', `module 9 @${MERGE_WINDOW_MS}`],
    ['software 9 @0'],
  ],
]

it.each(stories)('one key, one event: %s', (_, heard, expected) => {
  expect(told(...heard)).toEqual(expected)
})

it('remembers nothing for longer than the window', () => {
  let unconfirmed: readonly KeyDetection[] = []
  for (let atMs = 0; atMs < 100_000; atMs += 250) {
    unconfirmed = mergeDetections(unconfirmed, { source: 'software', digit: '1', atMs }).unconfirmed
    expect(unconfirmed.length).toBeLessThanOrEqual(5)
  }
})
