import { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'
import { StandStill } from './stand-still.ts'

/** Which way carries nothing: `dead-air` is both, `one-way` the one that is named. */
export type LineState =
  | { readonly kind: 'alive' }
  | { readonly kind: 'dead-air' }
  | { readonly kind: 'one-way'; readonly dead: 'downlink' | 'uplink' }

/** The state of the line changed. */
export type SilenceEvent = LineState & {
  /** The sample at which it was known, counted from the first one processed. */
  readonly atSample: number
}

/** How a {@link SilenceWatch} judges. */
export interface SilenceWatchOptions {
  /** How long a way must stand still, in ms, 100 to 60,000. Default 4000. */
  readonly afterMs?: number
  /** How far samples that stand still may differ, 0 to 64. Default 2, so that a dithered zero is one. */
  readonly tolerance?: number
}

const alive: LineState = { kind: 'alive' }
const deadAir: LineState = { kind: 'dead-air' }
const deadDownlink: LineState = { kind: 'one-way', dead: 'downlink' }
const deadUplink: LineState = { kind: 'one-way', dead: 'uplink' }

const nothing: readonly SilenceEvent[] = Object.freeze([])

/**
 * Tells a line that carries nothing from one on which nobody talks: a way is dead when its samples have stood still,
 * at zero or at any other value, for `afterMs`. A call is taken as alive when it starts.
 */
export class SilenceWatch {
  private readonly downlink: StandStill
  private readonly uplink: StandStill
  private readonly afterSamples: number
  private state = alive
  private processed = 0

  /** @throws CellvoiceError `INVALID_ARGUMENT` for an option out of its range. */
  constructor({ afterMs = 4000, tolerance = 2 }: SilenceWatchOptions = {}) {
    if (!(afterMs >= 100 && afterMs <= 60_000)) throw invalid(`afterMs must be from 100 to 60000, not ${afterMs}`)
    if (!(tolerance >= 0 && tolerance <= 64)) throw invalid(`tolerance must be from 0 to 64, not ${tolerance}`)
    this.afterSamples = Math.round((afterMs * SAMPLE_RATE) / 1000)
    this.downlink = new StandStill(tolerance)
    this.uplink = new StandStill(tolerance)
  }

  /** What the line is like now. */
  get line(): LineState {
    return this.state
  }

  /**
   * @param downlink - the next samples from the far end.
   * @param uplink - those sent to it in the same time; null where they are not known, then only `dead-air` is told.
   * @returns the change, if there was one. Empty for most.
   */
  process(downlink: Int16Array, uplink: Int16Array | null): readonly SilenceEvent[] {
    this.processed += downlink.length
    const down = this.downlink.take(downlink) >= this.afterSamples
    const up = uplink ? this.uplink.take(uplink) >= this.afterSamples : down
    const state = down && up ? deadAir : down ? deadDownlink : up ? deadUplink : alive
    if (state === this.state) return nothing
    this.state = state
    return [{ ...state, atSample: this.processed }]
  }
}

function invalid(detail: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail })
}
