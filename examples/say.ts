import { type CallChannel, PlayableMedia } from 'cellvoice'

/** Speaks a text to the far end, with espeak-ng; a key of the far end cuts it short. */
export async function say(channel: CallChannel, text: string): Promise<void> {
  const media = new PlayableMedia()
  media.textToSay(text)
  await channel.filePlayer.play(media, { bargeIn: true })
}
