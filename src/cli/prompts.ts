import { decodeAmr, espeakSynthesizer, WavSource } from '../audio/index.ts'
import { CellvoiceError, type Prompt } from '../index.ts'
import type { MediaOptions } from './media-options.ts'

/** Something the far end is to hear, and what it is called. */
export interface NamedPrompt {
  readonly what: string
  readonly prompt: Prompt
}

/**
 * What the far end is to hear, in order, looked at before a port is opened.
 * @throws CellvoiceError INVALID_ARGUMENT for a text without words; AUDIO_FILE_INVALID, AUDIO_FILE_UNSUPPORTED, FILE_FAILED
 *   for the file; for AMR also AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED.
 */
export async function promptsOf({
  say,
  voice,
  play,
}: Pick<MediaOptions, 'say' | 'voice' | 'play'>): Promise<readonly NamedPrompt[]> {
  if (say?.trim() === '') throw new CellvoiceError('INVALID_ARGUMENT', { detail: '--say has no text to speak' })
  return [
    ...(say === undefined ? [] : [textPrompt(say, voice)]),
    ...(play === undefined ? [] : [{ what: play, prompt: await filePrompt(play) }]),
  ]
}

function textPrompt(text: string, voice: string | undefined): NamedPrompt {
  return { what: 'text', prompt: { kind: 'text', text, ...(voice !== undefined && { voice }) } }
}

/** AMR is decoded as a whole to be looked at, so what came of it is kept. */
async function filePrompt(path: string): Promise<Prompt> {
  if (path.toLowerCase().endsWith('.amr')) return { kind: 'samples', samples: await decodeAmr(path) }
  await (await WavSource.open(path)).close()
  return { kind: 'file', path }
}

/**
 * Speaks the texts now: whoever answers does not wait for it, and what cannot be spoken calls nobody.
 * @throws CellvoiceError AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED (no such voice), INVALID_ARGUMENT.
 */
export function spoken(prompts: readonly NamedPrompt[]): Promise<readonly NamedPrompt[]> {
  return Promise.all(
    prompts.map(async ({ what, prompt }) => {
      if (prompt.kind !== 'text') return { what, prompt }
      const { samples } = await espeakSynthesizer().speak(prompt.text, prompt)
      return { what, prompt: { kind: 'samples', samples } as const }
    }),
  )
}
