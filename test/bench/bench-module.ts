import { ChildProgram } from '../support/child-program.ts'
import type { ModuleReady, ModuleRequest, Telling } from './module-request.ts'

const program = new URL('./module-process.ts', import.meta.url)

/** A module on a pty, in a process of its own. */
export interface BenchModule {
  readonly path: string
  ask(request: ModuleRequest): Promise<string | null>
  end(): Promise<void>
}

export async function startBenchModule(telling: Telling): Promise<BenchModule> {
  const [child, { path }] = await ChildProgram.start<ModuleReady>(program, JSON.stringify(telling))
  return { path, ask: request => child.ask<string | null>(request), end: () => child.kill() }
}

/** Milliseconds from a stamp of the module to now; CLOCK_MONOTONIC is the same in all processes of a machine. */
export function millisecondsSince(stamp: string, nowNs = process.hrtime.bigint()): number {
  return Number(nowNs - BigInt(stamp)) / 1e6
}
