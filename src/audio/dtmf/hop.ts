/** What 5 ms of sound hold of the two tones, a row and a column, that are strongest in them and the 10 ms before. */
export interface Hop {
  /** 0-3. */
  row: number
  /** 0-3. */
  column: number
  /** Of the sound as it came. */
  rawEnergy: number
  /** Behind the high-pass. */
  energy: number
  /** The part of `energy` that the two tones explain. */
  pairEnergy: number
  /** Mean square of each tone. */
  rowPower: number
  columnPower: number
  /**
   * By how far the phase of each tone went on since the hop before, less what its nominal frequency makes of it: the
   * angle of a complex number, as long as the tone is strong. Its length is 0 where the hop before lacks the tone.
   */
  rowDriftRe: number
  rowDriftIm: number
  columnDriftRe: number
  columnDriftIm: number
  /** The length of the drift of the column in a hop that fits: worked out once, as `Math.hypot` allocates; otherwise 0. */
  columnDriftLength: number
  /** Whether it could be part of a key by itself (`key-rules.ts`). */
  fits: boolean
}

/** A hop of silence. */
export function silentHop(): Hop {
  return {
    row: 0,
    column: 0,
    rawEnergy: 0,
    energy: 0,
    pairEnergy: 0,
    rowPower: 0,
    columnPower: 0,
    rowDriftRe: 0,
    rowDriftIm: 0,
    columnDriftRe: 0,
    columnDriftIm: 0,
    columnDriftLength: 0,
    fits: false,
  }
}
