import type { CountryTones, Signal, Tone, ToneKind } from '../../../src/audio/tones/tone.ts'

const columns: readonly ToneKind[] = ['ringback', 'busy', 'congestion', 'dial', 'sit']

/** The row of a country in docs/tones.md. */
export function toneRow({ code, name, tones }: CountryTones): string {
  const cells = columns.map(kind => {
    const found = tones.find(one => one.kind === kind)
    return found ? textOf(found) : '-'
  })
  return `| ${[code, name, ...cells, referencesOf(tones)].join(' | ')} |`
}

function textOf(tone: Tone): string {
  const { segments, elsewhere = [], kind } = tone
  const sounding = segments.flatMap(({ signal }) => (signal ? [signal] : []))
  if (kind === 'sit') return sitText(tone)
  const signals = [...sounding.slice(0, 1), ...elsewhere].map(signalText).join(' // ')
  const cadence = segments.map(({ ms, db }) => `${ms}${db === undefined ? '' : ` (${db} dB)`}`).join('-')
  return segments.some(({ ms }) => !Number.isFinite(ms)) ? signals : `${signals}, ${cadence}`
}

function sitText({ segments }: Tone): string {
  const sounding = segments.filter(({ signal }) => signal)
  const gap = segments[1]?.signal === null ? ` with ${segments[1].ms} gaps` : ''
  return `${sounding.map(({ signal }) => signal?.hz.join()).join('/')}, ${sounding[0]?.ms}${gap}`
}

function signalText({ hz, modulatedBy }: Signal): string {
  return modulatedBy === undefined ? hz.join('+') : `${hz.join('+')}x${modulatedBy}`
}

/** The reference of most of them, and those that have another. */
function referencesOf(tones: readonly Tone[]): string {
  const counts = new Map<string, number>()
  for (const { reference } of tones) counts.set(reference, (counts.get(reference) ?? 0) + 1)
  const [main = ''] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? []
  const others = tones
    .filter(({ reference }) => reference !== main)
    .map(({ kind, reference }) => `${kind}: ${reference}`)
  return [main, ...others].join('; ')
}
