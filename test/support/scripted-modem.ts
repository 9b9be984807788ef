import { ManualClock } from '../../src/base/manual-clock.ts'
import { Modem } from '../../src/calls/modem.ts'
import type { ModemEvent } from '../../src/calls/modem-event.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'
import { ScriptedModule } from './scripted-module.ts'
import { told } from './story.ts'

/** A modem on a module that says what a script says, and OK to all else. */
export interface ScriptedModem {
  readonly clock: ManualClock
  readonly module: ScriptedModule
  readonly modem: Modem
  readonly events: ModemEvent[]
  /** What was told of calls, in words; see `told`. */
  readonly story: string[]
}

/** What no module leaves out: who it is, and the answer by which a conversation finds its place. */
const everyModule = {
  ATI: ['Quectel', 'EC25', 'Revision: EC25EFAR06A06M4G', 'OK'],
  'AT+CMEE?': ['+CMEE: 1', 'OK'],
}

/** Makes the modem; {@link Modem.open} is left to the test. */
export async function scriptedModem(script: Readonly<Record<string, readonly string[]>> = {}): Promise<ScriptedModem> {
  const clock = new ManualClock()
  const module = await ScriptedModule.start({ ...everyModule, ...script })
  module.otherwise = ['OK']
  const modem = new Modem({ transport: noEmergencyTransport(module.host), clock })
  const events: ModemEvent[] = []
  const story: string[] = []
  modem.events$.subscribe(event => {
    events.push(event)
    const words = event.kind === 'call' ? told(event.event) : null
    if (words) story.push(words)
  })
  return { clock, module, modem, events, story }
}

/** The same, opened. */
export async function openScriptedModem(script?: Readonly<Record<string, readonly string[]>>): Promise<ScriptedModem> {
  const made = await scriptedModem(script)
  await Promise.all([made.modem.open(), made.clock.advance(1_000)])
  made.module.commands.length = 0
  return made
}
