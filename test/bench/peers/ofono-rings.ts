import { writeFile } from 'node:fs/promises'
import { busNeeds, missingOf, type Need } from './dbus-needs.ts'
import { type DaemonPeer, type StartDaemon, startDaemonLine } from './dbus-peer.ts'
import { startScriptedModule } from './dbus-scripted-module.ts'

const needs: readonly Need[] = [...busNeeds, [['ofonod', '--version'], 'ofono']]

/** oFono by its plugin `phonesim`, which takes a module on TCP: until `CallAdded`, whose properties have the number. */
export const ofonoRings: DaemonPeer = {
  title: 'oFono, on TCP, to a D-Bus client',
  start: async () => missingOf(needs) ?? startDaemonLine(startOfono),
}

const startOfono: StartDaemon = async (workbench, bus) => {
  const module = await startScriptedModule(workbench, 'tcp')
  const config = workbench.path('phonesim.conf')
  await writeFile(config, `[phonesim]\nAddress=127.0.0.1\nPort=${new URL(module.path).port}\n`)
  workbench.start('ofonod', ['-n', '-p', 'phonesim,atmodem'], { ...bus, OFONO_PHONESIM_CONFIG: config })
  return { module, clientArgs: ['ofono'] }
}
