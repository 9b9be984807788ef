import type { Leg } from '../../../exchange/leg.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { checkedSeconds } from '../limits.ts'
import { refusal } from '../refuse.ts'
import { waitUntil } from '../wait.ts'
import { DTMFDetectorCause } from '../words/media-words.ts'
import { answeredLeg } from './enter-media.ts'

const method = 'dtmfDetector.getDigits'
/** Keys that are kept until somebody asks for them; the oldest go first. */
const MAX_DIGITS = 256

/** Which keys are collected, and how long they are waited for. Null is without limit; 0 takes what is there. */
export interface GetDigitsOptions {
  /** Forgets the keys that were pressed before. Default false. */
  readonly clear?: boolean | undefined
  /** So many, then it is over; 0 is any number. Default 0. */
  readonly count?: number | undefined
  /** Default 0. */
  readonly secondsPredigitsTimeout?: number | null | undefined
  /** Default 5. */
  readonly secondsInterdigitTimeout?: number | null | undefined
  /** A key, or several, which end it and are not part of the result. */
  readonly end?: string | null | undefined
  /** For all together. Default null. */
  readonly secondsTimeout?: number | null | undefined
  readonly signal?: AbortSignal | undefined
}

/** Collects the keys that the far end of a call presses, from its beginning on. */
export class DTMFDetector {
  readonly Cause = DTMFDetectorCause
  private readonly parts: ChannelParts
  private latestCause: DTMFDetectorCause = DTMFDetectorCause.NONE
  private buffer = ''
  private leg: Leg | null = null
  private isCollecting = false

  constructor(parts: ChannelParts) {
    this.parts = parts
    const { life } = parts
    this.follow(life.leg)
    life.onChange(() => this.follow(life.leg))
  }

  /** How the latest collection ended. */
  cause(): DTMFDetectorCause {
    return this.latestCause
  }

  /** Forgets the keys that were pressed before. */
  clearDigits(): void {
    this.buffer = ''
  }

  /**
   * Takes the keys that were pressed and waits for more.
   * @returns the keys, none or more; {@link cause} says why they are not more.
   * @throws Hangup when the call is over; UASError when it is not answered, or keys are being collected already.
   */
  async getDigits(options: GetDigitsOptions = {}): Promise<string> {
    const { parts } = this
    const { clear = false, count = 0, end = null, signal } = options
    const leg = answeredLeg(parts, method)
    if (this.isCollecting) throw refusal(parts.life, method, 'finds that keys are being collected')
    if (!Number.isInteger(count) || count < 0)
      throw refusal(parts.life, method, `takes a count of 0 or more, not ${count}`)
    const predigitsMs = this.milliseconds(options.secondsPredigitsTimeout, 0)
    const interdigitMs = this.milliseconds(options.secondsInterdigitTimeout, 5)
    const allMs = this.milliseconds(options.secondsTimeout, null)
    signal?.throwIfAborted()
    if (clear) this.clearDigits()
    this.latestCause = DTMFDetectorCause.NONE
    this.isCollecting = true
    const endMs = allMs === null ? Number.POSITIVE_INFINITY : parts.clock.now() + allMs
    let digits = ''
    try {
      for (;;) {
        const left = endMs - parts.clock.now()
        const ms = Math.min((digits === '' ? predigitsMs : interdigitMs) ?? left, left)
        const digit = await this.next(leg, ms, signal)
        if (digit === null) return digits
        if (end?.includes(digit)) return this.finish(DTMFDetectorCause.END, digits)
        digits += digit
        if (digits.length === count) return this.finish(DTMFDetectorCause.COUNT, digits)
      }
    } catch (error) {
      // Whoever broke it off has not had them.
      this.buffer = digits + this.buffer
      throw error
    } finally {
      this.isCollecting = false
    }
  }

  /** The next key; null when there is none in time or the call is over, as {@link cause} then says. */
  private async next(leg: Leg, ms: number, signal: AbortSignal | undefined): Promise<string | null> {
    const { life, clock } = this.parts
    const limit = { clock, ms: Number.isFinite(ms) ? Math.max(0, ms) : null, signal }
    const waited = await waitUntil([life], limit, () => {
      if (this.buffer !== '') return 'pressed'
      return life.leg === leg ? undefined : 'over'
    })
    if (waited.kind === 'done' && waited.value === 'pressed') {
      const digit = this.buffer.charAt(0)
      this.buffer = this.buffer.slice(1)
      return digit
    }
    this.latestCause = waited.kind === 'timeout' ? DTMFDetectorCause.TIMEOUT : DTMFDetectorCause.HANGUP
    return null
  }

  private finish(cause: DTMFDetectorCause, digits: string): string {
    this.latestCause = cause
    return digits
  }

  private milliseconds(seconds: number | null | undefined, fallback: number | null): number | null {
    const value = seconds === undefined ? fallback : seconds
    return value === null ? null : 1000 * checkedSeconds(this.parts.life, method, value)
  }

  /** Each call begins without keys. */
  private follow(leg: Leg | null): void {
    if (leg === this.leg) return
    this.leg = leg
    if (!leg) return
    this.buffer = ''
    leg.onDigit(({ digit }) => {
      if (leg !== this.leg) return
      this.buffer = (this.buffer + digit).slice(-MAX_DIGITS)
      this.parts.life.noteChange()
    })
  }
}
