import type { CellvoiceError } from '../../base/error.ts'

/** How it came to an end: all was played, somebody stopped it, or the call or the device was over first. */
export type PlaybackEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: CellvoiceError }

/** Something that is being played to the far end. */
export interface Playback {
  /** `live` sample by sample from the host, `module` from a file or the voice of the module. */
  readonly source: 'live' | 'module'
  /** Never rejects. */
  readonly ended: Promise<PlaybackEnd>
  /** Ends it; harmless when it has ended. */
  stop(): Promise<void>
}
