/** Where a module is reached, and the end of it. */
export interface ServedPort {
  /** What the driver opens: `tcp://127.0.0.1:4000` or `/dev/pts/3`. */
  readonly path: string
  /** Ends the service; harmless when called again. */
  close(): Promise<void>
}

/** A port of the module as a server sees it. */
export interface AttachedPort {
  receive(bytes: Uint8Array): void
  /** The host is gone. */
  detach(): void
}

/** Gives the module a new port: `write` takes what the module says, `cut` breaks the line. */
export type AttachPort = (write: (bytes: Uint8Array) => void, cut: () => void) => AttachedPort
