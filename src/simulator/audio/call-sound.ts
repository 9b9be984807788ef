import { FRAME_SAMPLES, saturate } from '../../audio/frame.ts'
import type { Leg } from '../network/leg.ts'
import type { CountedAudio } from './audio-counters.ts'
import { JitterBuffer } from './jitter-buffer.ts'

const silence = new Int16Array(FRAME_SAMPLES)

/** The sound of one call at a module's end of it, which has the audio clock. */
export class CallSound {
  private readonly leg: Leg
  /** What came from a far end that has an audio clock of its own. */
  private readonly arrived: JitterBuffer
  private readonly heard = new Int16Array(FRAME_SAMPLES)
  private readonly outgoing = new Int16Array(FRAME_SAMPLES)
  private far: Leg | undefined
  private talking = false

  constructor(leg: Leg, counters: CountedAudio) {
    this.leg = leg
    this.far = leg.far
    this.arrived = new JitterBuffer(counters)
  }

  /** 20 ms from the far end, on its own clock. */
  put(frame: Int16Array): void {
    if (this.isTalking()) this.arrived.put(frame)
  }

  /** Adds the next 20 ms of the far end to `sum`. */
  hear(sum: Int32Array): void {
    const { far } = this.leg
    this.talking = this.isTalking()
    // After a transfer, what the party before had sent is not of this conversation.
    if (!this.talking || this.far !== far) this.arrived.clear()
    this.far = far
    // A party without a clock speaks on this one, also to nobody.
    const speaks = this.arrived.take(this.heard) || (far?.line.terminal.says(far, this.heard) ?? false)
    if (!speaks || !this.talking) {
      this.heard.fill(0)
      return
    }
    // Here and below, the loops stay within the frames, all of which are of one length.
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      sum[index] = (sum[index] as number) + (this.heard[index] as number)
    }
  }

  /** Lets the far end hear the module, and in a multiparty call what of `sum` is not its own. */
  tell(uplink: Int16Array, sum: Int32Array, alone: boolean): void {
    const { far, tones } = this.leg
    if (!far) return
    const toned = tones?.fill(this.outgoing) ?? false
    if (!toned && !alone) this.mix(uplink, sum)
    const frame = toned || !alone ? this.outgoing : uplink
    far.line.terminal.hears(far, this.talking ? frame : silence)
  }

  private mix(uplink: Int16Array, sum: Int32Array): void {
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      const others = (sum[index] as number) - (this.heard[index] as number)
      this.outgoing[index] = saturate((uplink[index] as number) + others)
    }
  }

  /** Whether both ends are in the conversation; else each hears silence. */
  private isTalking(): boolean {
    return this.leg.state === 'active' && this.leg.far?.state === 'active'
  }
}
