import type { Command, CommandContext } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Outcome } from '../at/outcome.ts'
import type { Parameter } from '../at/parameters.ts'
import { fileNameOf } from '../files/file-name.ts'
import type { StoredFile } from '../files/stored-file.ts'
import { readWav } from '../files/wav-file.ts'
import { fileAt, numberIn } from './files.ts'

/** How a family takes AT+QAUDPLAY. */
export interface SpeakerStyle {
  /** Whether only files in UFS are played. */
  readonly flashAlone: boolean
  /** How long after the answer of a call nothing is played, and that a missing file is told in the same way. */
  readonly refusedAfterAnswerMs: number
  /** Whether AT+QAUDSTOP stops it. */
  readonly stops: boolean
}

/** Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.23. */
export const qualcommSpeaker: SpeakerStyle = { flashAlone: true, refusedAfterAnswerMs: 0, stops: false }
/** Field reports of EC200U. */
export const unisocSpeaker: SpeakerStyle = { flashAlone: false, refusedAfterAnswerMs: 3000, stops: true }

/** Audio errors (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 15.4). */
const invalidAudio = { cme: 902 } as const
const notNow = { cme: 903 } as const
const busy = { cme: 904 } as const

/**
 * AT+QPSND (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.18): plays into a call. The last two parameters are
 * called mute and mean the opposite; when they are left out the far end hears nothing, as on QDC507.
 */
export const farEndPlayback: Command = {
  name: '+QPSND',
  test: '+QPSND: (0,1),"filename",(0,1),(0,1),(0,1)',
  read: at => {
    at.say(`+QPSND: ${at.module.files.player.toFarEnd ? 1 : 0}`)
    return 'OK'
  },
  set: (at, [control, name, repeat, uplink, downlink, ...others]) => {
    const { player, recorder } = at.module.files
    if (control?.text === '0') return player.stopPlayingToFarEnd() ? 'OK' : 'ERROR'
    const again = numberIn(repeat, -1, [0, 1])
    const heard = numberIn(uplink, 0, [0, 1])
    const well = again !== undefined && heard !== undefined && numberIn(downlink, 0, [0, 1]) !== undefined
    if (control?.text !== '1' || !well || others.length > 0) return 'ERROR'
    const file = fileAt(at, name)
    const begin = (samples: Int16Array): FinalResult => {
      if (!at.module.audio.inCall) return 'ERROR'
      if (player.toFarEnd) return busy
      recorder.interrupt()
      player.playToFarEnd(samples, again === 1, heard === 0)
      return 'OK'
    }
    return 'cme' in file ? file : withSamples(at, file, begin)
  },
}

/** AT+QAUDPLAY, and AT+QAUDSTOP where there is one: plays on the module's own speaker. */
export function speakerPlayback(style: SpeakerStyle): readonly Command[] {
  const play: Command = {
    name: '+QAUDPLAY',
    test: '+QAUDPLAY: "filename",(0,1)',
    read: at => {
      at.say(`+QAUDPLAY: ${at.module.files.player.onSpeaker ? 1 : 0}`)
      return 'OK'
    },
    set: (at, parameters) => playOnSpeaker(at, parameters, style),
  }
  const stop: Command = {
    name: '+QAUDSTOP',
    test: '',
    run: at => (at.module.files.player.stopPlayingOnSpeaker() ? 'OK' : 'ERROR'),
  }
  return style.stops ? [play, stop] : [play]
}

function playOnSpeaker(
  at: CommandContext,
  [name, repeat, ...others]: readonly Parameter[],
  style: SpeakerStyle,
): Outcome {
  const { player, recorder } = at.module.files
  const again = numberIn(repeat, -1, [0, 1])
  if (!name || again === undefined || others.length > 0) return 'ERROR'
  if (style.flashAlone && fileNameOf(name)?.storage !== 'UFS') return 'ERROR'
  const { lastConnectedMs } = at.module.voice
  if (at.module.audio.inCall && at.module.clock.now() - lastConnectedMs < style.refusedAfterAnswerMs) return notNow
  const file = fileAt(at, name)
  if ('cme' in file) return style.refusedAfterAnswerMs > 0 ? notNow : file
  return withSamples(at, file, samples => {
    if (player.toFarEnd || player.onSpeaker) return busy
    recorder.interrupt()
    player.playOnSpeaker(samples, again === 1)
    return 'OK'
  })
}

/** Lets `begin` have the sound of a file; that of AMR is known a little later. */
function withSamples(at: CommandContext, file: StoredFile, begin: (samples: Int16Array) => FinalResult): Outcome {
  const content = file.read()
  if (!/\.amr$/i.test(file.name)) {
    const samples = readWav(content)
    return samples ? begin(samples) : invalidAudio
  }
  let forgotten = false
  return {
    start: finish => {
      const decoded = at.module.files.amrDecoder().then(decode => decode?.(content))
      const done = (samples: Int16Array | undefined) => {
        if (!forgotten) finish(samples ? begin(samples) : invalidAudio)
      }
      decoded.then(done, () => done(undefined))
    },
    forget: () => {
      forgotten = true
    },
  }
}
