import type { CancelTimer, Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { extendedRingForm, setExtendedRing } from '../commands/ring.ts'
import type { CapabilityRecord } from './capability-record.ts'
import type { ModemExecute } from './modem-execute.ts'

/** How often the module is asked whether it is still there, and still set up. */
const HEARTBEAT_MS = 30_000
/** And when it did not answer: a few of these in a row and it is given up. */
const SOON_MS = 1_000

/**
 * Watches a line on which nothing may happen for hours: a module that lost its power or its cable says nothing, and neither
 * does one that restarted while another port carries its start-up lines. The question is for a setting that no restart
 * leaves as it was set; no answer at all counts with the other time-outs of the line.
 */
export class Heartbeat {
  private readonly clock: Clock
  private readonly execute: ModemExecute
  private readonly capabilities: CapabilityRecord
  private readonly onSettingsLost: () => void
  private cancel: CancelTimer | undefined

  constructor(clock: Clock, execute: ModemExecute, capabilities: CapabilityRecord, onSettingsLost: () => void) {
    this.clock = clock
    this.execute = execute
    this.capabilities = capabilities
    this.onSettingsLost = onSettingsLost
  }

  /** @param isAnswering Whether the module answered until now; one that was given up is not asked any oftener. */
  start(isAnswering: boolean): void {
    this.stop()
    this.plan(HEARTBEAT_MS, isAnswering)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = undefined
  }

  private plan(delayMs: number, isAnswering: boolean): void {
    const cancel = this.clock.setTimer(delayMs, async () => {
      const answered = await this.ask()
      // It was stopped or started anew by what came of the question.
      if (this.cancel === cancel) this.plan(answered || !isAnswering ? HEARTBEAT_MS : SOON_MS, isAnswering)
    })
    this.cancel = cancel
  }

  /** Asks now. A refusal is a sign of life; a module that never took the setting cannot have lost it. @returns whether there was an answer. */
  async ask(): Promise<boolean> {
    let answered = true
    const form = await this.execute(extendedRingForm, undefined).catch(error => {
      answered = !CellvoiceError.is(error, 'AT_TIMEOUT')
      return null
    })
    if (form === 0 && this.capabilities.supports(setExtendedRing.text(true))) this.onSettingsLost()
    return answered
  }
}
