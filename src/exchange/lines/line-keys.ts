import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Modem } from '../../calls/modem.ts'
import { setToneDetection } from '../../modem/module-commands.ts'

/**
 * Who finds the keys of the far end on a line: the module where it can, else we in the sound of the call; never both, so
 * that a key comes once. The module forgets its setting at a restart.
 */
export class LineKeys {
  private readonly modem: Modem
  private readonly logger: Logger
  private readonly alwaysSoftware: boolean
  private finder: 'module' | 'software' = 'software'

  constructor(modem: Modem, detector: 'auto' | 'software', logger: Logger) {
    this.modem = modem
    this.logger = logger
    this.alwaysSoftware = detector === 'software'
  }

  get source(): 'module' | 'software' {
    return this.finder
  }

  /** Asks the module to find keys, at the start and whenever it is ready again. Never rejects. */
  async enable(): Promise<void> {
    if (this.alwaysSoftware) return
    try {
      await this.modem.execute(setToneDetection, true)
      this.finder = 'module'
    } catch (error) {
      if (CellvoiceError.is(error, 'AT_ERROR')) this.finder = 'software'
      else this.logger.warn(`the module was not asked for keys: ${error}`)
    }
  }

  /** Leaves the module as it is after a start. Never rejects. */
  async disable(): Promise<void> {
    if (this.finder === 'module') await this.modem.execute(setToneDetection, false).catch(() => {})
  }
}
