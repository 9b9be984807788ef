import { AnswerClassifier } from '../../src/audio/answer/answer-classifier.ts'
import { BeepDetector } from '../../src/audio/answer/beep-detector.ts'
import { EndOfGreeting } from '../../src/audio/answer/end-of-greeting.ts'
import { DriftBuffer } from '../../src/audio/clocks/drift-buffer.ts'
import { DtmfDetector } from '../../src/audio/dtmf/dtmf-detector.ts'
import { FRAME_SAMPLES } from '../../src/audio/frame.ts'
import { Mixer } from '../../src/audio/mixing/mixer.ts'
import { ToneDetector } from '../../src/audio/tones/tone-detector.ts'
import { VoiceActivityDetector } from '../../src/audio/voice-activity/voice-activity-detector.ts'

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
  VoiceActivityDetector: () => {
    const detector = new VoiceActivityDetector()
    return frame => void detector.process(frame)
  },
  AnswerClassifier: () => oneAfterAnother(() => new AnswerClassifier()),
  BeepDetector: () => {
    const detector = new BeepDetector()
    return frame => void detector.process(frame)
  },
  EndOfGreeting: () => oneAfterAnother(() => new EndOfGreeting()),
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

/** A detector that listens until it has one thing to tell: null until then, and whatever it likes at last. */
interface OneVerdict {
  process(frame: Int16Array): object | null
}

/** So many are made at once, that there are thousands of frames in which none is made. */
const STOCK = 64

/** Listens with a new detector whenever one has told what it had to tell, as each call has its own. */
function oneAfterAnother(make: () => OneVerdict): Work {
  const stock: OneVerdict[] = []
  let detector = make()
  return frame => {
    if (detector.process(frame) === null) return
    if (stock.length === 0) for (let count = 0; count < STOCK; count++) stock.push(make())
    detector = stock.pop() ?? make()
  }
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
