import type { FrameSource } from '../../audio/media-session.ts'
import { hz, type ToneSegment } from '../../audio/tones/tone.ts'
import { toneSource } from '../../audio/tones/tone-generator.ts'
import type { RoomPartyOptions } from './room-options.ts'

/** The ring-back tone of the United States: 440 and 480 Hz, 2 s of 6. */
const usualRingback: { readonly segments: readonly ToneSegment[] } = {
  segments: [
    { signal: hz(440, 480), ms: 2000 },
    { signal: null, ms: 4000 },
  ],
}

/**
 * What a party hears while its room is stopped.
 * @throws CellvoiceError INVALID_ARGUMENT for a tone that cannot be played.
 */
export function waitingSound({
  stoppedFile,
  ringbackTone = usualRingback,
}: Pick<RoomPartyOptions, 'stoppedFile' | 'ringbackTone'>): FrameSource {
  if (stoppedFile && stoppedFile.length > 0) return overAndOver(stoppedFile)
  return ringbackTone ? toneSource(ringbackTone) : () => false
}

function overAndOver(samples: Int16Array): FrameSource {
  let next = 0
  return frame => {
    for (let at = 0; at < frame.length; at++) {
      // Both loops stay within their arrays.
      frame[at] = samples[next] as number
      next = (next + 1) % samples.length
    }
    return true
  }
}
