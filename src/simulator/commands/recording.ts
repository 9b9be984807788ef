import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import type { AmrEncoder } from '../files/amr-codec.ts'
import { type FileName, fileNameOf } from '../files/file-name.ts'
import type { RecordedSound } from '../files/recorder.ts'
import { fileError } from './files.ts'

/** How a family takes AT+QAUDRD. */
export interface RecordingStyle {
  readonly test: string
  /** What the number of the direction means; those that are absent are refused. */
  readonly sounds: Readonly<Record<number, RecordedSound>>
  /** What is recorded when the direction is left out. */
  readonly usual: RecordedSound
}

/** Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.17: one direction, never both. */
export const qualcommRecording: RecordingStyle = {
  test: '+QAUDRD: (0,1),"filename",(3,13),(0,1)',
  sounds: { 0: 'uplink', 1: 'downlink' },
  usual: 'uplink',
}

/** The UNISOC modules record both directions as one, and neither alone; that 2 says so is an assumption. */
export const unisocRecording: RecordingStyle = {
  test: '+QAUDRD: (0,1),"filename",(3,13)',
  sounds: { 2: 'mix' },
  usual: 'mix',
}

/**
 * The ASR modules: `AT+QAUDRD=1,"RAM:A.amr",3` with an optional fourth parameter has been seen. That it means the same as
 * on the EC2x, and what is recorded without it, are assumptions.
 */
export const asrRecording: RecordingStyle = {
  test: '+QAUDRD: (0,1),"filename",(3,13),(0,1)',
  sounds: { 0: 'uplink', 1: 'downlink' },
  usual: 'uplink',
}

/** The extension of a file by the number of its format. */
const extensions: Readonly<Record<number, string>> = { 3: 'amr', 13: 'wav' }
const amrFormat = 3
/** Audio errors (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 15.4). */
const unknownAudioError = { cme: 901 } as const
const busy = { cme: 904 } as const

/** AT+QAUDRD. */
export function recording(style: RecordingStyle): Command {
  return {
    name: '+QAUDRD',
    test: style.test,
    read: at => {
      at.say(`+QAUDRD: ${at.module.files.recorder.recording ? 1 : 0}`)
      return 'OK'
    },
    set: (at, parameters) => {
      const [control, ...others] = parameters
      if (control?.text === '0') return at.module.files.recorder.stop() ? 'OK' : 'ERROR'
      return control?.text === '1' ? start(at, others, style) : 'ERROR'
    },
  }
}

function start(at: CommandContext, [file, format, direction]: readonly Parameter[], style: RecordingStyle): Outcome {
  const name = file && fileNameOf(file)
  if (!name) return fileError.invalidName
  const extension = /\.(\w+)$/.exec(name.name)?.[1]?.toLowerCase()
  const number = format
    ? numberOf(format)
    : Number(Object.keys(extensions).find(key => extensions[Number(key)] === extension))
  const sound = direction ? style.sounds[numberOf(direction) ?? -1] : style.usual
  if (number === undefined || !extension || extensions[number] !== extension || !sound) return 'ERROR'
  if (number === amrFormat) return startAmr(at, name, sound)
  return begin(at, name, sound, undefined)
}

/** Whether there is an encoder is known a little later. */
function startAmr(at: CommandContext, name: FileName, sound: RecordedSound): Outcome {
  let forgotten = false
  return {
    start: finish => {
      void at.module.files.amrEncoder().then(encode => {
        if (!forgotten) finish(encode ? begin(at, name, sound, encode) : unknownAudioError)
      })
    },
    forget: () => {
      forgotten = true
    },
  }
}

function begin(at: CommandContext, name: FileName, sound: RecordedSound, encode: AmrEncoder | undefined) {
  const { recorder, player } = at.module.files
  if (recorder.recording || player.toFarEnd || player.onSpeaker) return busy
  recorder.start(name, sound, encode)
  return 'OK' as const
}
