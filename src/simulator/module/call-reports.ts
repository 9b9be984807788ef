import type { Family } from '../families/family.ts'
import type { ModuleCall } from './module-call.ts'
import { numberType } from './number-type.ts'
import type { Settings } from './settings.ts'

/** What happened to a call, as far as lines tell it. */
export type CallEvent = 'originated' | 'alerting' | 'connected' | 'incoming' | 'waiting' | 'held' | 'released'

/** ^DSCI states (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, 7.23). */
const dsciStates: Record<CallEvent, number> = {
  held: 1,
  originated: 2,
  connected: 3,
  incoming: 4,
  waiting: 5,
  released: 6,
  alerting: 7,
}

/** "ccinfo" counts like +CLCC, with -1 for a released call. */
const ccinfoStates: Record<CallEvent, number> = {
  connected: 0,
  held: 1,
  originated: 2,
  alerting: 3,
  incoming: 4,
  waiting: 5,
  released: -1,
}

/** What decides which lines there are. */
export interface Reporting {
  readonly family: Family
  readonly settings: Settings
  /** Kinds of +QIND that are on. */
  readonly indications: ReadonlySet<string>
}

/** The lines with an index that tell of an event: ^DSCI, then +QIND: "ccinfo". */
export function callReports(
  { family, settings, indications }: Reporting,
  event: CallEvent,
  call: ModuleCall,
): string[] {
  const { index, leg } = call
  const direction = leg.direction === 'outgoing' ? 0 : 1
  const type = numberType(leg.number)
  const lines: string[] = []
  if (family.dsci && settings['^DSCI'] === 1) {
    const tail = family.dsci === 'toneInfo' ? ',0' : ''
    lines.push(`^DSCI: ${index},${direction},${dsciStates[event]},0,${leg.number},${type}${tail}`)
  }
  if (indications.has('ccinfo') && indications.has('all')) {
    const multiparty = leg.multiparty ? 1 : 0
    lines.push(`+QIND: "ccinfo",${index},${direction},${ccinfoStates[event]},0,${multiparty},"${leg.number}",${type}`)
  }
  return lines
}
