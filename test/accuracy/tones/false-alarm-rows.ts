import { ToneDetector } from '../../../src/audio/tones/tone-detector.ts'
import { countryTones } from '../../../src/audio/tones/tone-table.ts'
import { talk } from '../dtmf/talk.ts'
import type { AccuracyRow, Measurement } from '../row.ts'
import { music } from './music.ts'

/** Goal T2, second half: tones that are told of where there are none, by the detectors of all countries. */
export async function* falseAlarmRows(measurement: Measurement): AsyncIterable<AccuracyRow> {
  const { size, half, seed } = measurement
  const minutes = size === 'full' ? { talk: 60, music: 30 } : { talk: 2, music: 2 }
  const from = (half === 'development' ? 60_000 : 70_000) + seed
  yield await rowOf('synthetic talk', talk(measurement, minutes.talk, from), 1, measurement)
  yield await rowOf('synthetic music', music(minutes.music, from), 0, measurement)
}

async function rowOf(
  what: string,
  sounds: AsyncIterable<Int16Array> | Iterable<Int16Array>,
  most: number,
  { size, progress }: Measurement,
): Promise<AccuracyRow> {
  const codes = countryTones.filter((_, index) => size === 'full' || index % 8 === 0).map(({ code }) => code)
  const detectors = [undefined, ...codes].map(country => ({
    name: country ?? 'all at once',
    detector: new ToneDetector(country === undefined ? {} : { country }),
    alarms: 0,
  }))
  let samples = 0
  for await (const sound of sounds) {
    samples += sound.length
    for (const one of detectors) {
      for (const event of one.detector.process(sound)) {
        if (event.kind !== 'start') continue
        one.alarms++
        progress(`${one.name}: ${event.tone} at ${(samples / 8000).toFixed(0)} s of ${what}`)
      }
    }
  }
  const worst = detectors.reduce((one, other) => (other.alarms > one.alarms ? other : one))
  const minutes = samples / 480_000
  return {
    id: 'T2',
    stimulus: `${minutes.toFixed(1)} minutes of ${what}, ${codes.length} countries one by one and all at once`,
    goal: `<= ${most} false`,
    figure: worst.alarms === 0 ? '0 false, by any' : `${worst.alarms} false by the worst, ${worst.name}`,
    met: worst.alarms <= most,
  }
}
