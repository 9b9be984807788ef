import { countryTones, tonesOf } from '../../../audio/tones/tone-table.ts'
import { CellvoiceError } from '../../../base/error.ts'
import { type PlayableTone, type ToneElement, toneOfInfo } from './tone-info.ts'

/** The tones of the contract. Besides them there is `RINGBACK_` and the code of every country that the library knows. */
export const PredefinedTones = Object.freeze({
  /** Of the United States. */
  RINGBACK: 'RINGBACK',
  RINGBACK_EU: 'RINGBACK_EU',
  RINGBACK_UK: 'RINGBACK_UK',
})

const countries: Readonly<Record<string, string>> = {
  [PredefinedTones.RINGBACK]: 'us',
  // The tone of ETSI, as most of the continent has it.
  [PredefinedTones.RINGBACK_EU]: 'de',
  [PredefinedTones.RINGBACK_UK]: 'gb',
}

/** What the generator plays unless told; -12 dBm0, as exchanges send it (ITU-T E.180). */
const LEVEL_DBFS = -15

/** The tones a channel can play. */
export class ToneManager {
  static readonly PredefinedTones = PredefinedTones
  readonly PredefinedTones = PredefinedTones
  private readonly created = new Map<string, PlayableTone>()
  private defaultName: string = PredefinedTones.RINGBACK

  /**
   * Which tone is played where none is named. RINGBACK at first.
   * @throws CellvoiceError INVALID_ARGUMENT for a tone that is not known.
   */
  setDefault(toneName: string): void {
    this.tone(toneName)
    this.defaultName = toneName
  }

  /**
   * Makes a tone of one's own; one of that name is replaced.
   * @throws CellvoiceError INVALID_ARGUMENT for what is no tone.
   */
  createTone(toneInfo: readonly ToneElement[], toneName: string): void {
    this.created.set(toneName, toneOfInfo(toneInfo))
  }

  /**
   * A tone by its name; null is the default.
   * @throws CellvoiceError INVALID_ARGUMENT for a tone that is not known.
   */
  tone(toneName: string | null): PlayableTone {
    const name = toneName ?? this.defaultName
    const own = this.created.get(name)
    if (own) return own
    const code = countries[name] ?? /^RINGBACK_([A-Z]{2})$/.exec(name)?.[1]?.toLowerCase()
    const isKnown = code !== undefined && countryTones.some(country => country.code === code)
    const ringback = isKnown ? tonesOf(code).tones.find(({ kind }) => kind === 'ringback') : undefined
    if (ringback) return { tone: ringback, levelDbfs: LEVEL_DBFS }
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `there is no tone ${JSON.stringify(name)}` })
  }
}
