import type { FuzzTarget } from './fuzz-target.ts'

/** A target before its code is loaded. */
export interface NamedTarget {
  readonly name: string
  /** Its part of all inputs: those that take long get few. */
  readonly share: number
  load(): Promise<FuzzTarget>
}

/** Everything that takes bytes from outside. */
export const targets: readonly NamedTarget[] = [
  { name: 'framer', share: 100, load: async () => (await import('./targets/framer.ts')).framer },
  { name: 'messages', share: 400, load: async () => (await import('./targets/messages.ts')).messages },
  { name: 'commands', share: 60, load: async () => (await import('./targets/commands.ts')).commands },
  { name: 'reducer', share: 60, load: async () => (await import('./targets/reducer.ts')).reducer },
  { name: 'wav', share: 5, load: async () => (await import('./targets/wav.ts')).wav },
  { name: 'amr', share: 260, load: async () => (await import('./targets/amr.ts')).amr },
  { name: 'config', share: 3, load: async () => (await import('./targets/config.ts')).config },
  { name: 'management', share: 200, load: async () => (await import('./targets/management.ts')).management },
  { name: 'fifo', share: 70, load: async () => (await import('./targets/fifo.ts')).fifo },
  { name: 'driver', share: 2, load: async () => (await import('./targets/driver.ts')).driver },
]

/** How many of `inputs` each target gets, by its share. */
export function dealt(inputs: number, chosen: readonly NamedTarget[] = targets): ReadonlyMap<NamedTarget, number> {
  const all = chosen.reduce((sum, { share }) => sum + share, 0)
  return new Map(chosen.map(target => [target, Math.ceil((inputs * target.share) / all)]))
}
