import { fileURLToPath } from 'node:url'
import { python } from '../../system/support/private-bus.ts'
import type { Workbench } from '../../system/support/workbench.ts'
import { reportsOf } from './dbus-reports.ts'

const script = fileURLToPath(new URL('./dbus-module.py', import.meta.url))

/** A module that has just enough commands for a daemon to wait for calls, in a process of its own. */
export interface ScriptedModule {
  /** Where the host finds it: `tcp://127.0.0.1:4000`, `/dev/pts/3` or the name of an abstract Unix socket. */
  readonly path: string
  /**
   * Lets a call come in, or takes the call away without a line.
   * @returns the time stamp, ns of CLOCK_MONOTONIC: just before the first byte, or when the call was gone.
   */
  tell(word: 'ring' | 'vanish'): Promise<number>
}

/** Starts the module where a host finds it: these are the ways the contestants know. */
export async function startScriptedModule(
  workbench: Workbench,
  on: 'tcp' | 'pty' | 'abstract',
): Promise<ScriptedModule> {
  const program = workbench.start(python, [script, on])
  const reports = reportsOf(program)
  return {
    path: await reports.next<string>('path'),
    tell: word => {
      program.write(word)
      return reports.next<number>('stamp')
    },
  }
}
