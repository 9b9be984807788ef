import { hz, tone } from '../../../src/audio/tones/tone.ts'
import { toneSamples } from '../../../src/audio/tones/tone-generator.ts'
import { countryTones } from '../../../src/audio/tones/tone-table.ts'
import { throughKeptAmr } from '../kept-amr.ts'
import type { Measurement } from '../row.ts'

const seconds = 15
const levels = [-12, -24] as const
const amr122 = 7
const rows = [697, 770, 852, 941] as const
const columns = [1209, 1336, 1477, 1633] as const
const keys = '123A456B789C*0#D'

/** Every tone of the country table and every key, each at two levels, plain and through AMR 12.2. */
export async function* networkTones(measurement: Measurement): AsyncIterable<{ name: string; samples: Int16Array }> {
  const countries = countryTones.filter((_, index) => measurement.size === 'full' || index % 4 === 0)
  for (const levelDbfs of levels) {
    const played = countries.flatMap(({ code, tones }) =>
      tones.flatMap(({ kind, segments, elsewhere = [] }) =>
        [segments, ...elsewhere.map(signal => segments.map(one => (one.signal ? { ...one, signal } : one)))].map(
          sound => ({
            name: `${code} ${kind}`,
            samples: toneSamples({ segments: sound }, { levelDbfs, ms: 1000 * seconds }),
          }),
        ),
      ),
    )
    for (const [index, key] of [...keys].entries()) {
      const pair = hz(rows[index >> 2] ?? 0, columns[index & 3] ?? 0)
      for (const ms of [70, 200]) {
        const { segments } = tone('dial', 'itu', pair, ms, 100)
        played.push({ name: `key ${key}`, samples: toneSamples({ segments }, { levelDbfs, ms: 3000 }) })
      }
    }
    yield* played
    const coded = await throughKeptAmr(
      played.map(({ samples }) => samples),
      amr122,
      measurement.folder,
    )
    for (const [index, samples] of coded.entries()) yield { name: `${played[index]?.name} AMR`, samples }
  }
}
