import type { Logger } from '../../base/logger.ts'
import type { FrameListener } from '../media-session.ts'

/** Who hears the frames. One that throws is logged and hears no more; the call goes on. */
export class FrameListeners {
  private readonly logger: Logger
  private listeners: readonly FrameListener[] = []

  constructor(logger: Logger) {
    this.logger = logger
  }

  add(listener: FrameListener): () => void {
    // The same function may listen twice; each is ended by its own handle.
    const own: FrameListener = (downlink, uplink) => listener(downlink, uplink)
    this.listeners = [...this.listeners, own]
    return () => this.remove(own)
  }

  tell(downlink: Int16Array, uplink: Int16Array): void {
    for (const listener of this.listeners) {
      try {
        listener(downlink, uplink)
      } catch (error) {
        this.remove(listener)
        this.logger.error(`a frame listener threw and hears no more: ${String(error)}`)
      }
    }
  }

  private remove(listener: FrameListener): void {
    this.listeners = this.listeners.filter(other => other !== listener)
  }
}
