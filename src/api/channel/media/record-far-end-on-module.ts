import { WavStream } from '../../../audio/files/wav-stream.ts'
import { FRAME_SAMPLES } from '../../../audio/frame.ts'
import type { Clock } from '../../../base/clock.ts'
import { CellvoiceError } from '../../../base/error.ts'
import type { Modem } from '../../../calls/modem.ts'
import { nullOn } from '../../../exchange/null-on.ts'
import type { Recording, RecordingRequest } from '../../../exchange/recording/recording.ts'
import { startRecording } from '../../../exchange/recording/start-recording.ts'
import type { VoiceListener } from '../calling/voice-listener.ts'
import type { Diagnostics } from '../diagnostics.ts'
import type { FarEndRecording, RecordingEnd, RunningRecording } from './record-far-end.ts'

/** What a module writes: 8 kHz, 16 bits. */
const BYTES_PER_MS = 16
/** A timer that is to run for longer runs out at once. */
const LONGEST_WAIT_MS = 2_147_483_647

/** Where the recording is made, and where it is said what is different there. */
interface RecordingModule {
  readonly modem: Modem
  readonly clock: Clock
  readonly diagnostics: Diagnostics
}

/**
 * Lets the module record the call into a WAV file of its own, which is fetched at the end; only then is it known whether
 * somebody spoke, so that no silence ends it. A module that cannot record the far end alone records both directions.
 * @param method For the diagnostics.
 * @throws CellvoiceError NOT_SUPPORTED where the module cannot record; NO_SUCH_CALL; FILE_FAILED, DISK_FULL; AT_ERROR.
 */
export async function recordFarEndOnModule(
  { modem, clock, diagnostics }: RecordingModule,
  method: string,
  { path, encoding, silence, voice, maxBytes }: FarEndRecording,
): Promise<RunningRecording> {
  const begin = (direction: RecordingRequest['direction']) =>
    startRecording({ modem, audio: null, clock }, { format: 'wav', direction, path, overwrite: true })
  const alone = await begin('downlink').catch(nullOn('NOT_SUPPORTED'))
  const recording = alone ?? (await begin('both'))
  const differences = [
    encoding !== 'pcm16' && 'as pcm16',
    !alone && 'both directions as one',
    silence.initialMs + silence.maxMs > 0 && 'no silence ends it',
    maxBytes > 0 && 'its size is that of the time',
  ].filter(difference => difference !== false)
  diagnostics.note(method, `the far end as ${encoding}`, ['recorded by the module', ...differences].join(', '))
  let cancel = () => {}
  const full = new Promise<RecordingEnd>(resolve => {
    const fullMs = Math.min(maxBytes / BYTES_PER_MS, LONGEST_WAIT_MS)
    if (maxBytes > 0) cancel = clock.setTimer(fullMs, () => resolve('size'))
  })
  return {
    over: Promise.race([full, endOf(recording)]),
    async finish() {
      cancel()
      const { durationMs } = await recording.stop()
      return { path, durationMs, hasSpeech: await hasSpeech(path, voice) }
    },
  }
}

function endOf(recording: Recording): Promise<RecordingEnd> {
  return recording.ended.then(
    ({ trouble }) => trouble ?? 'session',
    (error: unknown) =>
      CellvoiceError.is(error)
        ? error
        : new CellvoiceError('RECORDING_FAILED', { detail: String(error), cause: error }),
  )
}

async function hasSpeech(path: string, voice: VoiceListener): Promise<boolean> {
  const stream = await WavStream.open(path).catch(nullOn('AUDIO_FILE_INVALID'))
  // A call that ended at once has left no sound.
  if (!stream) return false
  try {
    const samples = new Int16Array(stream.maxRead)
    for (let count = await stream.read(samples); count > 0; count = await stream.read(samples)) {
      for (let at = 0; at < count; at += FRAME_SAMPLES) {
        voice.process(samples.subarray(at, Math.min(at + FRAME_SAMPLES, count)))
        if (voice.speaking) return true
      }
    }
    return false
  } finally {
    await stream.close()
  }
}
