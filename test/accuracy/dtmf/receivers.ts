import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { DtmfDetector } from '../../../src/audio/dtmf/dtmf-detector.ts'
import type { DtmfEvent } from '../../../src/audio/dtmf/dtmf-event.ts'
import type { Measurement } from '../row.ts'

/** Something that finds keys in a sound. */
export interface Receiver {
  readonly name: string
  /** The keys it tells of, in order. */
  hear(samples: Int16Array): Promise<string>
}

export const ours: Receiver = {
  name: 'cellvoice',
  hear: async samples => keysOf(eventsOf(samples).map(({ event }) => event)),
}

/** Our events, each with the sample at which the frame of 20 ms ended that it came with. */
export function eventsOf(samples: Int16Array): { event: DtmfEvent; toldAt: number }[] {
  const detector = new DtmfDetector()
  const told: { event: DtmfEvent; toldAt: number }[] = []
  for (let at = 0; at < samples.length; at += 160) {
    for (const event of detector.process(samples.subarray(at, at + 160))) told.push({ event, toldAt: at + 160 })
  }
  return told
}

export function keysOf(events: readonly DtmfEvent[]): string {
  return events.map(({ kind, digit }) => (kind === 'start' ? digit : '')).join('')
}

/** The peers that this machine has, and a word on those it lacks. */
export async function peersOf(measurement: Measurement): Promise<Receiver[]> {
  const found = await Promise.all([spandsp(measurement), npmStream(measurement)])
  return found.filter(peer => peer !== null)
}

/** The DTMF receiver of spandsp as it starts, its filter for dial tone off; needs gcc and Debian's libspandsp-dev. */
async function spandsp({ folder, progress }: Measurement): Promise<Receiver | null> {
  const program = join(folder, 'spandsp-dtmf')
  const source = new URL('../peer/spandsp-dtmf.c', import.meta.url).pathname
  try {
    await promisify(execFile)('gcc', ['-O2', '-o', program, source, '-lspandsp', '-lm'])
  } catch (error) {
    progress(`Without spandsp: ${source} cannot be built (${String(error).split('\n')[0]})`)
    return null
  }
  const hear = async (samples: Int16Array) => {
    const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
    const ended = once(child, 'close')
    child.stdin.end(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
    const said = await text(child.stdout)
    await ended
    return said.replace(/ \d+\n/g, '')
  }
  return { name: 'spandsp', hear }
}

/** The most used detector of npm, if somebody put it there: npm install --prefix FOLDER/peers dtmf-detection-stream. */
async function npmStream({ folder, progress }: Measurement): Promise<Receiver | null> {
  const require = createRequire(join(folder, 'peers', 'index.js'))
  let Stream: new (
    options: unknown,
  ) => NodeJS.WritableStream & { on(name: 'dtmf', listener: (told: { digit: string }) => void): void }
  try {
    Stream = require('dtmf-detection-stream')
  } catch {
    progress(
      `Without dtmf-detection-stream: npm install --prefix ${join(folder, 'peers')} dtmf-detection-stream@1.18.0`,
    )
    return null
  }
  const hear = async (samples: Int16Array) => {
    const stream = new Stream({ format: { sampleRate: 8000, bitDepth: 16, channels: 1 } })
    let keys = ''
    stream.on('dtmf', ({ digit }) => {
      keys += digit.toUpperCase()
    })
    for (let at = 0; at < samples.length; at += 160) {
      // It reads the memory under a buffer from its start, so each frame needs memory of its own.
      stream.write(Buffer.from(samples.slice(at, at + 160).buffer))
    }
    return keys
  }
  return { name: 'dtmf-detection-stream', hear }
}
