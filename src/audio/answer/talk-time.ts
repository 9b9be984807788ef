import type { TonePeak } from './tone-peak.ts'

/** Speech of less than this is a click or a breath: 60 ms. */
const leastBurst = 6
/** A pause of no more than this is one within speech: 300 ms, because a weak syllable in noise may not be heard. */
const longestGap = 30
/** What is so much quieter than the loudest of late, in dB, is somebody in the background. */
const mostBelow = 12
/** How fast the loudest is forgotten, in dB for each hop of speech. */
const loudestFall = 0.03
/** How fast the level follows downwards, in dB a hop: upwards it follows at once. */
const levelFall = 3
/** A voice that rises so many dB over all before within 120 ms is the first one that talks to us. */
const arrival = 8
const arrivalHops = 12
/** An onset younger than this is that of the same voice. */
const settledHops = 25

interface Talk {
  /** The hop after the last one of speech; 0 for never. */
  lastEnd: number
  /** The hop of the first speech; -1 until there was any. */
  onset: number
  /** Hops of speech, with the pauses within it. */
  total: number
  burstStart: number
  burstEnd: number
  voiced: number
  loudest: number
}

/** Adds up when the voice that talks to us does: the loudest one. All in hops. */
export class TalkTime {
  private hop = 0
  private level = -100
  private readonly now: Talk = noTalk()
  private readonly kept: Talk = noTalk()
  /** The loudest as it was in each of the last hops. */
  private readonly before = new Float64Array(arrivalHops).fill(-100)

  /**
   * @param voiced - whether the next hop is speech.
   * @param sound - its level in dB, within what it was read from: a number by itself may cost an allocation.
   */
  hear(voiced: boolean, { bandLevel }: Pick<TonePeak, 'bandLevel'>): void {
    const { now, before } = this
    const hop = this.hop++
    this.level = Math.max(bandLevel, this.level - levelFall)
    if (voiced) {
      now.loudest = Math.max(this.level, now.loudest - loudestFall)
      // The ring has been written from its start on.
      const arrived = now.loudest - (before[hop % arrivalHops] as number) > arrival
      if (arrived && now.onset >= 0 && hop - now.onset > settledHops) this.startAgain(hop)
      if (this.level >= now.loudest - mostBelow) this.count(hop)
    }
    before[hop % arrivalHops] = now.loudest
  }

  /** Keeps what is known before a sound that may turn out to be no speech. */
  remember(): void {
    copyTalk(this.now, this.kept)
  }

  /** Forgets what was heard since `remember`, and what had not become speech by then. */
  restore(): void {
    copyTalk(this.kept, this.now)
    if (this.now.voiced < leastBurst) this.now.voiced = 0
  }

  /** The hop of the first speech; -1 until there was any. */
  get onset(): number {
    return this.now.onset
  }

  /** The hop after the last one of speech; 0 for never. */
  get lastEnd(): number {
    return this.now.lastEnd
  }

  /** Hops of speech, with the short pauses within it. */
  get total(): number {
    return this.now.total
  }

  private count(hop: number): void {
    const { now } = this
    if (now.voiced === 0 || hop - now.burstEnd > longestGap) {
      now.burstStart = hop
      now.burstEnd = hop
      now.voiced = 0
    }
    const before = now.burstEnd
    now.burstEnd = hop + 1
    now.voiced++
    if (now.voiced < leastBurst) return
    if (now.onset < 0) now.onset = now.burstStart
    now.total += hop + 1 - (now.voiced === leastBurst ? now.burstStart : before)
    now.lastEnd = hop + 1
  }

  /** What was heard before was background. */
  private startAgain(hop: number): void {
    const { now } = this
    now.onset = hop - arrivalHops
    now.burstStart = now.onset
    now.burstEnd = hop
    now.voiced = leastBurst
    now.total = arrivalHops
  }
}

/** Field by field, as `Object.assign` allocates. */
function copyTalk(from: Readonly<Talk>, to: Talk): void {
  to.lastEnd = from.lastEnd
  to.onset = from.onset
  to.total = from.total
  to.burstStart = from.burstStart
  to.burstEnd = from.burstEnd
  to.voiced = from.voiced
  to.loudest = from.loudest
}

function noTalk(): Talk {
  return { lastEnd: 0, onset: -1, total: 0, burstStart: 0, burstEnd: 0, voiced: 0, loudest: -100 }
}
