import type { AnswerHearing } from './answer-hearing.ts'
import { isCallingTone } from './fax-tones.ts'
import type { TonePeak } from './tone-peak.ts'

/** A beep lasts 0.14 to 1.5 s: shorter is part of something, longer is a tone of the network. */
const leastHops = 14
const mostHops = 150
const lowestHz = 375
const highestHz = 2050
/** Ring-back, busy and congestion tone of one frequency lie here (ITU-T E.180 and its Supplement 2). */
const lowestProgressHz = 340
const highestProgressHz = 510
/** So many hops of speech come before a beep, not longer ago than this. */
const greetingHops = 30
const greetingAge = 600
/** The same tone after so short a silence is a cadence; the longest pause of ring-back is 5 s. */
const cadenceHops = 800
const cadencePart = 0.02
/** Tones so close to one another are a special information tone (ITU-T E.180 clause 7), or a melody. */
const sequenceHops = 8
/** When it is known that nothing follows: 110 ms after the end. */
const waitHops = 11
/** Until then, so many hops with nothing but one other frequency are the next tone: a speech coder lets it rise slowly. */
const nextToneHops = 4
const nextHzOff = 12
const otherHzOff = 25
const nextLevelOff = 0.5
const nextQuietest = -50
/** A sound of one frequency that is shorter is a vowel, or part of one. */
const leastToneHops = 12
/** A sound of one frequency but not of one tone is ring-back of two when it lasts longer than a vowel. */
const leastDualHops = 20

/** Tells beeps of answering machines from other tones of one frequency, by their length and by what is around them. */
export class BeepRules {
  /** The last beep: of use after `judge` returned true. */
  readonly beep = { startHop: 0, endHop: 0, hz: 0 }
  private waiting = false
  /** How many hops one other frequency has been all there is, and which. */
  private nextHops = 0
  private nextHz = 0
  private lastEnd = -cadenceHops
  /** The tone before: its end, its frequency, and how much had been said until then. */
  private lastPureEnd = -cadenceHops
  private lastHz = 0
  private saidBefore = 0

  /** Looks at what was heard last. @returns whether a beep is known now; it ended 110 ms ago. */
  judge({ tone, talk, toneEnded, hops }: AnswerHearing): boolean {
    const { beep } = this
    let known = false
    if (this.waiting) {
      this.hearNext(tone.peak)
      if (this.nextHops >= nextToneHops) this.waiting = false
      else if (hops - beep.endHop >= waitHops) {
        this.waiting = false
        known = true
      }
    }
    if (!toneEnded) return known
    const { startHop, endHop, hz, even, pure } = tone.ended
    if (endHop - startHop < leastToneHops) return known
    const follows = startHop - this.lastEnd <= sequenceHops
    this.lastEnd = endHop
    if (!pure) {
      // Ring-back of two frequencies close together is no speech that could come before a beep.
      const isDual = even && endHop - startHop >= leastDualHops && isProgressHz(hz)
      if (isDual) this.saidBefore = talk.total
      return known
    }
    this.waiting = !follows && this.isBeep(endHop - startHop, hz, startHop, talk)
    if (this.waiting) {
      beep.startHop = startHop
      beep.endHop = endHop
      beep.hz = hz
      this.nextHops = 0
    }
    this.lastPureEnd = endHop
    this.lastHz = hz
    this.saidBefore = talk.total
    return known
  }

  /** Whether a tone other than the beep follows it. */
  private hearNext({ hz, level, bandLevel }: TonePeak): void {
    const isTone = level > nextQuietest && level > bandLevel - nextLevelOff && Math.abs(hz - this.beep.hz) > otherHzOff
    this.nextHops = !isTone ? 0 : Math.abs(hz - this.nextHz) < nextHzOff ? this.nextHops + 1 : 1
    this.nextHz = hz
  }

  private isBeep(length: number, hz: number, startHop: number, talk: AnswerHearing['talk']): boolean {
    if (length < leastHops || length > mostHops || hz < lowestHz || hz > highestHz) return false
    const said = talk.total - this.saidBefore >= greetingHops
    const again = Math.abs(hz - this.lastHz) < cadencePart * hz && startHop - this.lastPureEnd < cadenceHops
    if (again && !said) return false
    if (isCallingTone(hz, length) && talk.onset < 0) return false
    return !isProgressHz(hz) || (said && startHop - talk.lastEnd < greetingAge)
  }
}

function isProgressHz(hz: number): boolean {
  return hz > lowestProgressHz && hz < highestProgressHz
}
