/** Where a module is reached, and the end of it. */
export interface ServedPort {
  /** What the driver opens: `tcp://127.0.0.1:4000` or `/dev/pts/3`. */
  readonly path: string
  /** Ends the service; harmless when called again. */
  close(): Promise<void>
}

/** What passes over a port: lines are kept for the host as long as there is room, and old sound is worth nothing. */
export type Carries = 'lines' | 'sound'

/** Sound that the host has not read is lost beyond a quarter of a second. */
export const maxUnreadSoundBytes = 4000

/** A port of the module as a server sees it. */
export interface AttachedPort {
  receive(bytes: Uint8Array): void
  /** The host is gone. */
  detach(): void
}

/**
 * Gives the module a new port: `write` takes what the module says, `cut` breaks the line, `unwritten` tells how many bytes
 * the host has not taken yet.
 */
export type AttachPort = (write: (bytes: Uint8Array) => void, cut: () => void, unwritten: () => number) => AttachedPort
