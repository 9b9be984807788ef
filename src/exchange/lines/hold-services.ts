import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { Modem } from '../../calls/modem.ts'
import { holdOperations } from '../../modem/module-commands.ts'

/** 27.007 9.2.1: operation not supported. */
const NOT_SUPPORTED = 4

/**
 * What a line can do with two calls: what the module lists, less what turned out not to be there. Many list explicit call
 * transfer although the subscription is without it. With each start of the module another SIM may be in it.
 */
export class HoldServices {
  private readonly modem: Modem
  private readonly logger: Logger
  private listed: readonly string[] = []
  private isTransferRefused = false

  constructor(modem: Modem, logger: Logger) {
    this.modem = modem
    this.logger = logger
  }

  /** Whether explicit call transfer can be tried. */
  get canTransfer(): boolean {
    return this.listed.includes('4') && !this.isTransferRefused
  }

  /** Asks the module, at the start and whenever it is ready again. What is not known is not tried. Never rejects. */
  async ask(): Promise<void> {
    this.isTransferRefused = false
    try {
      this.listed = await this.modem.execute(holdOperations, undefined)
    } catch (error) {
      this.listed = []
      this.logger.info(`what AT+CHLD takes is not known: ${error}`)
    }
  }

  /** A transfer failed: where the service is missing it will not be tried again. */
  noteFailure(error: unknown): void {
    if (!CellvoiceError.is(error, 'AT_ERROR')) return
    const result = error.context.result as { readonly kind: string; readonly code?: number | null }
    if (result.kind === 'cme' && result.code === NOT_SUPPORTED) this.isTransferRefused = true
  }
}
