import { sampleBytesOf, type WavEncoding } from '../../../audio/files/wav-header.ts'
import { WavWriter } from '../../../audio/files/wav-writer.ts'
import type { MediaSession } from '../../../audio/media-session.ts'
import type { CellvoiceError } from '../../../base/error.ts'
import type { VoiceListener } from '../calling/voice-listener.ts'
import { type SilenceLimits, SilenceWatch } from './silence-watch.ts'

/** What is recorded of the far end, and what ends it. */
export interface FarEndRecording {
  readonly path: string
  readonly encoding: WavEncoding
  readonly silence: SilenceLimits
  readonly voice: VoiceListener
  /** Bytes of sound; 0 is any number. */
  readonly maxBytes: number
}

/** What was recorded. */
export interface RecordedFarEnd {
  readonly path: string
  readonly durationMs: number
  readonly hasSpeech: boolean
}

/** What ended a recording by itself: too long a silence, its size, the session, or trouble with the file or the line. */
export type RecordingEnd = 'silence' | 'size' | 'session' | CellvoiceError

/** A recording under way. */
export interface RunningRecording {
  /** Never rejects. */
  readonly over: Promise<RecordingEnd>
  /** Completes the file. */
  finish(): Promise<RecordedFarEnd>
}

/**
 * Records what comes from the far end into a WAV file, as it passes.
 * @throws CellvoiceError FILE_FAILED, DISK_FULL.
 */
export async function recordFarEnd(session: MediaSession, options: FarEndRecording): Promise<RunningRecording> {
  const { path, encoding, maxBytes } = options
  const writer = await WavWriter.create(path, { encoding, overwrite: true })
  const watch = new SilenceWatch(options.silence, options.voice)
  const maxSamples = maxBytes === 0 ? Number.POSITIVE_INFINITY : Math.floor(maxBytes / sampleBytesOf(encoding))
  let samples = 0
  let end: (how: RecordingEnd) => void = () => {}
  const over = new Promise<RecordingEnd>(resolve => {
    end = resolve
  })
  void session.ended.then(reason => end(reason ?? 'session'))
  void writer.failed.then(end)
  const stop = session.listen(downlink => {
    if (samples >= maxSamples) return
    const fitting = samples + downlink.length <= maxSamples ? downlink : downlink.subarray(0, maxSamples - samples)
    writer.write(fitting)
    samples += fitting.length
    if (samples >= maxSamples) end('size')
    else if (watch.process(downlink)) end('silence')
  })
  return {
    over,
    async finish() {
      stop()
      await writer.close()
      return { path, durationMs: writer.durationMs, hasSpeech: watch.hasSpeech }
    },
  }
}
