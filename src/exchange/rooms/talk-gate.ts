/** A frame whose mean magnitude is below this has no speech in it: -46 dB of full scale. */
const TALK_LEVEL = 160
/** So many quiet frames in a row are the end of talking: 2.5 s, so that no pause between words is cut. */
const QUIET_FRAMES = 125

/** Tells frames of one who talks from those of one who only adds the noise of a line: forty lines' noise is loud. */
export class TalkGate {
  private quietFrames = QUIET_FRAMES

  /** Whether this next frame is to be heard by others. */
  passes(frame: Int16Array): boolean {
    let sum = 0
    // The loop ends with the last sample.
    for (let at = 0; at < frame.length; at++) sum += Math.abs(frame[at] as number)
    this.quietFrames = sum >= TALK_LEVEL * frame.length ? 0 : this.quietFrames + 1
    return this.quietFrames <= QUIET_FRAMES
  }
}
