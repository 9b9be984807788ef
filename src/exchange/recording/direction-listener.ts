import { FRAME_SAMPLES } from '../../audio/frame.ts'
import type { FrameListener } from '../../audio/media-session.ts'
import { mixFrames } from '../../audio/mixing/mix-frames.ts'
import type { RecordedDirection } from '../../modem/module-commands.ts'

/** A listener that gives `take` the frames of one direction, or of both as one; they are reused after it returns. */
export function directionListener(direction: RecordedDirection, take: (frame: Int16Array) => void): FrameListener {
  switch (direction) {
    case 'downlink':
      return downlink => take(downlink)
    case 'uplink':
      return (_, uplink) => take(uplink)
    case 'both': {
      const mixed = new Int16Array(FRAME_SAMPLES)
      return (downlink, uplink) => {
        mixFrames(downlink, uplink, mixed)
        take(mixed)
      }
    }
  }
}
