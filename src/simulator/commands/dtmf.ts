import type { Command, CommandContext } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import type { Leg } from '../network/leg.ts'

/** How a family takes AT+VTS and AT+VTD. */
export interface DtmfStyle {
  /** A quoted or bare string with an optional duration; with `lists`, bare single tones may also be listed. */
  readonly lists: boolean
  readonly maxTones: number
  /** Least and greatest duration, in 0.1 s. */
  readonly durations: readonly [number, number]
  readonly vtsTest: string
  readonly vtdTest: string
  /** Whether +VTD has the pause between tones as its second value. */
  readonly pause: boolean
}

const usualGapMs = 100

/** 3GPP TS 27.007: single tones, listed, or a string. */
export const plainDtmf: DtmfStyle = {
  lists: true,
  maxTones: 32,
  durations: [0, 255],
  vtsTest: '+VTS: (0-9,*,#,A,B,C,D)',
  vtdTest: '+VTD: (0-255)',
  pause: false,
}

/** Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 12.4: at most 31 tones, two values of +VTD. */
export const qualcommDtmf: DtmfStyle = {
  lists: true,
  maxTones: 31,
  durations: [0, 255],
  vtsTest: '+VTS: (0-9,A-D,*,#),(0-255)',
  vtdTest: '+VTD: (0-255),(0-255)',
  pause: true,
}

/** The UNISOC stack: a string and a duration of 1 to 10. */
export const unisocDtmf: DtmfStyle = {
  lists: false,
  maxTones: 32,
  durations: [1, 10],
  vtsTest: '+VTS: (0-9,*,#,A,B,C,D),(1-10)',
  vtdTest: '+VTD: (1-10)',
  pause: false,
}

/** AT+VTS and AT+VTD (3GPP TS 27.007 C.2.11 and C.2.12). */
export function dtmf(style: DtmfStyle): readonly Command[] {
  const [least, most] = style.durations
  return [
    { name: '+VTS', test: style.vtsTest, set: (at, parameters) => sendTones(at, parameters, style) },
    {
      name: '+VTD',
      test: style.vtdTest,
      read: at => {
        const { vts, vtsPause } = at.module.settings
        at.say(style.pause ? `+VTD: ${vts},${vtsPause}` : `+VTD: ${vts}`)
        return 'OK'
      },
      set: (at, [duration, pause]) => {
        const [tone, between] = [numberOf(duration), pause ? numberOf(pause) : 0]
        if (tone === undefined || tone < least || tone > most) return 'ERROR'
        if (between === undefined || (pause && !style.pause)) return 'ERROR'
        at.module.settings.vts = tone
        at.module.settings.vtsPause = between
        return 'OK'
      },
    },
  ]
}

function sendTones(at: CommandContext, parameters: readonly Parameter[], style: DtmfStyle): Outcome {
  const [first, second, ...others] = parameters
  const listed = style.lists && first && !first.quoted && parameters.every(({ text }) => /^[\dA-D*#]$/i.test(text))
  const tones = listed ? parameters.map(({ text }) => text).join('') : (first?.text ?? '')
  const duration = listed || !second ? undefined : numberOf(second)
  const [least, most] = style.durations
  if (!/^[\dA-D*#]+$/i.test(tones) || tones.length > style.maxTones) return 'ERROR'
  if (!listed && (others.length > 0 || (second && duration === undefined))) return 'ERROR'
  if (duration !== undefined && (duration < least || duration > most)) return 'ERROR'
  const [call] = at.module.voice.calls.in('active')
  if (!call) return { cme: 3 }
  const { vts, vtsPause } = at.module.settings
  const toneMs = (duration || vts || 3) * 100
  const gapMs = vtsPause * 100 || usualGapMs
  return { start: finish => playTones(at, call.leg, tones.toUpperCase(), { toneMs, gapMs }, finish) }
}

/** One tone after the other; the command is done when the last one is. */
function playTones(
  at: CommandContext,
  leg: Leg,
  tones: string,
  pace: { readonly toneMs: number; readonly gapMs: number },
  finish: (final: FinalResult) => void,
): void {
  const { clock, switching } = at.module
  const [tone, rest] = [tones[0], tones.slice(1)]
  if (tone === undefined) finish('OK')
  else if (leg.state === 'released') finish('ERROR')
  else {
    switching.press(leg, tone, pace.toneMs)
    clock.setTimer(pace.toneMs + pace.gapMs, () => playTones(at, leg, rest, pace, finish))
  }
}
