import { type Command, InvalidArgumentError } from 'commander'
import type { MediaPath } from '../index.ts'

/** How the sound of calls reaches this machine, as typed. */
export type AudioChoice = 'auto' | 'none' | MediaPath

/** Options of commands that hear or speak in a call. */
export interface AudioOptions {
  readonly audio: AudioChoice
}

/** How the sound reaches us: an option of every command that hears or speaks. */
export function addAudioOption(command: Command): Command {
  return command.option(
    '--audio <path>',
    'where the sound of the call is: auto, none, pcm:PORT, usb:ALSA-DEVICE (the module as a sound card), card:ALSA-DEVICE (a card wired to it)',
    audioChoice,
    'auto' as AudioChoice,
  )
}

/** @throws InvalidArgumentError */
export function audioChoice(text: string): AudioChoice {
  if (text === 'auto' || text === 'none') return text
  const [, kind, where = ''] = /^(pcm|usb|card):(.+)$/.exec(text) ?? []
  switch (kind) {
    case 'pcm':
      return { kind: 'pcm-port', port: { path: where } }
    case 'usb':
      return { kind: 'usb-audio', device: where }
    case 'card':
      return { kind: 'external-card', device: where }
    default:
      throw new InvalidArgumentError('It is none of auto, none, pcm:PORT, usb:DEVICE, card:DEVICE.')
  }
}
