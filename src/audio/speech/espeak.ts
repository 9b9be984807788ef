import { setImmediate } from 'node:timers/promises'
import { type Clock, systemClock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { runFilter } from '../files/run-filter.ts'
import type { SampleSynthesizer, SpeechOptions } from './speech-synthesizer.ts'
import { WavPipe } from './wav-pipe.ts'

/** The longest text, in characters: about five minutes of speech. */
const maxCharacters = 4000
/** Half an hour at 22.05 kHz: no text of that length gets there. */
const maxOutputBytes = 80_000_000
/** Converted in one turn of the event loop, a few milliseconds: the frames of running calls must not wait for more. */
const bytesAtOnce = 16_384
/** Some voices take a second for a minute of speech on a small machine. */
const timeLimitMs = 60_000

/** What {@link espeakSynthesizer} is given. */
export interface EspeakOptions {
  /** Default `espeak-ng`. */
  readonly program?: string
  readonly clock?: Clock
}

/**
 * Speaks through the program espeak-ng, if it is installed: many languages, a robot's voice. The text goes to its standard
 * input and never through a shell or an argument.
 *
 * `speak` throws CellvoiceError INVALID_ARGUMENT (no text, more than 4000 characters, a voice or a speed that is none),
 * AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED (it knows no such voice; it took longer than a minute).
 */
export function espeakSynthesizer({
  program = 'espeak-ng',
  clock = systemClock,
}: EspeakOptions = {}): SampleSynthesizer {
  return {
    name: program,
    async speak(text, options = {}) {
      const args = speechArguments(text, options)
      const limit = new AbortController()
      const cancel = clock.setTimer(timeLimitMs, () =>
        limit.abort(failure(program, `it took longer than ${timeLimitMs / 1000} s`)),
      )
      const signal = options.signal ? AbortSignal.any([options.signal, limit.signal]) : limit.signal
      try {
        return { samples: await synthesize(program, args, text, signal) }
      } finally {
        cancel()
      }
    },
  }
}

async function synthesize(
  program: string,
  args: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<Int16Array> {
  const wav = new WavPipe(program)
  let bytes = 0
  const onOutput = async (chunk: Uint8Array) => {
    bytes += chunk.length
    if (bytes > maxOutputBytes) throw failure(program, 'it does not come to an end')
    for (let from = 0; from < chunk.length; from += bytesAtOnce) {
      wav.take(chunk.subarray(from, from + bytesAtOnce))
      await setImmediate()
    }
  }
  await runFilter({ program, purpose: 'speech', args, input: [asInput(text)], onOutput, signal })
  if (bytes === 0) throw failure(program, 'it said nothing')
  return wav.finish()
}

function speechArguments(text: string, { voice = 'en-us', wordsPerMinute = 160 }: SpeechOptions): readonly string[] {
  if (text.trim() === '') throw invalid('there is no text to speak')
  if (text.length > maxCharacters) throw invalid(`a text of ${text.length} characters is longer than ${maxCharacters}`)
  // A name that began with a dash or held a slash would be an option or a file.
  if (!/^[a-z][\w+-]{0,39}$/i.test(voice)) throw invalid(`${JSON.stringify(voice)} is not the name of a voice`)
  if (!Number.isInteger(wordsPerMinute) || wordsPerMinute < 80 || wordsPerMinute > 450) {
    throw invalid(`${wordsPerMinute} words a minute is not a whole number from 80 to 450`)
  }
  return ['-v', voice, '-s', String(wordsPerMinute), '-b', '1', '--stdin', '--stdout']
}

function asInput(text: string): Uint8Array {
  // It stops reading at a NUL, and says the names of other control characters.
  return Buffer.from(`${text.replaceAll(/\p{Cc}/gu, ' ')}\n`)
}

function failure(program: string, why: string): CellvoiceError {
  return new CellvoiceError('AUDIO_TOOL_FAILED', { detail: `${program}: ${why}` })
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
