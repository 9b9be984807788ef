import { printableText } from '../printable-text.ts'
import type { Printer } from '../printer.ts'
import type { Check, CheckResult } from './check.ts'

/** A check and what it came to. */
export interface CheckedResult {
  readonly check: Check
  readonly result: CheckResult
}

type Kind = 'fault' | 'hint' | 'ok' | 'skipped'

/** The worst first; what could not be looked at last. */
const order: readonly Kind[] = ['fault', 'hint', 'ok', 'skipped']
const marks: Readonly<Record<Kind, string>> = { fault: '✗', hint: '!', ok: '✓', skipped: '–' }

/** Shows what the checks came to: a table for people, or one object a check in JSON, in the order of the checks. */
export function showResults(printer: Printer, results: readonly CheckedResult[]): void {
  if (printer.json) {
    for (const { check, result } of results) printer.object(recordOf(check, result))
    return
  }
  const width = Math.max(...results.map(({ check }) => check.id.length))
  for (const kind of order) {
    for (const { check, result } of results) {
      if (kindOf(result) !== kind) continue
      for (const line of linesOf(printer, check, result, width)) printer.line(line)
    }
  }
  for (const line of skippedLines(results)) printer.line(printer.paint.dim(line))
  printer.line(summaryOf(results))
}

/** What could not be looked at for the same reason stands together: it is of no use by itself. */
function skippedLines(results: readonly CheckedResult[]): readonly string[] {
  const reasons = new Map<string, readonly string[]>()
  for (const { check, result } of results) {
    if (result.kind === 'skipped') reasons.set(result.why, [...(reasons.get(result.why) ?? []), check.id])
  }
  return [...reasons].map(([why, ids]) => `${marks.skipped} not looked at, ${printableText(why)}: ${ids.join(', ')}`)
}

function kindOf(result: CheckResult): Kind {
  return result.kind === 'found' ? result.severity : result.kind
}

function recordOf({ id, title }: Check, result: CheckResult): object {
  const base = { event: 'check', id, title, result: kindOf(result) }
  switch (result.kind) {
    case 'ok':
      return { ...base, says: result.says ?? null }
    case 'found':
      return { ...base, what: result.what, remedy: result.remedy }
    case 'skipped':
      return { ...base, why: result.why }
  }
}

function linesOf({ paint }: Printer, { id, title }: Check, result: CheckResult, width: number): readonly string[] {
  const mark = marks[kindOf(result)]
  const name = id.padEnd(width)
  const indent = ' '.repeat(width + 4)
  switch (result.kind) {
    case 'ok': {
      const says = result.says ? paint.dim(`: ${printableText(result.says)}`) : ''
      return [`${paint.good(mark)} ${name}  ${title}${says}`]
    }
    case 'found': {
      const colour = result.severity === 'fault' ? paint.bad : paint.accent
      return [
        `${colour(`${mark} ${name}`)}  ${paint.bold(printableText(result.what))}`,
        `${indent}${printableText(result.remedy)}`,
      ]
    }
    case 'skipped':
      return []
  }
}

function summaryOf(results: readonly CheckedResult[]): string {
  const count = (kind: Kind) => results.filter(({ result }) => kindOf(result) === kind).length
  const [faults, hints, fine, passed] = order.map(count)
  return `${faults} faults, ${hints} hints, ${fine} fine, ${passed} not looked at`
}
