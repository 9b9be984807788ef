import { DriftBuffer } from '../../src/audio/clocks/drift-buffer.ts'
import { DtmfDetector } from '../../src/audio/dtmf/dtmf-detector.ts'
import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import { Mixer } from '../../src/audio/mixing/mixer.ts'
import { ToneDetector } from '../../src/audio/tones/tone-detector.ts'

/** What is done with each frame; what is made of it does not matter here. */
type Work = (frame: Int16Array) => void

/** Everything that handles each frame of a call, by the name in the table. */
export const frameVariants: Readonly<Record<string, () => Work>> = {
  DtmfDetector: () => {
    const detector = new DtmfDetector()
    return frame => void detector.process(frame)
  },
  ToneDetector: () => {
    const detector = new ToneDetector()
    return frame => void detector.process(frame)
  },
  'DriftBuffer, in and out': () => {
    const buffer = new DriftBuffer()
    const out = new Int16Array(FRAME_SAMPLES)
    return frame => {
      buffer.push(frame)
      buffer.pull(out)
    }
  },
  'Mixer, 8 parties': () => conference(8),
  'Mixer, 64 parties': () => conference(64),
  'Mixer, 256 parties': () => conference(256),
}

/** All speak at once. */
function conference(size: number): Work {
  const mixer = new Mixer()
  const parties = Array.from({ length: size }, () => mixer.add())
  return frame => {
    for (const party of parties) party.speak(frame)
    mixer.mix()
  }
}
