import { ChildProgram } from '../support/child-program.ts'
import type { Flooded, FloodRequest, ModuleReady, ModuleRequest, Telling } from './module-request.ts'
import { fixedAnswers } from './native/fixed-answers.ts'
import { startJsonProgram } from './native/json-program.ts'
import { nativeProgram } from './native/native-program.ts'

const program = new URL('./module-process.ts', import.meta.url)

/** A module on a pty, in a process of its own. */
export interface BenchModule {
  readonly path: string
  ask(request: ModuleRequest): Promise<string | null>
  end(): Promise<void>
}

/** A module that costs the machine next to nothing, so that what is measured is the host's side alone. */
export interface NativeModule {
  readonly path: string
  ring(): Promise<void>
  flood(request: Omit<FloodRequest, 'do'>): Promise<Flooded>
  end(): Promise<void>
}

export async function startBenchModule(telling: Telling): Promise<BenchModule> {
  const [child, { path }] = await ChildProgram.start<ModuleReady>(program, JSON.stringify(telling))
  return { path, ask: request => child.ask<string | null>(request), end: () => child.kill() }
}

/**
 * The module in C; null where there is no compiler.
 * @param before what its command is put behind, such as one that keeps it on a core.
 */
export async function startNativeModule(
  telling: Telling,
  before: readonly string[] = [],
): Promise<NativeModule | null> {
  const file = nativeProgram('module')
  if (file === null) return null
  const answers = Object.entries(fixedAnswers(telling)).flatMap(([command, lines]) => [command, lines.join('\n')])
  const tells = [telling.dsci, telling.clip].map(is => (is ? '1' : '0'))
  const child = await startJsonProgram<ModuleReady>(...before, file, ...tells, ...answers)
  return {
    path: child.ready.path,
    ring: () => child.ask({ do: 'ring' }),
    flood: request => child.ask<Flooded>({ do: 'flood', ...request }),
    end: () => child.end(),
  }
}

/** The module that is there: in C, or without a compiler the one in TypeScript, which answers later. */
export async function startQuickestModule(
  telling: Telling,
  before: readonly string[] = [],
): Promise<Omit<NativeModule, 'flood'>> {
  const native = await startNativeModule(telling, before)
  if (native) return native
  const { path, ask, end } = await startBenchModule(telling)
  return { path, ring: async () => void (await ask({ do: 'ring' })), end }
}

/** Milliseconds from a stamp of the module to now; CLOCK_MONOTONIC is the same in all processes of a machine. */
export function millisecondsSince(stamp: string, nowNs = process.hrtime.bigint()): number {
  return Number(nowNs - BigInt(stamp)) / 1e6
}
