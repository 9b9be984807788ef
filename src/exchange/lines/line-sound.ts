import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Modem } from '../../calls/modem.ts'
import { findMediaPath } from '../find-media-path.ts'
import { LineAudio } from '../line-audio.ts'
import { describeMediaPath, type MediaPath } from '../media-path.ts'

/** What a {@link LineSound} is made of. */
export interface LineSoundOptions {
  /** How the sound reaches the host; `auto` finds out. */
  readonly path: MediaPath | 'auto' | 'none'
  readonly modem: Modem
  readonly clock: Clock
  readonly logger: Logger
}

/** The sound of a line whose module may come back at another port, and its sound with it. */
export class LineSound {
  private readonly options: LineSoundOptions
  private current: LineAudio | null = null
  /** The AT port for which the way of the sound was found. */
  private foundFor: string | null | undefined

  constructor(options: LineSoundOptions) {
    this.options = options
  }

  get audio(): LineAudio | null {
    return this.current
  }

  /** The module was opened at that port. What could not be found is looked for at the next opening. Never rejects. */
  async find(port: string | null | undefined): Promise<void> {
    const { path, modem, logger } = this.options
    if (path === 'none' || this.foundFor === (port ?? null)) return
    if (path !== 'auto') {
      this.current ??= this.made(path)
      return
    }
    try {
      const found = await findMediaPath(modem, port ?? undefined)
      logger.info(found.reason)
      this.foundFor = port ?? null
      await this.use(found.path)
    } catch (error) {
      if (!CellvoiceError.is(error)) throw error
      logger.warn(`how the sound reaches the host was not found: ${error.message}`)
    }
  }

  /** Takes the sound off the line. */
  async close(): Promise<void> {
    await this.current?.close()
  }

  private async use(path: MediaPath | null): Promise<void> {
    const before = this.current
    if (path && before && describeMediaPath(before.path) === describeMediaPath(path)) return
    this.current = path && this.made(path)
    await before?.close()
  }

  private made(path: MediaPath): LineAudio {
    const { modem, clock, logger } = this.options
    return new LineAudio({ modem, path, clock, logger })
  }
}
