import type { RoomCallOptions, RoomPartyOptions } from '../../../exchange/rooms/room-options.ts'
import type { BringLeg } from '../calling/place-call.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { mediaPath } from '../media/media-folder.ts'
import type { PlayableMedia } from '../media/playable-media.ts'
import { samplesOfMedia } from '../media/samples-of-media.ts'
import { refusal } from '../refuse.ts'
import { ToneManager } from '../tones/known-tones.ts'
import { ConferenceLifetimeControl } from './conference-lifetime-control.ts'
import { ConferencePartyMediaSettings } from './conference-party-media-settings.ts'

/** How a party enters a conference. */
export interface ConferenceOptions {
  /** False: it only listens. Default true. */
  readonly talkerAndListener?: boolean | undefined
  readonly conferenceLifetimeControl?: ConferenceLifetimeControl | null | undefined
  readonly conferencePartyMediaSettings?: ConferencePartyMediaSettings | null | undefined
}

/**
 * How the leg to a conference room is had: its texts are spoken and its files read first.
 * @param from Who enters.
 * @throws UASError for a name that is not 1 to 47 letters and digits, and a lifetime control that is none.
 */
export function legToRoom(
  parts: ChannelParts,
  method: string,
  name: string,
  options: ConferenceOptions,
  from: string,
): BringLeg {
  if (typeof name !== 'string' || !/^[0-9A-Za-z]{1,47}$/.test(name)) {
    throw refusal(parts.life, method, `takes a room of 1 to 47 letters and digits, not ${JSON.stringify(name)}`)
  }
  const { startOnEntry, destroyOnExit } = options.conferenceLifetimeControl ?? new ConferenceLifetimeControl()
  if (typeof startOnEntry !== 'boolean' || typeof destroyOnExit !== 'boolean') {
    throw refusal(parts.life, method, 'takes a lifetime control whose startOnEntry and destroyOnExit are true or false')
  }
  const lifetime = { startOnEntry, destroyOnExit, startAlone: parts.startAlone }
  const settings = options.conferencePartyMediaSettings ?? new ConferencePartyMediaSettings()
  const talkerAndListener = options.talkerAndListener ?? true
  return async () => {
    const call: RoomCallOptions = { talkerAndListener, lifetime, from, party: await partyOf(parts, method, settings) }
    return { leg: parts.exchange.callRoom(name, call) }
  }
}

async function partyOf(
  parts: ChannelParts,
  method: string,
  settings: ConferencePartyMediaSettings,
): Promise<RoomPartyOptions> {
  const pathOf = (name: string) => mediaPath(parts.media, name)
  const samples = async (media: PlayableMedia) => {
    const prompt = media.prompt(pathOf)
    return prompt && samplesOfMedia(parts, method, prompt)
  }
  const { exitOnDtmfDigit, onConferenceStoppedFile, ringbackTone } = settings
  const { mute, unmute } = settings.muteOnDTMFDigits
  if (settings.twoPartyOptimisation) {
    parts.diagnostics.note(method, 'two-party optimisation', 'the same mixing for any number of parties')
  }
  const stoppedFile =
    onConferenceStoppedFile === null
      ? null
      : await samplesOfMedia(parts, method, { kind: 'file', path: pathOf(onConferenceStoppedFile) })
  const [prefix, onEntry, onExit] = [
    await samples(settings.prefixMedia),
    await samples(settings.onEntryMedia),
    await samples(settings.onExitMedia),
  ]
  const tones = parts.tonePlayer?.tones ?? new ToneManager()
  return {
    ringbackTone: tones.tone(ringbackTone).tone,
    beepOnEntry: settings.beepOnEntry,
    startMuted: settings.startMuted,
    muteDigits: { ...(mute === null ? {} : { mute }), ...(unmute === null ? {} : { unmute }) },
    ...(exitOnDtmfDigit === null ? {} : { exitDigit: exitOnDtmfDigit }),
    ...(stoppedFile ? { stoppedFile } : {}),
    ...(prefix ? { prefix } : {}),
    ...(onEntry ? { onEntry } : {}),
    ...(onExit ? { onExit } : {}),
  }
}
