import { EventEmitter, once } from 'node:events'
import type { BoundedProgram } from '../../system/support/bounded-program.ts'

/** Bringing a daemon up takes seconds; nothing else takes as long as this. */
const PATIENCE_MS = 40_000

/** What a program reports: a JSON object a line, whose only key says what kind of report it is. */
export interface Reports {
  /**
   * The next report of this kind that was not taken yet.
   * @throws Error when none comes.
   */
  next<Value>(kind: string): Promise<Value>
  /** The same, or null when none comes within `limitMs`. */
  nextWithin<Value>(kind: string, limitMs: number): Promise<Value | null>
}

/** Reads what `program` reports from now on. */
export function reportsOf(program: BoundedProgram): Reports {
  const come = new Map<string, unknown[]>()
  const arrivals = new EventEmitter()
  program.onLine = line => {
    if (!line.startsWith('{')) return
    for (const [kind, value] of Object.entries(JSON.parse(line) as Record<string, unknown>)) {
      come.set(kind, [...(come.get(kind) ?? []), value])
      // The name `error` is special to an emitter, so each kind has a prefix.
      arrivals.emit(`report ${kind}`)
    }
  }
  const nextWithin = async <Value>(kind: string, limitMs: number): Promise<Value | null> => {
    if ((come.get(kind) ?? []).length === 0) {
      const signal = AbortSignal.timeout(limitMs)
      const came = await once(arrivals, `report ${kind}`, { signal }).catch(() => null)
      if (came === null) return null
    }
    return come.get(kind)?.shift() as Value
  }
  return {
    nextWithin,
    async next<Value>(kind: string) {
      const report = await nextWithin<Value>(kind, PATIENCE_MS)
      if (report === null) throw new Error(`nothing came of the kind ${kind}:\n${program.tail()}`)
      return report
    },
  }
}
