import type { Command, CommandContext } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Outcome } from '../at/outcome.ts'
import { isRegistered } from '../module/radio.ts'
import type { Leg } from '../network/leg.ts'
import { sendUssd } from './ussd.ts'

/** The dial string: T or P, number, the CLIR letter I or i, the CUG letter, and the `;` that makes it a voice call. */
const dialString = /^\s*[TP]?([^;IG]*)(I?)G?\s*(;?)/i

/** ATD (3GPP TS 27.007 6.2). */
export const dialCommands: readonly Command[] = [{ name: 'D', run: (at, _parameters, text) => dial(at, text) }]

function dial(at: CommandContext, text: string): Outcome {
  const { module } = at
  const [, digits = '', clir = '', voiceCall] = dialString.exec(text) ?? []
  const number = digits.replace(/[,TPW!@\s-]/gi, '')
  if (!/^\+?[0-9*#A-C]+$/i.test(number)) return module.family.badNumber
  // Without the semicolon it is a data call, and there is nobody to answer one.
  if (voiceCall !== ';') return 'NO CARRIER'
  const fault = dialFault(at)
  if (fault) return fault
  if (/^[*#].*#$/.test(number)) {
    sendUssd(module, number)
    return 'OK'
  }
  const { voice } = module
  for (const { leg } of voice.calls.in('active')) module.switching.hold(leg)
  const leg = voice.dial(number, hidesNumber(at, clir), at.port)
  limitConnection(at, leg)
  if (module.settings['+COLP'] === 0 || module.family.colpDial === 'does not wait') return 'OK'
  return {
    start: finish => voice.awaitCall(leg, finish),
    abort: () => module.switching.release(leg),
  }
}

/** Why no call can be set up now. */
function dialFault({ module, port }: CommandContext): FinalResult | undefined {
  const { sim, radio, voice, family } = module
  if (sim.fault !== undefined) return { cme: sim.fault }
  if (radio.functionality !== 1) return family.offlineDial
  const { circuit, eps } = radio.registration
  // On a network with LTE alone there is no voice without IMS.
  if (!isRegistered(circuit) && isRegistered(eps) && !module.imsRegistered) return 'ERROR'
  if (!module.reachable()) return 'NO CARRIER'
  const { calls } = voice
  const busyDialling = calls.in('dialing', 'alerting').length > 0
  const twoGroups = calls.in('active').length > 0 && calls.in('held').length > 0
  return busyDialling || twoGroups || calls.full || voice.belongsElsewhere(port) ? { cme: 3 } : undefined
}

/** I hides and i shows the number, whatever AT+CLIR says; 0 leaves it to the subscription. */
function hidesNumber({ module }: CommandContext, letter: string): boolean {
  if (letter !== '') return letter === 'I'
  const mode = module.settings['+CLIR']
  return mode === 0 ? module.voice.line.services.hidesNumber : mode === 1
}

/** ATS7: seconds within which the call must be answered; 0 is no limit. */
function limitConnection({ module }: CommandContext, leg: Leg): void {
  const { S7 } = module.settings
  if (S7 === 0) return
  module.clock.setTimer(S7 * 1000, () => {
    if (leg.state === 'dialing' || leg.state === 'alerting') module.switching.clear(leg, 102)
  })
}
