import { CellvoiceError } from '../../base/error.ts'

/** The tone of each row of the keypad, in Hz: ITU-T Q.23. */
export const rowFrequencies = [697, 770, 852, 941] as const
/** The tone of each column of the keypad, in Hz: ITU-T Q.23. */
export const columnFrequencies = [1209, 1336, 1477, 1633] as const

const keypad = ['123A', '456B', '789C', '*0#D'] as const

/** A key of a telephone: `0`-`9`, `*`, `#`, and `A`-`D` of the fourth column. */
export type DtmfKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#' | 'A' | 'B' | 'C' | 'D'

/** The sixteen keys, row by row. */
export const dtmfKeys = [...keypad.join('')] as readonly DtmfKey[]

/** The key in a row and a column, each 0-3. */
export function keyAt(row: number, column: number): DtmfKey {
  // Rows and columns are places in the two tables above, so the key exists.
  return dtmfKeys[4 * row + column] as DtmfKey
}

/** The two tones of a key, in Hz. */
export function frequenciesOf(key: DtmfKey): readonly [low: number, high: number] {
  const place = dtmfKeys.indexOf(key)
  return [rowFrequencies[place >> 2] as number, columnFrequencies[place & 3] as number]
}

/**
 * The keys that a text names, in order.
 * @throws CellvoiceError INVALID_ARGUMENT for anything but `0`-`9`, `*`, `#` and `A`-`D` (capital), or nothing at all.
 */
export function parseKeys(text: string): readonly DtmfKey[] {
  if (!/^[0-9A-D*#]+$/.test(text)) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `keys ${JSON.stringify(text)}; one or more of 0-9 * # A B C D`,
      context: { keys: text },
    })
  }
  return [...text] as DtmfKey[]
}
