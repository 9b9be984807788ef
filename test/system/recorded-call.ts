import { setTimeout as sleep } from 'node:timers/promises'
import { vi } from 'vitest'
import { LineAudio, openModem, VoiceCall } from '../../src/index.ts'
import type { FamilyName } from '../../src/simulator/index.ts'
import { traceTransport, transportFor } from '../../src/transport/index.ts'
import type { SimulatorChild } from './simulator-child.ts'
import { toneSource } from './spoken-tone.ts'

/** The tones of the two ends, and how long both sound in a recorded call. */
export const FAR_HERTZ = 1004
export const NEAR_HERTZ = 440
export const TONE_SECONDS = 10

const patience = { timeout: 20_000, interval: 10 }
/** Silence before and after the tones. */
const MARGIN_MS = 600

/** Which call is recorded, and how. */
export interface RecordedCallSetup {
  readonly where: 'live' | 'module'
  readonly family: FamilyName
  readonly format: 'amr' | 'wav'
  readonly mode: 'RX' | 'TX' | 'MIX'
}

/** What came of it. */
export interface RecordedCall {
  readonly path: string
  /**
   * How long the recording is, as seen from outside: live the frames that another listener of the session heard between
   * start and stop; on the module the time from the OK of AT+QAUDRD=1 to AT+QAUDRD=0.
   */
  readonly expectedMs: number
  /** By how much this process was late, at the most: times are as uncertain. */
  readonly latenessMs: number
  /** Silence told in place of frames that the machine was too busy to deliver, ms: it lengthens what it falls into. */
  readonly filledMs: number
}

/** Takes a call on module `index`, lets both ends say their tones, and records it over the pseudo-terminals. */
export async function recordCall(
  simulator: SimulatorChild,
  index: number,
  { where, family, format, mode }: RecordedCallSetup,
  folder: string,
  trace: string[],
): Promise<RecordedCall> {
  const { path: port, pcmPath } = simulator.module(index)
  let asked = false
  let startMs = Number.NaN
  let stopMs = Number.NaN
  const transport = traceTransport(transportFor(port), line => {
    // A file on its way is of no use in a report.
    trace.push(`${performance.now().toFixed(0).padStart(7)} ${line.slice(0, 120)}`)
    if (line.startsWith('> AT+QAUDRD=1')) asked = true
    else if (line === '> AT+QAUDRD=0') stopMs = performance.now()
    else if (asked && line === '< OK') {
      asked = false
      startMs = performance.now()
    }
  })
  const modem = await openModem({ transport })
  const live = where === 'live' && pcmPath !== null
  const audio = live ? new LineAudio({ modem, path: { kind: 'pcm-port', port: { path: pcmPath } } }) : undefined
  const voiceCall = new VoiceCall(modem, { recordingFolder: folder, ...(audio && { audio }) })
  const caller = `+15550109${String(300 + index)}`
  await simulator.call(caller, index)
  await vi.waitFor(() => done(modem.calls[0]?.state === 'incoming', 'no call rings'), patience)
  done((await voiceCall.callAnswer()) === 0, `callAnswer: ${voiceCall.lastError?.message}`)
  await vi.waitFor(() => done(modem.calls[0]?.state === 'active', 'no call is through'), patience)

  const name = `${where}-${family}-${mode}.${format}`
  const status = await voiceCall.startRecord(format === 'wav' ? 1 : 0, ['RX', 'TX', 'MIX'].indexOf(mode), name)
  done(status === 0, `startRecord: ${status} ${voiceCall.lastError?.message}`)
  let frames = 0
  const session = audio && (await audio.session())
  const stopCounting = session?.listen(() => frames++)
  const lateness = watchLateness()
  await sleep(MARGIN_MS)
  const near = { hertz: NEAR_HERTZ, seconds: TONE_SECONDS }
  await simulator.speak(caller, { hertz: FAR_HERTZ, seconds: TONE_SECONDS })
  if (session) session.setSource(toneSource(near))
  else await simulator.microphone(index, near)
  await sleep(1_000 * TONE_SECONDS + MARGIN_MS)
  const stopping = voiceCall.stopRecord()
  // What stops listens no more before the next frame comes.
  stopCounting?.()
  const latenessMs = lateness()
  done((await stopping) === 0, `stopRecord: ${voiceCall.lastError?.message}`)
  const statistics = session?.statistics
  await voiceCall.callEnd()
  await voiceCall.close()
  await audio?.close()
  await modem.close()
  return {
    path: `${folder}/${name}`,
    expectedMs: live ? 20 * frames : stopMs - startMs,
    latenessMs,
    filledMs: statistics && 'filled' in statistics ? 20 * statistics.filled : 0,
  }
}

function done(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

/** Watches a timer of 10 ms. @returns what stops it, and tells by how much it was late at the most, ms. */
function watchLateness(): () => number {
  let lastMs = performance.now()
  let latest = 0
  const timer = setInterval(() => {
    const nowMs = performance.now()
    latest = Math.max(latest, nowMs - lastMs - 10)
    lastMs = nowMs
  }, 10)
  return () => {
    clearInterval(timer)
    return latest
  }
}
