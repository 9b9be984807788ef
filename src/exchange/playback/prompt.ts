import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { decodeAmr } from '../../audio/files/amr-codec.ts'
import { fileError } from '../../audio/files/file-error.ts'
import { parseWav } from '../../audio/files/wav-reader.ts'
import { WavSource } from '../../audio/files/wav-source.ts'
import type { FrameSource } from '../../audio/media-session.ts'
import { sourceOfSamples } from '../../audio/source-of-samples.ts'
import { espeakSynthesizer } from '../../audio/speech/espeak.ts'
import type { SpeechOptions } from '../../audio/speech/speech-synthesizer.ts'
import { CellvoiceError } from '../../base/error.ts'

/** What the far end is to hear. */
export type Prompt =
  /** A WAV file of any rate, or an AMR file where the program `sox` is installed. */
  | { readonly kind: 'file'; readonly path: string }
  /** 8 kHz, 16 bits. */
  | { readonly kind: 'samples'; readonly samples: Int16Array }
  /** Spoken by espeak-ng, or by the voice of the module where no sound of the host reaches the call. */
  | ({ readonly kind: 'text'; readonly text: string } & Pick<SpeechOptions, 'voice' | 'wordsPerMinute'>)

/** The largest file that is read whole: ten minutes in the best quality that is in use. */
const MAX_WHOLE_BYTES = 120_000_000

/** The sound of a prompt, frame by frame, and how it is given back. @throws CellvoiceError as {@link samplesOf}. */
export async function sourceOf(prompt: Prompt): Promise<{ fill: FrameSource; close: () => Promise<void> }> {
  if (prompt.kind === 'file' && !isAmr(prompt.path)) {
    const file = await WavSource.open(prompt.path)
    return { fill: file.fill, close: () => file.close() }
  }
  return { fill: sourceOfSamples(await samplesOf(prompt)), close: async () => {} }
}

/**
 * The sound of a prompt as a whole.
 * @throws CellvoiceError AUDIO_FILE_INVALID, AUDIO_FILE_UNSUPPORTED, FILE_FAILED, AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED.
 */
export async function samplesOf(prompt: Prompt): Promise<Int16Array> {
  switch (prompt.kind) {
    case 'samples':
      return prompt.samples
    case 'text':
      return (await espeakSynthesizer().speak(prompt.text, prompt)).samples
    case 'file':
      return isAmr(prompt.path) ? decodeAmr(prompt.path) : wavSamples(prompt.path)
  }
}

async function wavSamples(path: string): Promise<Int16Array> {
  try {
    const { size } = await stat(path)
    if (size > MAX_WHOLE_BYTES) {
      throw new CellvoiceError('AUDIO_FILE_UNSUPPORTED', { detail: `${path} is too long for the files of a module` })
    }
    return parseWav(await readFile(path)).samples
  } catch (error) {
    throw fileError(path, error)
  }
}

function isAmr(path: string): boolean {
  return extname(path).toLowerCase() === '.amr'
}
