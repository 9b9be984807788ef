import type { ToneKind } from '../../../src/audio/tones/tone.ts'
import type { ListedTone } from './listed-tone.ts'

const kinds: Readonly<Record<string, ToneKind>> = {
  ring: 'ringback',
  busy: 'busy',
  congestion: 'congestion',
  dial: 'dial',
  info: 'sit',
}

/** Reads Asterisk's list of tones: sections of countries, `busy = 425/500,0/500`, `*` for a modulated tone. */
export function readAsteriskList(text: string): readonly ListedTone[] {
  const tones: ListedTone[] = []
  let country = ''
  for (const line of text.split('\n').map(raw => raw.replace(/;.*/, '').trim())) {
    const section = /^\[(.+)\]$/.exec(line)
    if (section?.[1]) country = section[1] === 'uk' ? 'gb' : section[1]
    const [key = '', value = ''] = line.split('=').map(part => part.trim())
    const kind = kinds[key]
    if (kind && country.length === 2) tones.push(toneOf(country, kind, value))
  }
  return tones
}

function toneOf(country: string, kind: ToneKind, value: string): ListedTone {
  const elements = value.split(',').map(element => {
    const [signal = '', ms = ''] = element.trim().replace('!', '').split('/')
    return { lines: linesOf(signal), ms: Number(ms) }
  })
  const sounding = elements.filter(({ lines }) => lines.length > 0)
  if (kind === 'sit') {
    const first = sounding.slice(0, 3).flatMap(({ lines }) => lines)
    return { country, kind, signals: [first], cadence: [] }
  }
  const cadence = elements.length > 1 ? elements.map(({ ms }) => ms) : []
  return { country, kind, signals: sounding.slice(0, 1).map(({ lines }) => lines), cadence }
}

function linesOf(signal: string): readonly number[] {
  const [carrier = 0, by] = signal.split('*').map(Number)
  if (by !== undefined) return [carrier - by, carrier + by]
  return signal
    .split('+')
    .map(Number)
    .filter(hz => hz > 0)
    .sort((one, other) => one - other)
}
