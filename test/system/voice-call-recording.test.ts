import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import {
  FAR_HERTZ,
  NEAR_HERTZ,
  type RecordedCall,
  type RecordedCallSetup,
  recordCall,
  TONE_SECONDS,
} from './recorded-call.ts'
import { lengthMs, levelsDb, stretchOf } from './recorded-tone.ts'
import { SimulatorChild } from './simulator-child.ts'
import { soundOf } from './sound-of.ts'
import { describeClient, has } from './support/client-test.ts'
import { pseudoTerminal } from './support/pty-need.ts'

const soxWithAmr = ['sox', '-n', '-r', '8000', '-c', '1', '-t', 'amr-nb', '/dev/null', 'trim', '0', '0.1']
const needs = [pseudoTerminal, has('sox'), has('soxi'), has('ffmpeg'), has('ffprobe'), soxWithAmr]

const formats = ['wav', 'amr'] as const
const setups: readonly RecordedCallSetup[] = formats.flatMap(format => [
  { where: 'live', family: 'ec25', format, mode: 'RX' } as const,
  { where: 'live', family: 'ec25', format, mode: 'TX' } as const,
  { where: 'live', family: 'ec25', format, mode: 'MIX' } as const,
  { where: 'module', family: 'ec25', format, mode: 'RX' } as const,
  { where: 'module', family: 'ec25', format, mode: 'TX' } as const,
  { where: 'module', family: 'ec200u', format, mode: 'MIX' } as const,
])

/** What is heard of whom, by mode. */
const heard = {
  RX: { present: [FAR_HERTZ], absent: [NEAR_HERTZ] },
  TX: { present: [NEAR_HERTZ], absent: [FAR_HERTZ] },
  MIX: { present: [FAR_HERTZ, NEAR_HERTZ], absent: [] },
} as const
/** By how much a tone may have become louder or quieter. */
const LEVEL_DB = { wav: 0.05, amr: 1.5 } as const
/** How much quieter who is not recorded must be. A speech coder is no tone coder: it makes a little of everything. */
const LEAK_DB = { wav: -60, amr: -30 } as const

const soxi = (path: string): number => Number(execFileSync('soxi', ['-D', path]).toString())

function ffprobe(path: string): { readonly codec: string; readonly packets: number; readonly seconds: number } {
  const shown = execFileSync('ffprobe', [
    ...['-v', 'error', '-count_packets', '-of', 'json', path],
    ...['-show_entries', 'stream=codec_name,nb_read_packets:format=duration'],
  ])
  const { streams, format } = JSON.parse(shown.toString())
  const [{ codec_name, nb_read_packets }] = streams
  return { codec: codec_name, packets: Number(nb_read_packets), seconds: Number(format.duration) }
}

function ffmpegSound(path: string): Int16Array {
  const bytes = execFileSync('ffmpeg', ['-v', 'quiet', '-i', path, '-f', 's16le', '-ac', '1', '-'], { maxBuffer: 64e6 })
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

describeClient('A call that is recorded over a pseudo-terminal', needs, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
  let simulator: SimulatorChild
  let recordings: readonly { readonly recording: Promise<RecordedCall>; readonly trace: readonly string[] }[] = []

  // All at once: a call of ten seconds takes ten seconds.
  beforeAll(async () => {
    simulator = await SimulatorChild.start({
      families: setups.map(({ family }) => family),
      serving: 'pty',
      speed: 1,
      pcm: true,
    })
    recordings = setups.map((setup, index) => {
      const trace: string[] = []
      return { recording: recordCall(simulator, index, setup, folder, trace), trace }
    })
    await Promise.allSettled(recordings.map(({ recording }) => recording))
  })
  afterAll(async () => {
    await simulator.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  // Numbered, so that each setup finds its recording.
  const numbered = setups.map((setup, index) => ({ ...setup, index }))
  test.each(numbered)('$where, $family: $mode as $format', async ({ where, format, mode, index }) => {
    const { path, expectedMs, latenessMs, filledMs } = await recordingOf(index)
    const bySox = soundOf(path)
    const probe = ffprobe(path)
    const byFfmpeg = ffmpegSound(path)

    // Live it is what another listener heard. On the module the times at which its answers were read are no better than
    // the machine is idle; the tones below are what counts.
    const toleranceMs = where === 'live' ? 20 : 120 + latenessMs
    expect(Math.abs(bySox.length / 8 - expectedMs)).toBeLessThanOrEqual(toleranceMs)
    expect(soxi(path)).toBeCloseTo(bySox.length / 8_000, 6)
    if (format === 'wav') {
      expect(probe).toMatchObject({ codec: 'pcm_s16le', seconds: bySox.length / 8_000 })
      expect(byFfmpeg).toEqual(bySox)
    } else {
      // It guesses the duration of AMR by its bit rate, so the frames are counted.
      expect(probe).toMatchObject({ codec: 'amr_nb', packets: bySox.length / 160 })
    }

    const figures = [`${bySox.length / 8} ms (${expectedMs.toFixed(0)} by the reference)`]
    const { present, absent } = heard[mode]
    for (const hertz of present) {
      const stretch = stretchOf(bySox, hertz)
      expect(lengthMs(stretch), `${hertz} Hz`).toBeGreaterThanOrEqual(1_000 * TONE_SECONDS - 20)
      expect(lengthMs(stretch), `${hertz} Hz`).toBeLessThanOrEqual(1_000 * TONE_SECONDS + 20 + filledMs)
      // The decoder of ffmpeg knows no comfort noise (SID) and leaves it out; sound it has not missed.
      const ffmpegMs = lengthMs(stretchOf(byFfmpeg, hertz))
      expect(ffmpegMs, `${hertz} Hz by ffmpeg`).toBeGreaterThanOrEqual(1_000 * TONE_SECONDS - 200)
      const levels = levelsDb(bySox, hertz, stretch)
      expect(Math.abs(middle(levels)), `${hertz} Hz: ${levels}`).toBeLessThanOrEqual(LEVEL_DB[format])
      figures.push(`${hertz} Hz: ${lengthMs(stretch)} ms by sox, ${ffmpegMs} ms by ffmpeg, ${dB(middle(levels))}`)
      for (const other of absent) {
        const leaks = levelsDb(bySox, other, stretch)
        figures.push(`${other} Hz: ${dB(Math.max(...leaks))}`)
        expect(Math.max(...leaks), `${other} Hz: ${leaks}`).toBeLessThanOrEqual(middle(levels) + LEAK_DB[format])
      }
    }
    console.log(figures.join('; '))
  })

  async function recordingOf(index: number): Promise<RecordedCall> {
    const { recording, trace } = recordings[index] ?? {}
    onTestFailed(() => console.error(trace?.join('\n')))
    if (!recording) throw new Error('it was never begun')
    return recording
  }
})

const dB = (level: number) => `${level.toFixed(1)} dB`

/** Of seconds, most of which are alike. */
function middle(levels: readonly number[]): number {
  return levels.toSorted((a, b) => a - b)[levels.length >> 1] ?? Number.NaN
}
