import { spawnSync } from 'node:child_process'
import { python } from '../../system/support/private-bus.ts'
import type { Missing } from './ring-hearer.ts'

/** A command line that succeeds where a program is installed, and the Debian packages that bring it. */
export type Need = readonly [command: readonly [program: string, ...args: string[]], packages: string]

/** What the scripted module takes. */
export const moduleNeeds: readonly Need[] = [[[python, '--version'], 'python3']]

/** What it takes to be a D-Bus client, on a bus of one's own. */
export const busNeeds: readonly Need[] = [
  [['dbus-daemon', '--version'], 'dbus'],
  [[python, '-c', 'import dbus, gi'], 'python3-dbus python3-gi'],
]

/** Says what to install, or null when all `needs` are met. */
export function missingOf(needs: readonly Need[]): Missing | null {
  // Debian keeps daemons in sbin, which is not in everybody's PATH.
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` }
  const met = ([[program, ...args]]: Need) =>
    spawnSync(program, args, { env, stdio: 'ignore', timeout: 20_000 }).status === 0
  const packages = needs.filter(need => !met(need)).map(need => need[1])
  return packages.length > 0 ? { missing: `apt-get install ${packages.join(' ')}` } : null
}
