import { sourceOfSamples } from '../../../audio/source-of-samples.ts'
import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import { playLive } from '../../../exchange/playback/live-playback.ts'
import type { Playback } from '../../../exchange/playback/playback.ts'
import { type Prompt, sourceOf } from '../../../exchange/playback/prompt.ts'
import { startPlaying } from '../../../exchange/playback/start-playing.ts'
import type { ChannelParts } from '../channel-parts.ts'

/**
 * Plays to the far end of a leg: live where its sound reaches the host, else by the module of its line.
 * @throws CellvoiceError NOT_SUPPORTED where neither way is there; NO_SUCH_CALL; what is wrong with the file or the voice.
 */
export async function startPlayback(parts: ChannelParts, leg: Leg, prompt: Prompt): Promise<Playback> {
  const session = await leg.session().catch(error => {
    if (CellvoiceError.is(error, 'NOT_SUPPORTED')) return null
    throw error
  })
  if (!session) return playOnModule(parts, leg, prompt)
  if (prompt.kind === 'text') {
    const { samples } = await parts.speech.speak(prompt.text)
    return playLive(session, sourceOfSamples(samples), async () => {})
  }
  const { fill, close } = await sourceOf(prompt)
  return playLive(session, fill, close)
}

async function playOnModule({ exchange, clock }: ChannelParts, leg: Leg, prompt: Prompt): Promise<Playback> {
  const modem = exchange.lines.find(line => line.name === leg.line)?.modem
  if (!modem) throw new CellvoiceError('NOT_SUPPORTED', { detail: `no sound of ${leg.id} reaches the host` })
  return startPlaying({ modem, audio: null, clock }, prompt)
}
