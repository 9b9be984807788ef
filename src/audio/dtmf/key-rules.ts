import { SAMPLE_RATE } from '../frame.ts'
import type { Hop } from './hop.ts'
import type { HopHistory } from './hop-history.ts'
import { HOP_SAMPLES, toneFrequencies } from './tone-pair.ts'

// What a key is, as figures. ITU-T Q.24 wants a tone accepted that is 1.5 % off and refused when 3.5 % off, and names
// twists of 4 to 8 dB; the limits lie between what must be accepted and what must be refused. The rest was found on
// AMR-coded keys (which must pass) and synthetic speech (which must not): see test/accuracy/dtmf.ts.

/** How far a tone may be off its frequency over the whole key, as a part of it. */
const maximumError = 0.025
/** The same in a single hop, where noise and speech coders have more say. */
const maximumHopError = 0.035
/** The low tone may be 10 dB louder, the high tone 6 dB. */
const lowestTwist = 10 ** -0.6
const highestTwist = 10 ** 1
/** The part of the energy that the tones must explain in a hop to count, also at the edge of a tone. */
const minimumHopPurity = 0.65
/** Hops that a key needs: 30 ms, of which a tone of 23 ms has at most 5 and one of 40 ms at least 6. */
const fewestHops = 6
/** That many may miss between hops that count: a lost frame, two edges. */
const longestHole = 5

/** Any one of these is enough: how long the key has sounded, how pure it is, how near and how steady its frequencies. */
const enough = [
  { hops: fewestHops, pure: 0.95, rawPure: 0.9, error: maximumError, steady: 0 },
  // What a speech coder leaves of a key is less pure, but it does not move the frequencies, as speech does.
  { hops: fewestHops, pure: 0.91, rawPure: 0.9, error: 0.009, steady: 0 },
  { hops: 8, pure: 0.86, rawPure: 0.86, error: 0.008, steady: 0 },
  // Dial tone and hum are not held against a key that is otherwise purer and steadier than speech ever is.
  { hops: 7, pure: 0.96, rawPure: 0.4, error: 0.011, steady: 0.99 },
] as const

/** Whether a hop alone could be part of a key. @param floor the mean square that each tone has at least */
export function couldBeKey(hop: Hop, floor: number): boolean {
  return (
    hop.rowPower >= floor &&
    hop.columnPower >= floor &&
    hop.pairEnergy >= minimumHopPurity * hop.energy &&
    isRowNear(hop) &&
    isColumnNear(hop)
  )
}

/** How many of the newest hops a key has been sounding, counted from its first one; 0 if there is none. */
export function hopsOfKey(history: HopHistory): number {
  const newest = history.ago(0)
  if (!newest.fits) return 0
  let hops = 0
  let extent = 0
  let rawEnergy = 0
  let energy = 0
  let pairEnergy = 0
  let rowPower = 0
  let columnPower = 0
  let rowRe = 0
  let rowIm = 0
  let columnRe = 0
  let columnIm = 0
  let columnLength = 0
  for (let ago = 0; ago < history.length && ago - extent <= longestHole; ago++) {
    const hop = history.ago(ago)
    if (!hop.fits || hop.row !== newest.row || hop.column !== newest.column) continue
    hops++
    extent = ago + 1
    rawEnergy += hop.rawEnergy
    energy += hop.energy
    pairEnergy += hop.pairEnergy
    rowPower += hop.rowPower
    columnPower += hop.columnPower
    rowRe += hop.rowDriftRe
    rowIm += hop.rowDriftIm
    columnRe += hop.columnDriftRe
    columnIm += hop.columnDriftIm
    columnLength += hop.columnDriftLength
  }
  if (hops < fewestHops) return 0
  if (rowPower < lowestTwist * columnPower || rowPower > highestTwist * columnPower) return 0
  const rowError = rowErrorOf(rowRe, rowIm, newest.row)
  const columnError = columnErrorOf(columnRe, columnIm, newest.column)
  // The waves it was compared with have the nominal frequencies, so a tone that is off them loses a little.
  const row = rowPower / lossOf(rowError * (toneFrequencies[newest.row] as number))
  const column = columnPower / lossOf(columnError * (toneFrequencies[4 + newest.column] as number))
  const explained = (pairEnergy * (row + column)) / (rowPower + columnPower)
  // Drifts that point the same way add up to their full length. The high tone shows it best.
  const steadiness = Math.hypot(columnRe, columnIm) / columnLength
  for (const { hops: least, pure, rawPure, error, steady } of enough) {
    if (hops < least || explained < pure * energy || explained < rawPure * rawEnergy) continue
    if (isNear(rowError, error) && isNear(columnError, error) && steadiness >= steady) return extent
  }
  return 0
}

// Speech comes this far now and then, and a number that goes from function to function may cost an allocation: so these two
// take the hop.

function isRowNear({ rowDriftRe, rowDriftIm, row }: Hop): boolean {
  return Math.abs(hertzOf(rowDriftRe, rowDriftIm) / (toneFrequencies[row] as number)) <= maximumHopError
}

function isColumnNear({ columnDriftRe, columnDriftIm, column }: Hop): boolean {
  return Math.abs(hertzOf(columnDriftRe, columnDriftIm) / (toneFrequencies[4 + column] as number)) <= maximumHopError
}

function isNear(error: number, limit: number): boolean {
  return Math.abs(error) <= limit
}

function rowErrorOf(re: number, im: number, row: number): number {
  return hertzOf(re, im) / (toneFrequencies[row] as number)
}

function columnErrorOf(re: number, im: number, column: number): number {
  return hertzOf(re, im) / (toneFrequencies[4 + column] as number)
}

/** How far a tone is off its frequency when its phase drifts by this angle in a hop. */
function hertzOf(re: number, im: number): number {
  return (Math.atan2(im, re) * SAMPLE_RATE) / (2 * Math.PI * HOP_SAMPLES)
}

/** The part of its power that a tone shows over one hop to a wave that many Hz away. */
function lossOf(hertz: number): number {
  const half = (Math.PI * hertz * HOP_SAMPLES) / SAMPLE_RATE
  return half === 0 ? 1 : (Math.sin(half) / half) ** 2
}
