import type { FinalResult } from '../../src/at/final-result.ts'
import { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { CallEvent } from '../../src/calls/call-event.ts'
import { Modem } from '../../src/calls/modem.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'
import type { PeerVector } from './peer-vectors.ts'
import { ScriptedModule } from './scripted-module.ts'

type Reading = Readonly<Record<string, unknown>>

/** How long people and polls take between two lines of a scenario, ms. */
const STEP_MS = 1_000

/**
 * Plays a scenario to a whole modem and tells what it made of it, in the words of the vectors. `> ATD…;` is dialled, the
 * answers to `> AT+CLCC` are what the module lists from then on; `<answer>`, `<reject>` and `<ring timeout>` happen.
 * Scenarios of incoming calls name no list, so the module lists the call as 27.007 7.18 has it.
 */
export async function ourScenario({ lines }: PeerVector): Promise<Reading> {
  const clock = new ManualClock()
  const module = await ScriptedModule.start({ 'AT+CLCC': ['OK'] })
  module.otherwise = ['OK']
  const modem = new Modem({ transport: noEmergencyTransport(module.host), clock })
  const events: CallEvent[] = []
  let ringType: string | undefined
  let refused: CellvoiceError | undefined
  modem.events$.subscribe(event => {
    if (event.kind === 'call') events.push(event.event)
    if (event.kind === 'message' && event.message.kind === 'ring' && 'type' in event.message) {
      ringType = event.message.type
    }
  })
  const opened = modem.open()
  await clock.advance(STEP_MS)
  await opened

  const caller = lines.map(line => /^\+CLIP: ("[^"]*",\d+)/.exec(line)?.[1]).find(Boolean) ?? '"",128'
  const list = (stat?: 0 | 4) =>
    module.learn('AT+CLCC', ...(stat === undefined ? [] : [`+CLCC: 1,1,${stat},0,0,${caller}`]), 'OK')
  for (const [at, line] of lines.entries()) {
    const host = /^> (.*)/.exec(line)?.[1]
    if (host !== undefined) {
      module.learn(host, ...answerAfter(lines, at))
      const number = /^ATD(.*);$/.exec(host)?.[1]
      if (number === undefined) await clock.advance(STEP_MS)
      else {
        modem.dial(number).catch((error: unknown) => {
          if (CellvoiceError.is(error)) refused = error
        })
        await clock.advance(0)
      }
    } else if (lines.slice(0, at).some(earlier => earlier.startsWith('> '))) {
      // Part of the answer to the host line above.
    } else if (line === '<answer>') {
      list(0)
      await Promise.all([modem.answer(), clock.advance(STEP_MS)])
    } else if (line === '<reject>') {
      list()
      await Promise.all([modem.calls[0]?.hangUp(), clock.advance(STEP_MS)])
    } else if (line === '<ring timeout>') await clock.advance(STEP_MS)
    else {
      if (line === 'NO CARRIER') list()
      else if (modem.calls.length === 0) list(4)
      module.say(line)
      await clock.advance(0)
    }
  }
  await clock.advance(STEP_MS)
  await modem.close()
  return { ...readEvents(events), ringType, ...(refused && readRefusal(refused)) }
}

/** The module's lines up to the next one of the host. */
function answerAfter(lines: readonly string[], at: number): readonly string[] {
  const rest = lines.slice(at + 1)
  const next = rest.findIndex(line => line.startsWith('> '))
  return next < 0 ? rest : rest.slice(0, next)
}

function readEvents(events: readonly CallEvent[]): Reading {
  const changes = events.filter(event => event.kind === 'state' || event.kind === 'ended')
  const states = changes.map(event => event.call.state)
  const end = changes.find(event => event.kind === 'ended')
  const last = changes.at(-1)
  const answered = states.includes('active')
  return {
    states,
    answered,
    incomingEvents: changes.filter(event => event.from === null && event.call.direction === 'incoming').length,
    number: last?.call.number || null,
    log: end && (answered ? 'answered' : end.endedBy === 'local' ? 'rejected' : 'missed'),
  }
}

function readRefusal(error: CellvoiceError): Reading {
  const result = error.context.result as FinalResult
  const named = result.kind === 'cme' || result.kind === 'cms'
  return {
    dialRejected: error.code === 'DIAL_REFUSED',
    error: named ? `+${result.kind.toUpperCase()} ERROR: ${result.code}` : result.kind.toUpperCase(),
  }
}
