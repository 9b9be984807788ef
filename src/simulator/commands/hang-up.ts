import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import type { ModuleCall } from '../module/module-call.ts'
import { cause } from '../network/causes.ts'

/** The causes AT+QHUP takes (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 7.21). */
const givenCauses = [1, 16, 17, 18, 21, 27, 31, 88]

/** ATH, AT+CHUP and AT+QHUP. */
export const hangUpCommands: readonly Command[] = [
  // AT+CVHU=1 makes ATH answer OK and do nothing (3GPP TS 27.007 6.20).
  { name: 'H', run: at => (at.module.settings['+CVHU'] === 1 ? 'OK' : hangUp(at, at.module.voice.calls.all())) },
  { name: '+CHUP', test: '', run: at => hangUp(at, at.module.voice.calls.all()) },
  { name: '+QHUP', test: '', set: hangUpWithCause },
]

/** A call that was never answered here is refused with user busy (3GPP TS 22.030 6.5.5.1); others end normally. */
function usualCause({ leg }: ModuleCall): number {
  return leg.state === 'incoming' || leg.state === 'waiting' ? cause.userBusy : cause.normalClearing
}

function hangUp({ module, port }: CommandContext, calls: readonly ModuleCall[], given?: number): Outcome {
  const { family, voice } = module
  if (voice.belongsElsewhere(port)) return { cme: 3 }
  const unanswered = calls.some(({ leg }) => leg.state === 'dialing' || leg.state === 'alerting')
  if (family.reportsBeforeResult && unanswered) port.urcsFirst()
  for (const call of calls) module.switching.release(call.leg, given ?? usualCause(call))
  return 'OK'
}

/** AT+QHUP=<cause>[,<index>]; index 0 means every call. */
function hangUpWithCause(at: CommandContext, [given, index]: readonly Parameter[]): Outcome {
  const { calls } = at.module.voice
  const number = numberOf(given)
  if (number === undefined || !givenCauses.includes(number)) return 'ERROR'
  const wanted = index ? numberOf(index) : 0
  if (wanted === 0) return hangUp(at, calls.all(), number)
  const call = calls.at(wanted ?? -1)
  return call ? hangUp(at, [call], number) : 'ERROR'
}
