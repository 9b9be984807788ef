import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { numberOf, quoted } from '../at/command-line.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'
import { CellvoiceError } from '../base/error.ts'
import { urc } from './urc.ts'

const source = 'Quectel EC2x AT Commands Manual V2.0, 12.17'
/** The module opens the file before it answers; a busy flash takes its time. */
const RECORD_LIMIT_MS = 3_000
const MAX_NAME_BYTES = 80

/** The directions in the order of their numbers; 2 is on no manual page, some firmware takes it. */
const directions = ['uplink', 'downlink', 'both'] as const
export type RecordedDirection = (typeof directions)[number]
const formatNumbers = { amr: 3, wav: 13 } as const
export type RecordedFormat = keyof typeof formatNumbers

/** What the module can record. */
export interface RecordingForms {
  readonly formats: readonly RecordedFormat[]
  /** Which direction can be asked for; null where the command takes none, and both are recorded as one. */
  readonly directions: readonly RecordedDirection[] | null
}

/** Asks what the module can record; null where the answer is of another form. */
export const recordingForms = command<void, RecordingForms | null>({
  name: 'AT+QAUDRD=?',
  source,
  example: ['AT+QAUDRD=?', '+QAUDRD: (0,1),"filename",(3,13),(0,1)', 'OK'],
  text: () => 'AT+QAUDRD=?',
  claims: ['+QAUDRD:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => {
    // The first range is that of on and off; the name stands between it and the others.
    const ranges = [...(lines[0] ?? '').matchAll(/\(([\d,-]+)\)/g)].map(match => numbersOf(match[1] ?? ''))
    const [, formats, taken] = ranges
    if (!formats) return null
    const names = (['amr', 'wav'] as const).filter(format => formats.includes(formatNumbers[format]))
    return { formats: names, directions: taken ? directions.filter((_, number) => taken.includes(number)) : null }
  },
})

/** What to record, and where to on the module. */
export interface Recorded {
  /** `UFS:a.wav`, whose ending must be that of the format. A file that exists makes the recording fail. */
  readonly name: string
  readonly format: RecordedFormat
  /** None where the module takes none. */
  readonly direction?: RecordedDirection
}

/** Records the call into a file of the module. */
export const startRecording = command<Recorded, void>({
  name: 'AT+QAUDRD start',
  source,
  example: ['AT+QAUDRD=1,"a.wav",13,1', 'OK'],
  text({ name, format, direction }) {
    if (!(format in formatNumbers)) throw new CellvoiceError('INVALID_ARGUMENT', { detail: `format ${String(format)}` })
    const asked = direction === undefined ? '' : `,${numberOf(direction, directions)}`
    return `AT+QAUDRD=1,${quoted(name, MAX_NAME_BYTES)},${formatNumbers[format]}${asked}`
  },
  claims: [],
  limitMs: RECORD_LIMIT_MS,
  decode: () => {},
})

/** Ends the recording; the file is complete half a second later. */
export const stopRecording = setting<void>({
  name: 'AT+QAUDRD=0',
  source,
  example: 'AT+QAUDRD=0',
  text: () => 'AT+QAUDRD=0',
  limitMs: RECORD_LIMIT_MS,
})

const troubles = { 1: 'failed', 3: 'no-space', 6: 'interrupted' } as const

/** What made the module stop recording. */
export type RecordingTrouble = (typeof troubles)[keyof typeof troubles]

/** The module recorded no further: an error or a name that exists, no space, another audio task. */
export const recordingTrouble = urc({
  key: '+QAUDRIND:',
  source,
  example: '+QAUDRIND: 0,3',
  decode: line => {
    const code = integerOf(lineFieldsOf(line)[1])
    if (code === null) return null
    return { kind: 'recording-trouble', trouble: troubles[code as keyof typeof troubles] ?? 'failed' }
  },
})

/** `0,1` and `0-2` as the numbers they stand for. */
function numbersOf(range: string): readonly number[] {
  const ends = /^(\d{1,3})-(\d{1,3})$/.exec(range)
  if (!ends) return range.split(',').map(Number)
  const [from, to] = [Number(ends[1]), Number(ends[2])]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
