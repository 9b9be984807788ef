import { SAMPLE_RATE } from '../../audio/frame.ts'
import type { FrameSource } from '../../audio/media-session.ts'
import type { Command } from '../at/command.ts'
import type { Module } from '../module/module.ts'
import { numberIn } from './files.ts'

/** Audio errors (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 15.4). */
const invalidAudio = { cme: 902 } as const
const notNow = { cme: 903 } as const
const busy = { cme: 904 } as const
/** What the manual gives for the end by a call that is over, and how long a character of text takes. */
const interrupted = 4111
const characterMs = 90
const maxBytes = 543

/** The pitch of the murmur that stands for a voice, and how loud it is. */
const murmurHertz = 220
const murmurAmplitude = 6000

/**
 * AT+QWTTS (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.21): speaks to the far end. The voice of the simulator
 * is a murmur of one pitch, as long as the text would take.
 */
export const speech: Command = {
  name: '+QWTTS',
  test: '+QWTTS: (0,1),(0,1),(1,2),"text"',
  set: ({ module }, [uplink, downlink, mode, text, ...others]) => {
    if (uplink?.text === '0' && downlink === undefined) {
      speaking.get(module)?.()
      return 'OK'
    }
    const heard = numberIn(uplink, -1, [0, 1])
    const characters = charactersIn(text?.text ?? '', numberIn(mode, -1, [1, 2]))
    if (heard === undefined || numberIn(downlink, -1, [0, 1]) === undefined || others.length > 0) return 'ERROR'
    if (characters === null) return invalidAudio
    if (!module.audio.inCall || heard === 0) return notNow
    if (speaking.has(module)) return busy
    module.files.recorder.interrupt()
    const stop = module.audio.play(murmur(characters * characterMs), end => {
      speaking.delete(module)
      if (end !== 'stopped') module.urc(`+QWTTS: ${end === 'finished' ? 0 : interrupted}`)
    })
    speaking.set(module, stop)
    return 'OK'
  },
}

/** The modules that speak now, and how each is stopped. */
const speaking = new WeakMap<Module, () => void>()

/** How many characters are to be spoken: mode 1 is UCS2 in hexadecimal digits, 2 is text. Null for what cannot be. */
function charactersIn(text: string, mode: number | undefined): number | null {
  if (text === '' || text.length > maxBytes) return null
  if (mode === 2) return text.length
  return mode === 1 && /^([0-9A-F]{4})+$/i.test(text) ? text.length / 4 : null
}

function murmur(durationMs: number): FrameSource {
  const samples = (durationMs * SAMPLE_RATE) / 1000
  let at = 0
  return frame => {
    if (at >= samples) return false
    for (let index = 0; index < frame.length; index++, at++) {
      frame[index] = murmurAmplitude * Math.sin((2 * Math.PI * murmurHertz * at) / SAMPLE_RATE)
    }
    return true
  }
}
