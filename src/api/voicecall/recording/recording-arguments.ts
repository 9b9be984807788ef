import { CellvoiceError } from '../../../base/error.ts'
import type { RecordedDirection, RecordedFormat } from '../../../modem/module-commands.ts'

/** In the order of the contract's numbers. */
const formats: readonly RecordedFormat[] = ['amr', 'wav']
/** RX is the far end, TX the near end, MIX both. */
const directions: readonly RecordedDirection[] = ['downlink', 'uplink', 'both']

/** What `recordType` and `recordMode` ask for. */
export interface RecordingKind {
  readonly format: RecordedFormat
  readonly direction: RecordedDirection
}

/**
 * @param recordType 0 AMR, 1 WAV.
 * @param recordMode 0 RX, 1 TX, 2 MIX.
 * @throws CellvoiceError INVALID_ARGUMENT
 */
export function recordingKind(recordType: unknown, recordMode: unknown): RecordingKind {
  return {
    format: named(recordType, formats, 'recordType'),
    direction: named(recordMode, directions, 'recordMode'),
  }
}

/** @throws CellvoiceError INVALID_ARGUMENT where a file name ends as another format does. */
export function assertEnding(name: string, format: RecordedFormat): void {
  const ending = /\.(amr|wav)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending !== undefined && ending !== format) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${name} is to hold ${format.toUpperCase()}` })
  }
}

function named<T>(value: unknown, names: readonly T[], parameter: string): T {
  // An array may be asked for anything; only its own numbers count.
  const name = typeof value === 'number' && Number.isInteger(value) ? names[value] : undefined
  if (name === undefined) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${parameter} is not from 0 to ${names.length - 1}` })
  }
  return name
}
