import { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES, readSamples, writeSamples } from '../../src/audio/frame.ts'
import { answerParent } from '../support/answer-parent.ts'
import { openPtyPair } from '../support/pty-pair.ts'
import { machineMs, readStamp, stampFrame } from './stamped-frame.ts'

/** What the module of this program has seen, when it is asked to stop. */
export interface PcmModuleReport {
  readonly sent: number
  /** Numbers of the frames of uplink in the order they came; silence is left out. */
  readonly received: readonly number[]
  /** From the making of a frame of uplink until it was here, ms. */
  readonly delaysMs: readonly number[]
  /** Times it had nothing to play, since its first frame. */
  readonly gaps: number
  /** Frames that lay ready, after each that was played. */
  readonly depths: readonly number[]
  /** Frames by which this program itself was late, beyond one. */
  readonly ownLateness: number
}

// A program of its own: a module that exchanges samples on a pty, at the pace of its own clock.
const pty = openPtyPair()
const frame = new Int16Array(FRAME_SAMPLES)
const received: number[] = []
const delaysMs: number[] = []
const depths: number[] = []
let input: Uint8Array = new Uint8Array(0)
let ready = 0
let gaps = 0
let sent = 0
let ownLateness = 0
let playing = false
let sending = Promise.resolve()
let startMs = 0
let timer: NodeJS.Timeout | undefined

pty.module.on('data', (bytes: Buffer) => {
  input = Buffer.concat([input, bytes])
  while (input.length >= FRAME_BYTES) {
    readSamples(input, frame)
    input = input.subarray(FRAME_BYTES)
    playing = true
    ready++
    const stamp = readStamp(frame)
    if (!stamp) continue
    received.push(stamp.number)
    delaysMs.push(machineMs() - stamp.madeMs)
  }
})

function exchange(): void {
  const bytes = new Uint8Array(FRAME_BYTES)
  stampFrame(frame, ++sent)
  writeSamples(frame, bytes)
  sending = sending.then(() => pty.send(bytes)).catch(() => {})
  if (!playing) return
  if (ready === 0) gaps++
  else ready--
  depths.push(ready)
}

function tick(): void {
  const due = Math.floor((machineMs() - startMs) / FRAME_MS) - sent
  ownLateness += Math.max(0, due - 1)
  for (let count = 0; count < due; count++) exchange()
  timer = setTimeout(tick, Math.max(0, startMs + (sent + 1) * FRAME_MS - machineMs()))
}

function report(): PcmModuleReport {
  return { sent, received, delaysMs, gaps, depths, ownLateness }
}

answerParent({ path: pty.path }, (request: { readonly do: 'start' | 'stop' }) => {
  clearTimeout(timer)
  if (request.do === 'stop') return report()
  startMs = machineMs()
  tick()
  return null
})
