import { CellvoiceError } from '../index.ts'
import type { ApplicationFile } from './application-file.ts'
import { isSimulated } from './application-lines.ts'
import { type PartyScript, parsePartyScript } from './party-script.ts'
import { simulatedNumberFault } from './simulated-number.ts'
import type { PartyScripts } from './simulated-parties.ts'

/** Scripts as typed. */
export interface ScriptOptions {
  readonly simulateCall?: readonly string[]
  readonly simulateAnswer?: readonly string[]
}

/** Who calls on a simulated network when nobody was asked to. */
const DEFAULT_CALLER = '+15550100: wait 5; hang up'

/**
 * Who calls, and who is called: as typed, else as the file says.
 * @throws CellvoiceError INVALID_ARGUMENT for a script that cannot be read, one of somebody who has the number of a module, or one where nothing is simulated.
 */
export function scriptsOf(
  { inbound, simulation }: ApplicationFile,
  ports: readonly string[],
  options: ScriptOptions,
): PartyScripts {
  const { simulateCall, simulateAnswer } = options
  if ((simulateCall || simulateAnswer) && !ports.some(isSimulated)) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: '--simulate-call and --simulate-answer are for --port sim' })
  }
  const calls = simulateCall ?? simulation.calls ?? (inbound ? [DEFAULT_CALLER] : [])
  const answers = simulateAnswer ?? simulation.answers ?? []
  const modules = ports.filter(isSimulated).length
  const read = (script: string) => scriptOfSubscriber(script, modules)
  return { calls: calls.map(read), answers: answers.map(read) }
}

function scriptOfSubscriber(text: string, modules: number): PartyScript {
  const script = parsePartyScript(text)
  const fault = simulatedNumberFault(script.number, modules)
  if (fault === null) return script
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${script.number} ${fault}`, context: { script: text } })
}
