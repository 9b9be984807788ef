import { type Command, Option } from 'commander'
import { type AudioOptions, addAudioOption } from './audio-option.ts'
import { type RecordMode, recordModeOption } from './record-mode.ts'

/** What is heard and said in a call, as typed. */
export interface MediaOptions extends AudioOptions {
  /** A file the far end hears. */
  readonly play?: string
  /** A text that is spoken to the far end, before the file. */
  readonly say?: string
  /** A voice of espeak-ng. */
  readonly voice?: string
  /** Hang up when all that is said and played is over. */
  readonly untilPlayed?: boolean
  /** Talk through the sound card of this machine: an ALSA device, or the usual one. */
  readonly mic?: string | true
  readonly record?: string
  readonly mode?: RecordMode
  readonly overwrite?: boolean
}

/** Options of commands that stay in a call and can hear and speak in it. */
export function addMediaOptions(command: Command): Command {
  return addAudioOption(command)
    .option(
      '--say <text>',
      'speak this to the far end when the call is answered (espeak-ng, or the voice of the module)',
    )
    .option('--voice <name>', 'the voice for --say, as espeak-ng names it: en-us, de, fr …')
    .option('--play <file>', 'then play this to the far end: .wav of any rate, or .amr')
    .addOption(new Option('--until-played', 'hang up when all of that is over').conflicts('mic'))
    .option('--mic [device]', 'then talk through the sound card of this machine (ALSA; the usual device unless said)')
    .option('--record <file>', 'record the call: .wav or .amr')
    .addOption(recordModeOption())
    .option('--overwrite', 'let the recording replace a file that exists')
}

/** Whether the sound of the call is needed at all. */
export function wantsSound({ play, say, mic, record }: MediaOptions): boolean {
  return play !== undefined || say !== undefined || mic !== undefined || record !== undefined
}
