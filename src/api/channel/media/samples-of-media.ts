import { CellvoiceError } from '../../../base/error.ts'
import { type Prompt, samplesOf } from '../../../exchange/playback/prompt.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { refusal } from '../refuse.ts'

/**
 * The sound of a text or a file as a whole.
 * @throws UASError where there is no such file, or no voice for the text (`no-tts-engine`).
 */
export async function samplesOfMedia(parts: ChannelParts, method: string, prompt: Prompt): Promise<Int16Array> {
  try {
    return prompt.kind === 'text' ? (await parts.speech.speak(prompt.text)).samples : await samplesOf(prompt)
  } catch (error) {
    if (!CellvoiceError.is(error)) throw error
    const why = error.code === 'AUDIO_TOOL_MISSING' ? 'has no-tts-engine' : `failed: ${error.message}`
    throw refusal(parts.life, method, why, error)
  }
}
