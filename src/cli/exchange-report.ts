import type { Exchange, Leg, LegState } from '../index.ts'
import { endText, numberText } from './call-text.ts'
import { printableText } from './printable-text.ts'
import type { Run } from './run.ts'

type Line = Exchange['lines'][number]

const cellularWords: Readonly<Record<LegState, string>> = {
  incoming: 'incoming call',
  dialing: 'dialling',
  alerting: 'ringing',
  active: 'answered',
  held: 'on hold',
  ended: 'over',
}

/** Of the ends of rooms and services, which ring nowhere. */
const virtualWords: Readonly<Record<LegState, string>> = {
  ...cellularWords,
  incoming: 'called',
  dialing: 'calling',
  alerting: 'waiting',
  active: 'joined',
}

/** Shows which lines are ready, and which could not be opened and why. */
export function showLines({ printer }: Run, lines: readonly Line[], ports: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    const port = ports[index] ?? ''
    const facts = { line: line.name, port, number: line.number }
    if (line.state.kind === 'failed') {
      const { reason } = line.state
      printer.error({ code: reason.code, message: `${line.name} (${port}): ${reason.message}`, remedy: reason.remedy })
      continue
    }
    // Whose module is still being opened is told with what it waits for.
    if (line.modem?.state.kind === 'opening' || line.modem?.state.kind === 'closed') continue
    const { manufacturer = '', model = '' } = line.modem?.identity ?? {}
    const sound = line.audio ? '' : printer.paint.dim(', without sound')
    const own = line.number === null ? '' : `, ${printableText(line.number)}`
    printer.say(
      { event: 'line', ...facts, manufacturer, model, hasSound: line.audio !== null },
      `${printer.paint.bold(line.name)}  ${printableText(`${manufacturer} ${model}`.trim() || 'unnamed module')} on ${port}${own}${sound}`,
    )
  }
}

/** Shows each call as it goes, on whatever line. @returns how to stop. */
export function showCalls(run: Run, exchange: Exchange): () => void {
  return exchange.onLeg(leg => showLeg(run, leg))
}

function showLeg({ printer, clock }: Run, leg: Leg): void {
  const far = leg.direction === 'incoming' ? leg.from : leg.to
  const where = leg.line ?? leg.kind
  const words = leg.kind === 'cellular' ? cellularWords : virtualWords
  let answeredAtMs: number | null = null
  let latest: LegState | null = null
  const show = () => {
    if (leg.state === latest) return
    const from = latest
    latest = leg.state
    if (leg.state === 'active') answeredAtMs ??= clock.now()
    // What its end was is told with the cause.
    if (leg.state === 'ended') return
    const { id: call, line, kind, direction, state } = leg
    const word = leg.state === 'active' && from === 'held' ? 'taken back' : words[leg.state]
    const text = `${where}  ${numberText(far)}: ${word}`
    printer.say(
      { event: 'call', call, line, kind, direction, number: far, state, from },
      leg.state === 'active' ? printer.paint.good(text) : text,
    )
  }
  leg.onState(show)
  show()
  void leg.ended.then(({ endedBy, cause }) => {
    const answeredMs = answeredAtMs === null ? null : clock.now() - answeredAtMs
    printer.say(
      {
        event: 'ended',
        call: leg.id,
        line: leg.line,
        kind: leg.kind,
        direction: leg.direction,
        number: far,
        endedBy,
        cause: cause.name,
        value: cause.value,
        text: cause.text,
        answered: answeredMs !== null,
        seconds: answeredMs === null ? null : Math.round(answeredMs / 100) / 10,
      },
      printer.paint.bold(`${where}  ${numberText(far)}: ${endText({ endedBy, cause, answeredMs })}`),
    )
  })
}
