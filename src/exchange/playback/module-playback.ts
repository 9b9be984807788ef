import { wavFile } from '../../audio/files/wav-file.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import {
  type CommandDeclaration,
  MAX_SPOKEN_CHARACTERS,
  playToFarEnd,
  saysNoRoom,
  speakToFarEnd,
  stopPlaying,
  stopSpeaking,
  uploadFile,
} from '../../modem/module-commands.ts'
import { assertCallThrough, isCallThrough } from '../call-through.ts'
import { moduleFull } from '../module-full.ts'
import type { Playback, PlaybackEnd } from './playback.ts'
import { deleteLeftPrompts, deletePrompt, newPromptName } from './prompt-files.ts'

/**
 * Lets the module play samples to the far end: as a WAV file that is written into its storage, and deleted afterwards.
 * @param onUploaded Hears how many bytes have been written.
 * @throws CellvoiceError NOT_SUPPORTED where the module takes no file or plays none to the far end; DISK_FULL where its
 *   flash is; AT_TIMEOUT, PORT_LOST.
 */
export async function playOnModule(
  modem: Modem,
  samples: Int16Array,
  onUploaded?: (bytes: number, of: number) => void,
): Promise<Playback> {
  await deleteLeftPrompts(modem)
  const name = newPromptName()
  // Part of a file that was refused may be there.
  const remove = () => deletePrompt(modem, name)
  try {
    await upload(modem, name, wavFile(samples), onUploaded)
    return await begin(modem, {
      command: playToFarEnd,
      args: name,
      endMessage: 'playing-ended',
      stopCommand: stopPlaying,
      release: remove,
    })
  } catch (error) {
    await remove()
    throw error
  }
}

async function upload(
  modem: Modem,
  name: string,
  content: Uint8Array,
  onUploaded?: (bytes: number, of: number) => void,
): Promise<void> {
  const onProgress = (bytes: number) => onUploaded?.(bytes, content.length)
  const stored = await modem.execute(uploadFile, { name, content, onProgress }).catch(error => {
    if (!saysNoRoom(error)) return unsupported('AT+QFUPL')(error)
    throw moduleFull(`it has no room for ${content.length} bytes`, error)
  })
  if (!stored?.intact) throw new CellvoiceError('AT_MALFORMED', { detail: `${name} arrived damaged on the module` })
}

/**
 * Lets the module speak a text to the far end with its own voice.
 * @param text 1-135 characters.
 * @throws CellvoiceError INVALID_ARGUMENT; NOT_SUPPORTED where the module has no voice; AT_TIMEOUT, PORT_LOST.
 */
export function speakOnModule(modem: Modem, text: string): Promise<Playback> {
  return begin(modem, {
    command: speakToFarEnd,
    args: text,
    endMessage: 'speaking-ended',
    stopCommand: stopSpeaking,
    release: async () => {},
  })
}

/** Whether the module's voice takes a text of this length at once. */
export function canSpeakOnModule(text: string): boolean {
  return text.length <= MAX_SPOKEN_CHARACTERS
}

/** How a module makes its own sound in a call. */
interface ModuleSound {
  readonly command: CommandDeclaration<string, void>
  readonly args: string
  /** Tells that all was played. */
  readonly endMessage: 'playing-ended' | 'speaking-ended'
  readonly stopCommand: CommandDeclaration<void, void>
  /** Called once when it is over, however it ended. Never rejects. */
  readonly release: () => Promise<void>
}

async function begin(
  modem: Modem,
  { command, args, endMessage, stopCommand, release }: ModuleSound,
): Promise<Playback> {
  let end: (how: PlaybackEnd) => void = () => {}
  const over = new Promise<PlaybackEnd>(resolve => {
    end = resolve
  })
  const gone = (detail: string) => end({ kind: 'failed', reason: new CellvoiceError('NO_SUCH_CALL', { detail }) })
  // A short file may be over before its command has answered.
  const subscription = modem.events$.subscribe(event => {
    if (event.kind === 'message' && event.message.kind === endMessage) end({ kind: 'finished' })
    else if (event.kind === 'call' && event.event.kind === 'ended' && !isCallThrough(modem)) gone('the call ended')
    else if (event.kind === 'link' && event.state.kind !== 'ready') gone('the module is not there any more')
  })
  try {
    // It may have ended while the file was on its way.
    assertCallThrough(modem)
    await modem.execute(command, args).catch(unsupported(command.name))
  } catch (error) {
    subscription.unsubscribe()
    throw error
  }
  const ended = over.then(async how => {
    subscription.unsubscribe()
    if (how.kind === 'stopped') await modem.execute(stopCommand, undefined).catch(() => {})
    await release()
    return how
  })
  return {
    source: 'module',
    ended,
    stop: async () => {
      end({ kind: 'stopped' })
      await ended
    },
  }
}

function unsupported(command: string): (error: unknown) => never {
  return error => {
    if (!CellvoiceError.is(error, 'AT_ERROR')) throw error
    throw new CellvoiceError('NOT_SUPPORTED', { detail: `${command}: ${error.message}`, cause: error })
  }
}
