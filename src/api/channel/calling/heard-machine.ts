import type { MediaSession } from '../../../audio/media-session.ts'
import type { MachineListener } from './answer-detectors.ts'

/** A listener that has heard an answering machine from the answer on, and hears on. */
export interface HeardMachine {
  readonly listener: MachineListener
  /** What it listens to. */
  readonly session: MediaSession
}
