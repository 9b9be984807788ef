/** Which way bytes go: what the module says, or what it is told. */
export type WireDirection = 'to-host' | 'to-module'

/**
 * Which lines a fault strikes. Echoes and the bytes of files are no lines. What is left out selects every line to the host,
 * and the first of those is struck, once.
 */
export interface FaultPlace {
  /** Default `to-host`. */
  readonly direction?: WireDirection
  /** The lines that count, without their line ends; default all. */
  readonly matching?: RegExp
  /** How many of those lines pass unharmed first: 0 or more, default 0. */
  readonly after?: number
  /** How many lines are struck at most: 1 or more; default 1, without bound where a `rate` is given. */
  readonly times?: number
  /** The chance of each line to be struck: above 0 and up to 1, default 1. */
  readonly rate?: number
  /** What the fault throws its dice with: an integer, default 1. */
  readonly seed?: number
}

/**
 * How a line is made unreadable: one bit of it is `flip`ped; it is `truncate`d, with its line end, so that it runs into the
 * next; or `noise` of 1 to 16 random bytes comes before it.
 */
export type Corruption = 'flip' | 'truncate' | 'noise'

/** Something that goes wrong on the way between a host and a module, or with the module. */
export type Fault =
  /** The line never comes. */
  | (FaultPlace & { readonly kind: 'lose' })
  /** The line comes so much later, 1 to 600000 ms; those behind it overtake it. */
  | (FaultPlace & { readonly kind: 'delay'; readonly ms: number })
  /** The line comes so often, 2 to 100 times; default twice. */
  | (FaultPlace & { readonly kind: 'double'; readonly copies?: number })
  /** The line comes behind the next one of its direction, or after 100 ms where there is none. */
  | (FaultPlace & { readonly kind: 'reorder' })
  | (FaultPlace & { readonly kind: 'corrupt'; readonly how: Corruption })
  /** The line comes in two pieces, 1 to 600000 ms apart; what is behind it waits. */
  | (FaultPlace & { readonly kind: 'split'; readonly ms: number })
  /** From the line on, it included, everything of its direction waits so long, 1 to 600000 ms, and then comes at once. */
  | (FaultPlace & { readonly kind: 'hold'; readonly ms: number })
  /** The port is lost right after the line. It can be opened again at once. */
  | (FaultPlace & { readonly kind: 'cut' })
  /** The port is lost after so many bytes of a direction, 1 or more, counted over all ports since the fault was injected. */
  | { readonly kind: 'cut-at-byte'; readonly direction?: WireDirection; readonly byte: number }
  /** The module restarts right after the line: calls and settings are gone, start-up lines follow. */
  | (FaultPlace & { readonly kind: 'reset' })
  /** From right after the line on the module hears and says nothing for so long, 1 to 600000 ms; the network goes on. */
  | (FaultPlace & { readonly kind: 'stall'; readonly ms: number })
  /** Unsolicited lines come in masses after the line: `perSecond` 1 to 10000, for 1 to 600000 ms. */
  | (FaultPlace & { readonly kind: 'flood'; readonly line: string; readonly perSecond: number; readonly ms: number })
