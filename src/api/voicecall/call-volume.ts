import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { setVolume, volume, volumeRange } from '../../modem/module-commands.ts'

/** QuecPython's volumes are 0 to 11. */
const STEPS = 11

interface Range {
  readonly min: number
  readonly max: number
}

/** The module's level for a volume of 0-11. */
export function levelOf(value: number, { min, max }: Range): number {
  return min + Math.round((value * (max - min)) / STEPS)
}

/** The volume of 0-11 nearest to a level of the module. */
export function volumeOf(level: number, { min, max }: Range): number {
  return Math.min(STEPS, Math.max(0, Math.round(((level - min) * STEPS) / (max - min))))
}

/**
 * The call volume in 12 steps over whatever range the module has. Twelve steps on six levels cannot be told apart on the
 * way back, so a value that was set is the value that is read, as long as the module still has its level.
 */
export class CallVolume {
  private readonly modem: Pick<Modem, 'execute'>
  private range: Range | undefined
  private last: { readonly value: number; readonly level: number } | undefined

  constructor(modem: Pick<Modem, 'execute'>) {
    this.modem = modem
  }

  /** @throws CellvoiceError INVALID_ARGUMENT (nothing was sent); AT_ERROR, AT_MALFORMED, AT_TIMEOUT, PORT_LOST. */
  async set(value: unknown): Promise<void> {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > STEPS) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `volume is not a whole number from 0 to ${STEPS}` })
    }
    const level = levelOf(value, await this.rangeOfModule())
    await this.modem.execute(setVolume, level)
    this.last = { value, level }
  }

  /** @throws CellvoiceError AT_ERROR, AT_MALFORMED, AT_TIMEOUT, PORT_LOST. */
  async get(): Promise<number> {
    const range = await this.rangeOfModule()
    const level = await this.modem.execute(volume, undefined)
    if (level === null) throw new CellvoiceError('AT_MALFORMED', { detail: 'the answer to AT+CLVL? has no level' })
    return this.last?.level === level ? this.last.value : volumeOf(level, range)
  }

  private async rangeOfModule(): Promise<Range> {
    if (this.range) return this.range
    const range = await this.modem.execute(volumeRange, undefined)
    if (!range) throw new CellvoiceError('AT_MALFORMED', { detail: 'the answer to AT+CLVL=? has no range' })
    this.range = range
    return range
  }
}
