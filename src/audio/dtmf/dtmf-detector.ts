import { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'
import type { DtmfEvent } from './dtmf-event.ts'
import type { Hop } from './hop.ts'
import { HopHistory } from './hop-history.ts'
import { HopReader } from './hop-reader.ts'
import { couldBeKey, hopsOfKey } from './key-rules.ts'
import { type DtmfKey, keyAt } from './keypad.ts'
import { HOP_SAMPLES } from './tone-pair.ts'

/** How a detector is set up. */
export interface DtmfDetectorOptions {
  /** Each of the two tones must be this loud, in dBm0, from -60 to 0; -42 unless said. */
  readonly minimumLevelDbm0?: number
}

/** A key that sounds. */
interface Sounding {
  readonly digit: DtmfKey
  /** In samples. */
  readonly since: number
  /** Energy of a full hop of it. */
  readonly energy: number
}

const nothing: readonly DtmfEvent[] = Object.freeze([])
/** A full-scale sine is +3.14 dBm0 (ITU-T G.711, A-law), and its mean square half of the square of the largest sample. */
const fullScaleDbm0 = 3.14
/** Hops without the key that end it: 25 ms. A lost frame of 20 ms has 4, a pause of 30 ms has 5. */
const hopsToEnd = 5
/** A hop with the key has at least this part of its energy: what is left where the tone fills a third of the hop. */
const presentEnergy = 0.1
/** The part of the energy of such a hop that the key explains. */
const presentPurity = 0.35

/**
 * Finds the keys that the far end presses in the sound of a call, 8 kHz, as ITU-T Q.24 wants them found. It knows only
 * the samples it was given, in their order: the same samples give the same events, however they are cut into chunks.
 */
export class DtmfDetector {
  private readonly reader: HopReader
  private readonly history = new HopHistory()
  private readonly samples = new Int16Array(HOP_SAMPLES)
  private readonly floor: number
  private filled = 0
  /** Samples heard in full hops. */
  private heard = 0
  private sounding: Sounding | null = null
  private absent = 0

  /** @throws CellvoiceError INVALID_ARGUMENT for a level out of range. */
  constructor({ minimumLevelDbm0 = -42 }: DtmfDetectorOptions = {}) {
    if (!(minimumLevelDbm0 >= -60 && minimumLevelDbm0 <= 0)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `minimumLevelDbm0 ${minimumLevelDbm0}; -60 to 0` })
    }
    this.floor = (2 ** 30 / 2) * 10 ** ((minimumLevelDbm0 - fullScaleDbm0) / 10)
    this.reader = new HopReader(this.floor)
  }

  /**
   * Hears the next samples, any number of them; a frame of 160 is usual.
   * @returns what became known, mostly nothing: each key once when it starts, within 60 ms, and once when it ends.
   */
  process(samples: Int16Array): readonly DtmfEvent[] {
    let events: DtmfEvent[] | null = null
    for (let at = 0; at < samples.length; at++) {
      // The loop ends with the last sample.
      this.samples[this.filled++] = samples[at] as number
      if (this.filled < HOP_SAMPLES) continue
      this.filled = 0
      this.heard += HOP_SAMPLES
      events = this.hear(events)
    }
    return events ?? nothing
  }

  /** The sound is over: a key that is still held ends here. @returns its end, or nothing */
  finish(): readonly DtmfEvent[] {
    const { sounding } = this
    this.sounding = null
    this.history.forget()
    return sounding ? [endOf(sounding, this.heard + this.filled)] : nothing
  }

  private hear(events: DtmfEvent[] | null): DtmfEvent[] | null {
    const { history, sounding } = this
    const hop = history.next()
    this.reader.read(this.samples, hop)
    hop.fits = couldBeKey(hop, this.floor)
    hop.columnDriftLength = hop.fits ? Math.hypot(hop.columnDriftRe, hop.columnDriftIm) : 0
    const isNews = sounding === null || keyAt(hop.row, hop.column) !== sounding.digit
    const hops = isNews ? hopsOfKey(history) : 0
    if (hops > 0) {
      const next = this.start(hop, hops)
      return [...(events ?? []), ...(sounding ? [endOf(sounding, next.since)] : []), startOf(next)]
    }
    if (!sounding) return events
    this.absent = isPresent(hop, sounding) ? 0 : this.absent + 1
    if (this.absent < hopsToEnd) return events
    const edge = this.heard - HOP_SAMPLES * (hopsToEnd + 1)
    const { energy } = sounding
    const atSample = edge + shareOf(history.ago(hopsToEnd), energy) + shareOf(history.ago(hopsToEnd - 1), energy)
    this.sounding = null
    history.forget()
    return [...(events ?? []), endOf(sounding, atSample)]
  }

  /** From now on the key of `newest` sounds, since that many hops. */
  private start(newest: Hop, hops: number): Sounding {
    let energy = 0
    for (let ago = 0; ago < hops; ago++) energy += this.history.ago(ago).energy / hops
    // The tone started somewhere in the two hops around the first that counted.
    const first = shareOf(this.history.ago(hops - 1), energy)
    const since = this.heard - HOP_SAMPLES * (hops - 1) - first - shareOf(this.history.ago(hops), energy)
    this.absent = 0
    this.sounding = { digit: keyAt(newest.row, newest.column), since: Math.max(0, since), energy }
    return this.sounding
  }
}

/** How many samples of a hop the key fills, if a full hop of it has this energy. */
function shareOf(hop: Hop, energy: number): number {
  return Math.round(HOP_SAMPLES * Math.min(1, hop.energy / energy))
}

function isPresent(hop: Hop, { digit, energy }: Sounding): boolean {
  return (
    keyAt(hop.row, hop.column) === digit &&
    hop.pairEnergy >= presentEnergy * energy &&
    hop.pairEnergy >= presentPurity * hop.energy
  )
}

function startOf({ digit, since }: Sounding): DtmfEvent {
  return { kind: 'start', digit, atSample: since }
}

function endOf({ digit, since }: Sounding, atSample: number): DtmfEvent {
  return { kind: 'end', digit, atSample, durationMs: (1000 * (atSample - since)) / SAMPLE_RATE }
}
