import { startQuickestModule } from './bench-module.ts'
import type { Telling } from './module-request.ts'
import { type Contestant, cellvoice, floor, pyserial, readline, serialportGsm } from './peers/contestants.ts'
import { cellvoiceAtFront } from './peers/dbus-front-rings.ts'
import { modemManagerRings } from './peers/modem-manager-rings.ts'
import { ofonoRings } from './peers/ofono-rings.ts'
import type { RingPeer } from './peers/ring-hearer.ts'

/** The rings that all programs on a pty understand, and so the ones that are compared. */
const plain: Telling = { clip: true, dsci: false }

/** Everybody at the same kind of module, on a pty, by what they are here; without a compiler there is no floor. */
export const onTerminal = {
  floor: at(plain, floor),
  ours: at(plain, cellvoice),
  readline: at(plain, readline),
  serialportGsm: at(plain, serialportGsm),
  pyserial: at(plain, pyserial),
} as const satisfies Readonly<Record<string, RingPeer>>

/** What other modules print; only we understand it. */
export const otherTellings: readonly RingPeer[] = [
  at({ clip: true, dsci: true }, cellvoice, 'RING, +CLIP, ^DSCI'),
  // The list must be asked here, which is done at most four times a second.
  { ...at({ clip: false, dsci: false }, cellvoice, 'RING, then AT+CLCC'), pauseMs: 260 },
]

/** The daemons, each beside ourselves at the same module: what that costs is in both. */
export const atDaemonsModule: readonly { readonly ours: RingPeer; readonly daemon: RingPeer }[] = [
  { ours: cellvoiceAtFront('tcp'), daemon: ofonoRings },
  { ours: cellvoiceAtFront('pty'), daemon: modemManagerRings },
]

/** A contestant at a module of its own. */
function at(telling: Telling, contestant: Contestant, lines?: string): RingPeer {
  return {
    title: lines === undefined ? contestant.title : `${contestant.title}: ${lines}`,
    async start() {
      const missing = await contestant.missing()
      if (missing) return missing
      const module = await startQuickestModule(telling)
      const running = await contestant.start(module.path, 'ring')
      return {
        ring: module.ring,
        nextRing: () => running.ask<number>({ do: 'next-ring' }),
        hangUp: () => running.ask({ do: 'hang-up' }),
        async close() {
          await running.end()
          await module.end()
        },
      }
    },
  }
}
