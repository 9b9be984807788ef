import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../frame.ts'

/** How fast the observer believes what it sees, rad/s: slower than the 40 s in which 500 ppm make a frame. */
const OBSERVER_BANDWIDTH = 0.07
const PULL_SECONDS = FRAME_MS / 1000
/** A critically damped observer of level and drift, for one pull. */
const LEVEL_SHARE = 2 * OBSERVER_BANDWIDTH * PULL_SECONDS
const DRIFT_SHARE = (OBSERVER_BANDWIDTH ** 2 * PULL_SECONDS) / SAMPLE_RATE
/** Five times what sound cards were seen to be off. */
const MAX_DRIFT = 0.01

/** When for about this long ... */
const STEP_PULLS = 50
/** ... the level is off by as much as this, it has stepped, and the observer follows at once: 40 ms. */
const STEP_SAMPLES = 320

/** Once the level is 15 ms off the target ... */
const FAR_SAMPLES = 120
const FAR_SECONDS = 1
/** ... it is led back fast, until it is within 2 ms; otherwise slowly, unheard. */
const NEAR_SAMPLES = 16
const NEAR_SECONDS = 40
/** Takes the 140 ms of a pause of 200 ms back in 4 s, and raises the pitch by two thirds of a semitone meanwhile. */
const MAX_DEVIATION = 0.04

/**
 * Chooses the speed at which a buffer is read, from how much waits in it. It observes two things: the level as it would be
 * without jitter, and the drift, which is how much faster the writer's clock runs than the reader's. Frames come whole, so
 * the level of an even stream is a saw of 20 ms; a single level says little, and their course over a minute all.
 */
export class DriftSteering {
  /** Samples to take for each one given, from now on: 0.96 to 1.04. */
  speed = 1
  /** How much faster the writer is: 0.0005 is 500 ppm. */
  drift = 0
  private level = 0
  private surprise = 0
  private isAfresh = true
  private isFarOff = false

  /** Sound begins or ends: what the level was tells nothing of what it will be. The drift is that of the clocks, and stays. */
  restart(): void {
    this.isAfresh = true
    this.surprise = 0
    this.speed = 1 + this.drift
  }

  /** Samples were dropped, which no clock caused. */
  dropped(samples: number): void {
    this.level -= samples
  }

  /**
   * Learns from a pull of one frame.
   * @param waiting samples that waited just before it.
   * @param taken samples that it took.
   * @param target samples that should have waited.
   */
  observe(waiting: number, taken: number, target: number): void {
    if (this.isAfresh) this.level = waiting
    this.isAfresh = false
    this.correct(waiting - this.level)
    const excess = this.level - target
    if (Math.abs(excess) > FAR_SAMPLES) this.isFarOff = true
    else if (Math.abs(excess) < NEAR_SAMPLES) this.isFarOff = false
    const leading = excess / SAMPLE_RATE / (this.isFarOff ? FAR_SECONDS : NEAR_SECONDS)
    this.speed = 1 + clamp(this.drift + leading, MAX_DEVIATION)
    this.level += FRAME_SAMPLES * (1 + this.drift) - taken
  }

  private correct(difference: number): void {
    this.surprise += (difference - this.surprise) / STEP_PULLS
    if (Math.abs(this.surprise) > STEP_SAMPLES) {
      this.level += this.surprise
      this.surprise = 0
      return
    }
    const believed = clamp(difference, STEP_SAMPLES)
    this.level += LEVEL_SHARE * believed
    this.drift = clamp(this.drift + DRIFT_SHARE * believed, MAX_DRIFT)
  }
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value))
}
