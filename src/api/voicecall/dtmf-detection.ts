import type { Modem } from '../../calls/modem.ts'
import { setToneDetection } from '../../modem/module-commands.ts'

/** A user's DTMF callback: one key of the far end, `0`-`9`, `A`-`D`, `*` or `#`. */
export type DtmfCallback = (key: string) => unknown

/** The tone detector of the module. It is off after every start, so what was switched on is switched on again. */
export class DtmfDetection {
  private readonly modem: Pick<Modem, 'execute'>
  private enabled = false
  private callback: DtmfCallback | null = null

  constructor(modem: Pick<Modem, 'execute'>) {
    this.modem = modem
  }

  setCallback(callback: DtmfCallback | null): void {
    this.callback = callback
  }

  /** @throws CellvoiceError AT_ERROR where the module has no detector; AT_TIMEOUT, PORT_LOST. */
  async enable(on: boolean): Promise<void> {
    await this.modem.execute(setToneDetection, on)
    this.enabled = on
  }

  /** After a restart of the module. */
  async restore(): Promise<void> {
    if (this.enabled) await this.modem.execute(setToneDetection, true)
  }

  /** The callback for a key, or null where nobody wants it: detection off, or no callback. */
  delivery(key: string): (() => unknown) | null {
    const { callback } = this
    return this.enabled && callback ? () => callback(key) : null
  }
}
