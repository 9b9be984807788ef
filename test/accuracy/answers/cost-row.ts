import { AnswerClassifier } from '../../../src/audio/answer/answer-classifier.ts'
import { BeepDetector } from '../../../src/audio/answer/beep-detector.ts'
import { EndOfGreeting } from '../../../src/audio/answer/end-of-greeting.ts'
import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { VoiceActivityDetector } from '../../../src/audio/voice-activity/voice-activity-detector.ts'
import type { AccuracyRow } from '../row.ts'
import { quantile } from '../voice-score.ts'

const mostMicroseconds = 50
const rounds = 9
const makers = [
  { name: 'VoiceActivityDetector', make: () => new VoiceActivityDetector() },
  { name: 'AnswerClassifier', make: () => new AnswerClassifier({ limitMs: 30_000 }) },
  { name: 'BeepDetector', make: () => new BeepDetector() },
  { name: 'EndOfGreeting', make: () => new EndOfGreeting({ silenceMs: 30_000 }) },
] as const

/** What a frame of 20 ms costs each detector: goal M6. @param sounds - to hear, one after the other */
export function costRow(sounds: readonly Int16Array[]): AccuracyRow {
  const costs = makers.map(({ name, make }) => ({ name, microseconds: costOf(make, sounds) }))
  const worst = Math.max(...costs.map(({ microseconds }) => microseconds))
  return {
    id: 'M6',
    stimulus: `${sounds.length} answers, a frame of 20 ms`,
    goal: `<= ${mostMicroseconds} us`,
    figure: costs.map(({ name, microseconds }) => `${name} ${microseconds.toFixed(1)} us`).join(', '),
    met: worst <= mostMicroseconds,
    note: `median of ${rounds} runs on this machine`,
  }
}

function costOf(make: () => { process(samples: Int16Array): unknown }, sounds: readonly Int16Array[]): number {
  const times = Array.from({ length: rounds }, () => {
    let frames = 0
    const start = performance.now()
    for (const samples of sounds) {
      const detector = make()
      for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
        frames++
        const told = detector.process(samples.subarray(from, from + FRAME_SAMPLES))
        // One that has said its word listens no more, and costs nothing.
        if (told !== null && !Array.isArray(told)) break
      }
    }
    return (1000 * (performance.now() - start)) / frames
  })
  return quantile(times, 0.5)
}
