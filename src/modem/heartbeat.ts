import type { CancelTimer, Clock } from '../base/clock.ts'
import { extendedRingForm, setExtendedRing } from '../commands/ring.ts'
import type { CapabilityRecord } from './capability-record.ts'
import type { ModemExecute } from './modem-execute.ts'

/** How often the module is asked whether it is still there, and still set up. */
const HEARTBEAT_MS = 30_000

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

  start(): void {
    this.stop()
    this.cancel = this.clock.setTimer(HEARTBEAT_MS, () => {
      this.start()
      void this.ask()
    })
  }

  stop(): void {
    this.cancel?.()
    this.cancel = undefined
  }

  /** Asks now. A refusal is a sign of life; a module that never took the setting cannot have lost it. */
  async ask(): Promise<void> {
    const form = await this.execute(extendedRingForm, undefined).catch(() => null)
    if (form === 0 && this.capabilities.supports(setExtendedRing.text(true))) this.onSettingsLost()
  }
}
