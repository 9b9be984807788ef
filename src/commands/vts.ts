import { command } from '../at/command.ts'
import { integer, quoted } from '../at/command-line.ts'
import { CellvoiceError } from '../base/error.ts'

/** The most tones in one command: the manual takes 31, but the line is blocked until the last has sounded. */
export const MAX_TONES = 20
/** What the module takes for a tone when no duration is given. */
const DEFAULT_TONE_MS = 300
/** The pause after each tone. */
const GAP_MS = 200
/** Beyond the tones: the network has to acknowledge each. */
const MARGIN_MS = 5_000

/** Keys to send to the far end. */
export interface Tones {
  /** 1-20 of `0-9 A-D * #`. */
  readonly tones: string
  /** How long each sounds, 100-1000 ms in steps of 100; the module's own if not given. */
  readonly durationMs?: number
}

/** Sends tones to the far end. Only during a call; the answer comes when the last one has sounded. */
export const sendTones = command<Tones, void>({
  name: 'AT+VTS',
  source: '3GPP TS 27.007 C.2.11; Quectel EC2x AT Commands Manual V2.0, 12.4',
  example: ['AT+VTS="12#"', 'OK'],
  text({ tones, durationMs }) {
    if (!/^[0-9A-D*#]+$/.test(tones)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'tones are 0-9, A-D, * and #', context: { tones } })
    }
    const duration = durationMs === undefined ? '' : `,${integer(durationMs / 100, 1, 10)}`
    return `AT+VTS=${quoted(tones, MAX_TONES)}${duration}`
  },
  claims: [],
  limitMs: MARGIN_MS,
  limitFor: ({ tones, durationMs = DEFAULT_TONE_MS }) => tones.length * (durationMs + GAP_MS) + MARGIN_MS,
  urgent: true,
  decode: () => {},
})
