import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { BoundedProgram } from '../../system/support/bounded-program.ts'
import { python } from '../../system/support/private-bus.ts'
import { Workbench } from '../../system/support/workbench.ts'
import { type Reports, reportsOf } from './dbus-reports.ts'
import type { ScriptedModule } from './dbus-scripted-module.ts'
import type { Missing, RingLine, RingPeer } from './ring-hearer.ts'

const script = fileURLToPath(new URL('./dbus-rings.py', import.meta.url))

/** When the far end ends a call, and how long one waits to be told. */
interface UntoldEnd {
  /** Whether the call still rings or was answered. */
  readonly of: 'ringing' | 'answered'
  readonly afterMs: number
  readonly limitMs: number
}

/** A daemon with the module it drives. */
export interface DaemonLine extends RingLine {
  /**
   * Has the far end hang up a call that rang, while no line of the module says so.
   * @returns the time from the end to the client's being told of it, µs; null when nothing was told within the limit.
   */
  loseEnd(end: UntoldEnd): Promise<number | null>
}

/** A daemon that can be compared. */
export interface DaemonPeer extends RingPeer {
  start(): Promise<DaemonLine | Missing>
}

/** The environment that puts a program on a bus. */
export type BusEnvironment = Readonly<Record<string, string>>

/** Starts a bus that nobody else is on. */
export async function startBus(workbench: Workbench): Promise<BusEnvironment> {
  const address = `unix:path=${workbench.path('bus')}`
  // By its policy a session's bus lets everybody do everything; the daemons look for it where the system's would be.
  const bus = workbench.start('dbus-daemon', ['--session', '--nofork', '--print-address', `--address=${address}`])
  await bus.says(/^unix:path=/)
  return { DBUS_SYSTEM_BUS_ADDRESS: address }
}

/** Starts a client; it is ready when the daemon that the first of `args` names is up. */
export async function startBusClient(
  workbench: Workbench,
  bus: BusEnvironment,
  args: readonly string[],
): Promise<{ readonly program: BoundedProgram; readonly reports: Reports }> {
  const program = workbench.start(python, [script, ...args], bus)
  const reports = reportsOf(program)
  await reports.next('ready')
  return { program, reports }
}

/** Starts a daemon with its module, and gives the module and the arguments of the client. */
export type StartDaemon = (
  workbench: Workbench,
  bus: BusEnvironment,
) => Promise<{ readonly module: ScriptedModule; readonly clientArgs: readonly string[] }>

/** Brings a daemon up on a bus and a module of its own, with a client that listens to it. */
export async function startDaemonLine(startDaemon: StartDaemon): Promise<DaemonLine> {
  const workbench = await Workbench.set()
  try {
    const bus = await startBus(workbench)
    const { module, clientArgs } = await startDaemon(workbench, bus)
    const client = await startBusClient(workbench, bus, clientArgs)
    return daemonLine(workbench, module, client.program, client.reports)
  } catch (error) {
    await workbench.clear()
    throw error
  }
}

function daemonLine(
  workbench: Workbench,
  module: ScriptedModule,
  client: BoundedProgram,
  reports: Reports,
): DaemonLine {
  const hangUp = async () => {
    client.write('hang-up')
    await reports.next('ended')
  }
  return {
    hangUp,
    ring: async () => void (await module.tell('ring')),
    nextRing: async () => (await reports.next<number>('ring')) / 1000,
    async loseEnd({ of, afterMs, limitMs }) {
      if (of === 'answered') {
        client.write('answer')
        await reports.next('answered')
      }
      await sleep(afterMs)
      const endedAt = await module.tell('vanish')
      const toldAt = await reports.nextWithin<number>('ended', limitMs)
      // A call that is taken to go on would be in the way of the next one.
      if (toldAt === null) await hangUp()
      return toldAt === null ? null : (toldAt - endedAt) / 1000
    },
    close: () => workbench.clear(),
  }
}
