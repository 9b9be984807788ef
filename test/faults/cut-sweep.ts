import type { FamilyName, Fault } from '../../src/simulator/index.ts'
import { callScripts } from './call-scripts.ts'
import { type CutRun, cutRun } from './cut-run.ts'

const directions = ['to-host', 'to-module'] as const

/** What goes wrong at every line, one run for each. The first two are what was asked for, the others are neighbours of them. */
const lineFaults: Readonly<Record<string, Fault>> = {
  lose: { kind: 'lose' },
  reset: { kind: 'reset' },
  cut: { kind: 'cut' },
  double: { kind: 'double' },
  delay: { kind: 'delay', ms: 2_000 },
  reorder: { kind: 'reorder' },
  truncate: { kind: 'corrupt', how: 'truncate', seed: 7 },
  stall: { kind: 'stall', ms: 8_000 },
}

/** One thing that goes wrong in one call. */
export interface CutCase {
  readonly family: FamilyName
  readonly script: string
  /** What is counted: bytes at which the line is cut, or lines to which something happens. */
  readonly what: string
  readonly fault: Fault
  /** How many calls there are when nothing goes wrong. */
  readonly calls: number
}

/** After these a modem meets calls anew that it has told the end of; otherwise it tells of no more than there are. */
const forgetful: ReadonlySet<Fault['kind']> = new Set(['cut', 'cut-at-byte', 'reset', 'stall'])

/** A command that runs into the next one is another command, ATA for instance, whose NO CARRIER tells of a call's end. */
function mayTellMore({ kind, direction }: Fault): boolean {
  return forgetful.has(kind) || (kind === 'corrupt' && direction === 'to-module')
}

/** Every case of a family: its calls are played undisturbed first, to know their bytes and lines. */
export async function cutCases(family: FamilyName): Promise<readonly CutCase[]> {
  const cases: CutCase[] = []
  for (const script of Object.keys(callScripts)) {
    const { traffic, wrongs, calls } = await cutRun(family, script, null)
    if (wrongs.length > 0) throw new Error(`${script} on ${family} without a fault: ${wrongs.join('; ')}`)
    for (const direction of directions) {
      const { bytes, lines } = traffic[direction]
      for (let byte = 1; byte <= bytes; byte++) {
        cases.push({ family, script, what: 'byte cut', calls, fault: { kind: 'cut-at-byte', direction, byte } })
      }
      for (const [what, fault] of Object.entries(lineFaults)) {
        for (let after = 0; after < lines; after++) {
          cases.push({ family, script, what: `line ${what}`, calls, fault: { ...fault, direction, after } as Fault })
        }
      }
    }
  }
  return cases
}

/** What came of many cases. */
export interface CutReport {
  readonly runs: number
  /** Runs in which the fault found nothing to strike: there should be none. */
  readonly unstruck: number
  readonly byWhat: ReadonlyMap<string, number>
  readonly failures: readonly (CutCase & Pick<CutRun, 'wrongs'>)[]
  /** The cases after which the line was busy for longest. */
  readonly slowest: readonly (CutCase & Pick<CutRun, 'recoveryMs'>)[]
}

const SLOWEST_KEPT = 12

export async function cutSweep(
  cases: readonly CutCase[],
  progress: (done: number) => void = () => {},
): Promise<CutReport> {
  const byWhat = new Map<string, number>()
  const failures: (CutCase & Pick<CutRun, 'wrongs'>)[] = []
  let slowest: (CutCase & Pick<CutRun, 'recoveryMs'>)[] = []
  let unstruck = 0
  for (const [done, one] of cases.entries()) {
    const { wrongs: told, struck, recoveryMs, calls } = await cutRun(one.family, one.script, one.fault)
    const ghosts = mayTellMore(one.fault) ? 0 : Math.max(0, calls - one.calls)
    const wrongs = ghosts > 0 ? [...told, `${ghosts} calls that never were`] : told
    const name = `${one.script}: ${one.what}`
    byWhat.set(name, (byWhat.get(name) ?? 0) + 1)
    if (struck === 0) unstruck++
    if (wrongs.length > 0) failures.push({ ...one, wrongs })
    slowest = [...slowest, { ...one, recoveryMs }].sort((a, b) => b.recoveryMs - a.recoveryMs).slice(0, SLOWEST_KEPT)
    progress(done + 1)
  }
  return { runs: cases.length, unstruck, byWhat, failures, slowest }
}
