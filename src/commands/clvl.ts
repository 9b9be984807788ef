import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'
import { integerOf, parametersOf } from '../at/fields.ts'

/** The volumes a module takes, ends included: 0-5, 0-11 or 0-100, by model. */
export interface VolumeRange {
  readonly min: number
  readonly max: number
}

/** Asks which volumes the module takes; null where the answer is of another form. */
export const volumeRange = command<void, VolumeRange | null>({
  name: 'AT+CLVL=?',
  source: '3GPP TS 27.007 8.23',
  example: ['AT+CLVL=?', '+CLVL: (0-5)', 'OK'],
  text: () => 'AT+CLVL=?',
  claims: ['+CLVL:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => {
    const ends = /\((\d{1,5})-(\d{1,5})\)/.exec(lines[0] ?? '')
    const [min, max] = [Number(ends?.[1]), Number(ends?.[2])]
    return ends && min < max ? { min, max } : null
  },
})

/** Asks how loud the speaker is; null if it cannot be read. */
export const volume = command<void, number | null>({
  name: 'AT+CLVL?',
  source: '3GPP TS 27.007 8.23',
  example: ['AT+CLVL?', '+CLVL: 3', 'OK'],
  text: () => 'AT+CLVL?',
  claims: ['+CLVL:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => integerOf(parametersOf(lines[0] ?? '')),
})

/** Sets how loud the speaker is, within the range of the module. */
export const setVolume = setting<number>({
  name: 'AT+CLVL',
  source: '3GPP TS 27.007 8.23; Quectel EC2x AT Commands Manual V2.0, 12.1',
  example: 'AT+CLVL=3',
  text: level => `AT+CLVL=${integer(level, 0, 65_535)}`,
})
