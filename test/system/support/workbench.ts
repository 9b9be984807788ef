import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BoundedProgram } from './bounded-program.ts'

/** A temporary folder and what was started for a test. {@link clear} leaves nothing of it. */
export class Workbench {
  readonly folder: string
  private readonly ends: (() => Promise<unknown>)[] = []

  private constructor(folder: string) {
    this.folder = folder
  }

  static async set(): Promise<Workbench> {
    return new Workbench(await mkdtemp(join(tmpdir(), 'cellvoice-clients-')))
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  /** Starts a program; it ends with the workbench. */
  start(name: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): BoundedProgram {
    const program = new BoundedProgram(name, args, environment)
    this.keep(() => program.end())
    return program
  }

  /** `end` is called when the workbench is cleared, the last one first. */
  keep(end: () => Promise<unknown>): void {
    this.ends.unshift(end)
  }

  /** Ends everything, also when one thing fails to end, and then throws what failed first. */
  async clear(): Promise<void> {
    const faults: unknown[] = []
    for (const end of this.ends.splice(0)) await end().catch(fault => faults.push(fault))
    await rm(this.folder, { recursive: true, force: true })
    if (faults.length > 0) throw faults[0]
  }
}
