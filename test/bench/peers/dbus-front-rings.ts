import { Workbench } from '../../system/support/workbench.ts'
import { cellvoice } from './contestants.ts'
import { missingOf, moduleNeeds } from './dbus-needs.ts'
import { startScriptedModule } from './dbus-scripted-module.ts'
import type { RingLine, RingPeer } from './ring-hearer.ts'

/** Our own listener at the module that the daemons are measured at: on TCP as oFono, and on a pty. */
export function cellvoiceAtFront(on: 'tcp' | 'pty'): RingPeer {
  return {
    title: `cellvoice, on ${on === 'tcp' ? 'TCP' : 'a pty'}, at the daemons' module`,
    start: async () => missingOf(moduleNeeds) ?? startCellvoice(on),
  }
}

async function startCellvoice(on: 'tcp' | 'pty'): Promise<RingLine> {
  const workbench = await Workbench.set()
  try {
    const module = await startScriptedModule(workbench, on)
    const contestant = await cellvoice.start(module.path, 'ring')
    workbench.keep(() => contestant.end())
    return {
      ring: async () => void (await module.tell('ring')),
      nextRing: () => contestant.ask<number>({ do: 'next-ring' }),
      hangUp: async () => void (await contestant.ask({ do: 'hang-up' })),
      close: () => workbench.clear(),
    }
  } catch (error) {
    await workbench.clear()
    throw error
  }
}
