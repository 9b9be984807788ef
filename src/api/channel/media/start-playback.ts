import { sourceOfSamples } from '../../../audio/source-of-samples.ts'
import type { Leg } from '../../../exchange/leg.ts'
import { nullOn } from '../../../exchange/null-on.ts'
import { playLive } from '../../../exchange/playback/live-playback.ts'
import type { Playback } from '../../../exchange/playback/playback.ts'
import { type Prompt, sourceOf } from '../../../exchange/playback/prompt.ts'
import { startPlaying } from '../../../exchange/playback/start-playing.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { moduleOfLeg } from './module-of-leg.ts'

/**
 * Plays to the far end of a leg: live where its sound reaches the host, else by the module of its line.
 * @throws CellvoiceError NOT_SUPPORTED where neither way is there; NO_SUCH_CALL; what is wrong with the file or the voice.
 */
export async function startPlayback(parts: ChannelParts, leg: Leg, prompt: Prompt): Promise<Playback> {
  const session = await leg.session().catch(nullOn('NOT_SUPPORTED'))
  if (!session) return startPlaying({ modem: moduleOfLeg(parts, leg), audio: null, clock: parts.clock }, prompt)
  if (prompt.kind === 'text') {
    const { samples } = await parts.speech.speak(prompt.text)
    return playLive(session, sourceOfSamples(samples), async () => {})
  }
  const { fill, close } = await sourceOf(prompt)
  return playLive(session, fill, close)
}
