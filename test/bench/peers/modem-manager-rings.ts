import { fileURLToPath } from 'node:url'
import { python } from '../../system/support/private-bus.ts'
import { busNeeds, missingOf, type Need } from './dbus-needs.ts'
import { type DaemonPeer, type StartDaemon, startDaemonLine } from './dbus-peer.ts'
import { startScriptedModule } from './dbus-scripted-module.ts'

const polkit = fileURLToPath(new URL('../../system/support/polkit.py', import.meta.url))
const needs: readonly Need[] = [...busNeeds, [['ModemManager', '--version'], 'modemmanager']]

/**
 * ModemManager by its plugin `generic`, on an abstract Unix socket, since its test profiles take nothing else: until the
 * number is known, which is by a change of the call's properties or by asking for them at `CallAdded`, whichever is sooner.
 */
export const modemManagerRings: DaemonPeer = {
  title: 'ModemManager, on a Unix socket, to a D-Bus client',
  start: async () => missingOf(needs) ?? startDaemonLine(startModemManager),
}

const startModemManager: StartDaemon = async (workbench, bus) => {
  const module = await startScriptedModule(workbench, 'abstract')
  await workbench.start(python, [polkit], bus).says(/ready/)
  // Where there is no syslog it writes what it logs to the console of the machine, which takes milliseconds a line.
  const quiet = '--log-level=WARN'
  workbench.start('ModemManager', [quiet, '--no-auto-scan', '--test-enable', '--test-no-udev'], bus)
  return { module, clientArgs: ['modem-manager', module.path] }
}
