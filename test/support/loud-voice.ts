import type { VoiceListener } from '../../src/api/channel/calling/voice-listener.ts'
import type { VoiceEvent } from '../../src/audio/voice-activity/voice-activity-detector.ts'

/** A pause of no more samples than this is one within speech. */
const longestPause = 1_600
const loud = 2_000

/** Takes for speech whatever is loud: for tests of what follows from speech, and not of what speech is. */
export function loudVoice(): VoiceListener {
  let at = 0
  let lastLoud = Number.NEGATIVE_INFINITY
  let speaking = false
  return {
    get speaking() {
      return speaking
    },
    process(samples) {
      const events: VoiceEvent[] = []
      const isLoud = samples.some(sample => Math.abs(sample) > loud)
      if (isLoud && !speaking) events.push({ kind: 'start', atSample: at })
      at += samples.length
      if (isLoud) lastLoud = at
      if (speaking && at - lastLoud > longestPause) events.push({ kind: 'end', atSample: lastLoud })
      speaking = at - lastLoud <= longestPause
      return events
    },
  }
}
