import type { FrameListener, FrameSource } from '../../audio/media-session.ts'

/** How what was played came to its end. */
export type PlayEnd = 'finished' | 'stopped' | 'call ended'

/**
 * The sound of one module, frame by frame on the module's own audio clock. The clock runs while a call is connected,
 * or somebody listens.
 */
export interface ModuleAudio {
  /** Whether a call is connected and not held: what is played reaches somebody. */
  readonly inCall: boolean
  /** Hears both directions each 20 ms; outside calls the downlink is silent and the uplink is the microphone. */
  tap(listener: FrameListener): () => void
  /** Plays to the far end in place of the microphone or the PCM port until `source` has no more, or the call ends. @returns how to stop. */
  play(source: FrameSource, ended: (end: PlayEnd) => void): () => void
}
