import type { CountryTones, ToneKind } from '../../../src/audio/tones/tone.ts'
import { ToneDetector } from '../../../src/audio/tones/tone-detector.ts'

/** A tone that was told of. */
export interface Heard {
  readonly kinds: readonly ToneKind[]
  readonly atSample: number
}

/** Something that finds the tones of a country in a sound. */
export interface Ear {
  readonly name: string
  hear(samples: Int16Array, country: CountryTones): Promise<readonly Heard[]>
}

export const ours: Ear = {
  name: 'cellvoice',
  hear: async (samples, { code }) => {
    const detector = new ToneDetector({ country: code })
    const heard: Heard[] = []
    for (let at = 0; at < samples.length; at += 160) {
      for (const event of detector.process(samples.subarray(at, at + 160))) {
        // What is told with a frame is known when the frame is there.
        if (event.kind === 'start') heard.push({ kinds: event.tones, atSample: at + 160 })
      }
    }
    return heard
  },
}
