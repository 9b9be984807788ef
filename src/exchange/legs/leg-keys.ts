import type { DtmfDetectorOptions } from '../../audio/dtmf/dtmf-detector.ts'
import type { MediaSession } from '../../audio/media-session.ts'
import type { Logger } from '../../base/logger.ts'
import type { PressedDigit } from '../leg.ts'
import { Listeners } from '../listeners.ts'
import { detectKeys } from './software-keys.ts'

/** Who hears the keys of a far end, and the detector that finds them where the module does not. */
export class LegKeys {
  private readonly listeners: Listeners<[PressedDigit]>
  private detector: { readonly sound: MediaSession; readonly stop: () => void } | null = null

  constructor(id: string, logger: Logger) {
    this.listeners = new Listeners(`the keys of ${id}`, logger)
  }

  /** Whether somebody wants to hear them. */
  get areWanted(): boolean {
    return this.listeners.size > 0
  }

  add(listener: (digit: PressedDigit) => void): () => void {
    return this.listeners.add(listener)
  }

  tell(key: PressedDigit): void {
    this.listeners.tell(key)
  }

  /** From now on keys are looked for in this sound, and in no other; null for none. */
  detectIn(sound: MediaSession | null, options: DtmfDetectorOptions): void {
    if (sound === (this.detector?.sound ?? null)) return
    this.detector?.stop()
    this.detector = sound && {
      sound,
      stop: detectKeys(sound, options, digit => this.tell({ digit, source: 'software' })),
    }
  }

  /** Nobody hears any more. */
  end(): void {
    this.detector?.stop()
    this.detector = null
    this.listeners.clear()
  }
}
