import { type CallLine, liveSession } from '../call-line.ts'
import { assertCallThrough } from '../call-through.ts'
import { nullOn } from '../null-on.ts'
import { playLive } from './live-playback.ts'
import { canSpeakOnModule, playOnModule, speakOnModule } from './module-playback.ts'
import type { Playback } from './playback.ts'
import { type Prompt, samplesOf, sourceOf } from './prompt.ts'

/**
 * Plays to the far end of the call that is through: live where the sound of the host reaches it, else by the module,
 * which is given the file first.
 * @param onUploaded Hears how much of a file the module has been given.
 * @throws CellvoiceError NO_SUCH_CALL when no call is through; NOT_SUPPORTED where neither way is there;
 *   DISK_FULL where the flash of the module is full; AUDIO_FILE_INVALID, AUDIO_FILE_UNSUPPORTED, FILE_FAILED,
 *   AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED; PORT_LOST.
 */
export async function startPlaying(
  line: CallLine,
  prompt: Prompt,
  onUploaded?: (bytes: number, of: number) => void,
): Promise<Playback> {
  const { modem } = line
  assertCallThrough(modem)
  const session = await liveSession(line)
  if (session) {
    const { fill, close } = await sourceOf(prompt)
    return playLive(session, fill, close)
  }
  if (prompt.kind === 'text' && canSpeakOnModule(prompt.text)) {
    const spoken = await speakOnModule(modem, prompt.text).catch(nullOn('NOT_SUPPORTED'))
    if (spoken) return spoken
  }
  return playOnModule(modem, await samplesOf(prompt), onUploaded)
}
