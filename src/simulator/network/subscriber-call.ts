import { FRAME_MS, FRAME_SAMPLES } from '../../audio/frame.ts'
import type { CancelTimer, Clock } from '../../base/clock.ts'
import { SpeechQueue } from '../audio/speech-queue.ts'
import type { Step } from './behaviour.ts'
import { cause } from './causes.ts'
import type { Leg, LegState } from './leg.ts'
import type { Switching } from './switching.ts'

const keyGapMs = 200
const maxKeysKept = 256

/** One call of a subscriber, for a test to move by hand. */
export interface SubscriberCall {
  readonly direction: 'outgoing' | 'incoming'
  /** The number of the other party; empty when it was withheld. */
  readonly number: string
  readonly state: LegState
  /** Whether the other party has put the subscriber on hold. */
  readonly heldByFarEnd: boolean
  /** The DTMF keys the other party sent, in order; the last 256. */
  readonly heard: string
  /** Why the call ended: 3GPP TS 24.008 10.5.4.11. */
  readonly cause: number | undefined
  answer(): void
  /** Hangs up or rejects; `cause` as in 3GPP TS 24.008 10.5.4.11, default 16. */
  hangUp(cause?: number): void
  /** Sends DTMF keys (0-9 A-D * #), five a second; a module hears them as tones, too. */
  press(keys: string): void
  /**
   * Lets the other party, a module, hear 8 kHz samples after what was said before; from the answer on, at the pace of the
   * module's audio clock, also while the call is on hold.
   * @throws CellvoiceError INVALID_ARGUMENT when more than 10 minutes would wait.
   */
  speak(samples: Int16Array): void
  /** Whether something is still to be said. */
  readonly speaking: boolean
  /**
   * Hears what the other party, a module, says: 160 samples each 20 ms of its audio clock, silence while on hold. The frame
   * is reused after the call returns. @returns how to stop.
   */
  listen(listener: (frame: Int16Array) => void): () => void
  hold(): void
  retrieve(): void
}

/** A call as its subscriber keeps it. */
export class OpenCall implements SubscriberCall {
  private readonly leg: Leg
  private readonly switching: Switching
  private readonly clock: Clock
  private cancelStep: CancelTimer | undefined
  private readonly speech = new SpeechQueue()
  private readonly listeners = new Set<(frame: Int16Array) => void>()
  private keysHeard = ''
  private clearedWith: number | undefined

  constructor(leg: Leg, switching: Switching, clock: Clock) {
    this.leg = leg
    this.switching = switching
    this.clock = clock
  }

  get direction(): 'outgoing' | 'incoming' {
    return this.leg.direction
  }

  get number(): string {
    return this.leg.number
  }

  get state(): LegState {
    return this.leg.state
  }

  get heldByFarEnd(): boolean {
    return this.leg.heldByFarEnd
  }

  get heard(): string {
    return this.keysHeard
  }

  get cause(): number | undefined {
    return this.clearedWith
  }

  answer(): void {
    this.switching.answer(this.leg)
  }

  hangUp(number: number = cause.normalClearing): void {
    this.switching.release(this.leg, number)
  }

  press(keys: string): void {
    this.pressFrom(keys, 0, () => {})
  }

  speak(samples: Int16Array): void {
    if (this.leg.state !== 'released') this.speech.add(samples)
  }

  get speaking(): boolean {
    return !this.speech.empty
  }

  listen(listener: (frame: Int16Array) => void): () => void {
    // Wrapped, so that the same listener may listen twice.
    const listening = (frame: Int16Array) => listener(frame)
    this.listeners.add(listening)
    return () => this.listeners.delete(listening)
  }

  hold(): void {
    this.switching.hold(this.leg)
  }

  retrieve(): void {
    this.switching.retrieve(this.leg)
  }

  hear(key: string): void {
    this.keysHeard = (this.keysHeard + key).slice(-maxKeysKept)
  }

  hearFrame(frame: Int16Array): void {
    for (const listener of this.listeners) listener(frame)
  }

  /** Fills the frame with what the other party hears next; false is silence. */
  nextFrame(frame: Int16Array): boolean {
    return this.leg.tones?.fill(frame) || this.speech.fill(frame)
  }

  ended(number: number): void {
    this.clearedWith = number
    this.speech.clear()
    this.cancelStep?.()
  }

  /** Does the steps one after the other, as long as the call lasts. */
  follow(steps: readonly Step[]): void {
    const [step, ...rest] = steps
    if (!step) return
    const act = () => this.act(step, () => this.follow(rest))
    if (step.afterMs === 0) act()
    else this.cancelStep = this.clock.setTimer(step.afterMs, act)
  }

  private act(step: Step, next: () => void): void {
    if (this.leg.state === 'released') return
    switch (step.does) {
      case 'press':
        this.pressFrom(step.keys, 0, next)
        return
      case 'speak':
        this.speakFrom(typeof step.samples === 'function' ? step.samples() : step.samples, next)
        return
      case 'clear':
        this.hangUp(step.cause)
        return
      case 'alert':
        this.switching.alert(this.leg)
        break
      case 'answer':
        this.answer()
        break
      case 'hold':
        this.hold()
        break
      case 'retrieve':
        this.retrieve()
        break
    }
    next()
  }

  private speakFrom(samples: Int16Array, done: () => void): void {
    this.speak(samples)
    // One frame more: the audio clock that asks for the first one may have just ticked.
    const frames = Math.ceil(samples.length / FRAME_SAMPLES) + 1
    this.cancelStep = this.clock.setTimer(frames * FRAME_MS, done)
  }

  private pressFrom(keys: string, index: number, done: () => void): void {
    const key = keys[index]
    if (key === undefined) {
      done()
      return
    }
    this.switching.press(this.leg, key)
    this.cancelStep = this.clock.setTimer(keyGapMs, () => this.pressFrom(keys, index + 1, done))
  }
}
