import { CellvoiceError } from '../../base/error.ts'
import { isNotInstalled, missingProgram } from '../missing-program.ts'

/** What arecord, aplay and the ALSA library say when a device does not serve, and what to do. The first row that matches. */
const remedies: readonly (readonly [said: RegExp, remedy: string])[] = [
  [
    /no such (device|file)|cannot get card index|unknown pcm/i,
    'List the cards with `arecord -l`. The card of a module is there only when its USB audio is switched on and it was restarted since.',
  ],
  [
    /resource busy/i,
    'End the program that has the card open (`fuser -v /dev/snd/*` names it); PulseAudio and PipeWire can be told to leave a card alone.',
  ],
  [/permission denied/i, 'Add the user to the group audio (`sudo usermod -aG audio $USER`) and log in again.'],
  [
    /(channels count|sample format|access type) non available|rate.*(not available|doesn't match)|unable to install hw params/i,
    'Put `plug` before the name (`plughw:Android` instead of `hw:Android`): it converts what the card cannot do.',
  ],
  [
    /input\/output error|gave no sound/i,
    'A module gives sound on USB only when it is switched on for the call; check that, its cable and its power.',
  ],
]

/**
 * The error for a device that does not serve.
 * @param said What the program said, in its words or ours.
 */
export function alsaError(
  code: 'AUDIO_DEVICE_FAILED' | 'AUDIO_DEVICE_LOST',
  device: string,
  said: string,
): CellvoiceError {
  const remedy = remedies.find(([pattern]) => pattern.test(said))?.[1]
  return new CellvoiceError(code, {
    detail: `${device}: ${said}`,
    ...(remedy !== undefined && { remedy }),
    context: { device, said },
  })
}

/** The error for a program that could not be started. */
export function alsaToolError(program: string, cause: Error): CellvoiceError {
  if (isNotInstalled(cause)) return missingProgram('sound-card', program, { cause })
  return new CellvoiceError('AUDIO_DEVICE_FAILED', { detail: `${program} cannot be started`, cause })
}
