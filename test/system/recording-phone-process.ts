import { copyFileSync, existsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { FRAME_BYTES, writeSamples } from '../../src/audio/frame.ts'
import { RecordingPhone } from './recording-phone.ts'

/** What this program is started with. */
export interface RecordingOrder {
  readonly path: string
  readonly pcmPath: string | null
  readonly folder: string
  readonly format: 'wav' | 'amr'
  readonly name: string
  /** Where the file is copied to at the end: its folder may be seen by this program alone. */
  readonly copy?: string
}

/** What it says, a line of JSON each. */
export type RecordingReport =
  | { readonly kind: 'recording' }
  /** 20 ms that were recorded, in base 64; live only. */
  | { readonly kind: 'heard'; readonly frame: string }
  /** What stopRecord gave and why, what had ended the recording before that, and what nobody had foreseen. */
  | {
      readonly kind: 'stopped'
      readonly status: unknown
      readonly code: string | null
      readonly trouble: string | null
      readonly unhandled: readonly string[]
    }

// A program of its own, to be killed or to be started where the disk is small: it calls and records, until it is asked,
// by any line, to stop recording.
const order = JSON.parse(process.argv[2] ?? '') as RecordingOrder
const unhandled: string[] = []
process.on('unhandledRejection', reason => unhandled.push(String(reason)))

// At once: what waits in memory when the process is killed was never said.
function say(report: RecordingReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`)
}

const phone = await RecordingPhone.open(order, order.folder)
await phone.call()
const bytes = new Uint8Array(FRAME_BYTES)
await phone.record(order.format, order.name, frame => {
  writeSamples(frame, bytes)
  say({ kind: 'heard', frame: Buffer.from(bytes).toString('base64') })
})
say({ kind: 'recording' })
createInterface(process.stdin).once('line', async () => {
  const status = await phone.voiceCall.stopRecord()
  const path = join(order.folder, order.name)
  if (order.copy !== undefined && existsSync(path)) copyFileSync(path, order.copy)
  const code = phone.voiceCall.lastError?.code ?? null
  say({ kind: 'stopped', status, code, trouble: phone.recorded[0]?.trouble?.code ?? null, unhandled })
  process.exit()
})
