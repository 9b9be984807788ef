import { CellvoiceError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'

/** Far more than ever listen to one thing: who comes after that many others forgot to stop. */
const MAX_LISTENERS = 1024

/** Who hears of one kind of thing. One that throws is logged, and the others hear it all the same. */
export class Listeners<Told extends readonly unknown[]> {
  private readonly what: string
  private readonly logger: Logger
  private readonly listeners = new Set<(...told: Told) => unknown>()

  /** @param what For the log: `digits of leg-1`. */
  constructor(what: string, logger: Logger) {
    this.what = what
    this.logger = logger
  }

  get size(): number {
    return this.listeners.size
  }

  /** @returns how to stop. @throws CellvoiceError INVALID_ARGUMENT when 1024 listen already. */
  add(listener: (...told: Told) => unknown): () => void {
    if (this.listeners.size >= MAX_LISTENERS) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${MAX_LISTENERS} listen to ${this.what} already` })
    }
    // The same function may listen twice; each is ended by its own handle.
    const own = (...told: Told) => listener(...told)
    this.listeners.add(own)
    return () => this.listeners.delete(own)
  }

  tell(...told: Told): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(...told)
      } catch (error) {
        this.logger.error(`a listener to ${this.what} threw: ${String(error)}`)
      }
    }
  }

  clear(): void {
    this.listeners.clear()
  }
}
