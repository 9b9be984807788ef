import { describe, expect, it } from 'vitest'
import { callbackArguments } from '../../src/api/voicecall/callback-arguments.ts'
import { replayTranscript } from '../../src/calls/replay.ts'
import { transcripts } from '../support/transcripts.ts'
import { transcriptCallbacks } from './transcript-callbacks.ts'

type Chunks = (bytes: Uint8Array) => Iterable<Uint8Array>

async function callbacksOf(lines: readonly string[], chunks?: Chunks): Promise<unknown[]> {
  const callbacks: unknown[] = []
  for await (const event of replayTranscript(lines, chunks)) {
    const args = callbackArguments(event, 'volte', { callStatusEncoding: 'dsci', releaseDirection: false })
    if (args) callbacks.push(args)
  }
  return callbacks
}

const byteByByte: Chunks = bytes => [...bytes].map(byte => Uint8Array.of(byte))
const splitAt =
  (at: number): Chunks =>
  bytes => [bytes.subarray(0, at), bytes.subarray(at)]

describe('wire logs', () => {
  const logs = transcripts()

  it('all have their callbacks written down', () => {
    expect(Object.keys(transcriptCallbacks).sort()).toEqual([...logs.keys()].sort())
  })

  for (const [name, lines] of logs) {
    const expected = transcriptCallbacks[name]
    it(`${name}: ${expected?.why}`, async () => {
      expect(await callbacksOf(lines)).toEqual(expected?.callbacks)
    })

    it(`${name}: the same byte by byte and at every split point`, async () => {
      expect(await callbacksOf(lines, byteByByte)).toEqual(expected?.callbacks)
      const longest = Math.max(...lines.map(line => line.length)) + 4
      for (let at = 1; at < longest; at++) {
        expect(await callbacksOf(lines, splitAt(at)), `split after byte ${at}`).toEqual(expected?.callbacks)
      }
    })
  }
})
