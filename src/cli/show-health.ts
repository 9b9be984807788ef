import type { Exchange } from '../index.ts'
import type { Run } from './run.ts'

type Line = Exchange['lines'][number]

/** Shows which lines become ready, and which are not any more and why. @returns how to stop. */
export function showHealth(run: Run, lines: readonly Line[]): () => void {
  // What could not be opened was told when it was tried.
  for (const line of lines) if (line.state.kind === 'waiting') showLine(run, line)
  const stops = lines.map(line => line.onHealth(() => showLine(run, line)))
  return () => {
    for (const stop of stops) stop()
  }
}

/** How many lines calls can be placed on. */
export function readyText(lines: readonly Line[]): string {
  const ready = lines.filter(({ health }) => health.kind === 'ready').length
  return `${ready} of ${lines.length} ${lines.length === 1 ? 'line is' : 'lines are'} ready`
}

function showLine({ printer }: Run, { name, health }: Line): void {
  if (health.kind === 'ready') {
    printer.say({ event: 'health', line: name, state: 'ready' }, printer.paint.good(`${name}  ready`))
    return
  }
  const { condition, remedy } = health
  // That is the end of the service, which is told.
  if (condition === 'closed') return
  const text = `${name}  not ready: ${condition}. ${remedy}`
  printer.say({ event: 'health', line: name, state: 'not-ready', condition, remedy }, printer.paint.bad(text))
}
