import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { FrameListeners } from '../../src/audio/media/frame-listeners.ts'
import { Listeners } from '../../src/exchange/listeners.ts'

/** Collects garbage now: what is in use afterwards is in use. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** Knows of everything of some kinds that is still alive. */
export interface LiveObjects {
  /** To be called with each thing when it is made or first seen. */
  watch(kind: string, thing: object): void
  /** How many of each kind are alive, after garbage was collected. */
  count(): Readonly<Record<string, number>>
}

export function liveObjects(): LiveObjects {
  const kinds = new Map<string, Set<WeakRef<object>>>()
  const seen = new WeakSet<object>()
  return {
    watch: (kind, thing) => {
      if (seen.has(thing)) return
      seen.add(thing)
      const things = kinds.get(kind) ?? new Set()
      kinds.set(kind, things.add(new WeakRef(thing)))
    },
    count: () => {
      collectGarbage()
      const alive = ([kind, things]: [string, Set<WeakRef<object>>]) => {
        for (const thing of things) if (!thing.deref()) things.delete(thing)
        return [kind, things.size] as const
      }
      return Object.fromEntries([...kinds].map(alive))
    },
  }
}

/** Counts who listens to anything of an exchange: to states, keys and changes of calls, to frames. */
export interface ListenerCensus {
  /** Those of everything that is alive. */
  count(): number
  stop(): void
}

/** Watches from now on; what is listened to before is not known. */
export function listenerCensus(): ListenerCensus {
  const owners = new Set<WeakRef<object>>()
  const seen = new WeakSet<object>()
  const note = (owner: object) => {
    if (seen.has(owner)) return
    seen.add(owner)
    owners.add(new WeakRef(owner))
  }
  const stops = [spyOn(Listeners.prototype, 'add', note), spyOn(FrameListeners.prototype, 'add', note)]
  return {
    count: () => {
      let listeners = 0
      for (const owner of owners) {
        const alive = owner.deref()
        if (alive) listeners += sizeOf(Reflect.get(alive, 'listeners'))
        else owners.delete(owner)
      }
      return listeners
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

/** Tells `note` of every object whose method is called. @returns how to stop. */
function spyOn<Name extends string>(prototype: object, name: Name, note: (owner: object) => void): () => void {
  const original: unknown = Reflect.get(prototype, name)
  if (typeof original !== 'function') throw new Error(`there is no method ${name}`)
  Reflect.set(prototype, name, function spied(this: object, ...args: unknown[]) {
    note(this)
    return Reflect.apply(original, this, args)
  })
  return () => Reflect.set(prototype, name, original)
}

function sizeOf(listeners: unknown): number {
  if (listeners instanceof Set) return listeners.size
  if (Array.isArray(listeners)) return listeners.length
  throw new Error('nothing that could be counted is called listeners any more')
}
