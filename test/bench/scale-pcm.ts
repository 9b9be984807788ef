import { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES, writeSamples } from '../../src/audio/frame.ts'
import { openPtyPair } from '../support/pty-pair.ts'

/** What the PCM port of a module has seen since it was told to count. */
export interface PcmCount {
  readonly sent: number
  /** Frames of uplink that were played. */
  readonly played: number
  /** Of these, those with sound in them. */
  readonly heard: number
  /** Times it had nothing to play. */
  readonly gaps: number
  /** Frames by which this program itself was late, beyond one: gaps it may have made itself. */
  readonly ownLateness: number
}

/** The PCM port of a module: it sends 20 ms each 20 ms by a clock of its own, and plays what it is given at the same pace. */
export interface PcmPort {
  readonly path: string
  count(): void
  readonly counted: PcmCount
}

const STOCK = 50

/**
 * Starts a PCM port that sends noise, never twice the same within a second.
 * @param phaseMs when in the 20 ms its frames are due, so that ports do not all speak in the same moment.
 */
export function startPcmPort(uniform: () => number, phaseMs: number): PcmPort {
  const pty = openPtyPair()
  const stock = Array.from({ length: STOCK }, () => {
    const samples = Int16Array.from({ length: FRAME_SAMPLES }, () => Math.round((uniform() - 0.5) * 8000))
    const bytes = new Uint8Array(FRAME_BYTES)
    writeSamples(samples, bytes)
    return bytes
  })
  const startMs = performance.now() + phaseMs
  let ticks = 0
  let sending = Promise.resolve()
  let counted = { sent: 0, played: 0, heard: 0, gaps: 0, ownLateness: 0 }
  let playing = false
  let readyBytes = 0
  let heardBytes = 0

  pty.module.on('data', (bytes: Buffer) => {
    playing = true
    readyBytes += bytes.length
    if (bytes.some(byte => byte !== 0)) heardBytes += bytes.length
  })

  function exchange(): void {
    const frame = stock[ticks % STOCK] as Uint8Array // The index is taken modulo the length.
    ticks++
    counted.sent++
    sending = sending.then(() => pty.send(frame)).catch(() => {})
    if (!playing) return
    if (readyBytes < FRAME_BYTES) {
      counted.gaps++
      return
    }
    readyBytes -= FRAME_BYTES
    counted.played++
    if (heardBytes < FRAME_BYTES) return
    heardBytes -= FRAME_BYTES
    counted.heard++
  }

  function tick(): void {
    const due = Math.floor((performance.now() - startMs) / FRAME_MS) - ticks
    counted.ownLateness += Math.max(0, due - 1)
    for (let frame = 0; frame < due; frame++) exchange()
    setTimeout(tick, Math.max(0, startMs + (ticks + 1) * FRAME_MS - performance.now()))
  }
  tick()

  return {
    path: pty.path,
    count() {
      counted = { sent: 0, played: 0, heard: 0, gaps: 0, ownLateness: 0 }
    },
    get counted() {
      return counted
    },
  }
}
