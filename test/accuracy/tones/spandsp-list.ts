import type { ToneKind } from '../../../src/audio/tones/tone.ts'
import type { ListedTone } from './listed-tone.ts'

const kinds: Readonly<Record<string, ToneKind>> = {
  'ringing-tone': 'ringback',
  'busy-tone': 'busy',
  'congestion-tone': 'congestion',
  'dial-tone': 'dial',
  'special-information-tone': 'sit',
}

/** A step of a tone: something that sounds, or a pause; or steps that are repeated. */
interface Step {
  readonly freq: string
  readonly ms: number
  readonly times: number
  readonly inner: Step[]
}

/** Reads spandsp's list of tones: XML with a set of tones a country and nested steps, `||` between alternatives. */
export function readSpandspList(xml: string): readonly ListedTone[] {
  const tones: ListedTone[] = []
  let country = ''
  let kind: ToneKind | undefined
  const open: Step[] = []
  for (const [, end, name = '', attributes = '', empty] of xml.matchAll(/<(\/?)([\w-]+)([^>]*?)(\/?)>/g)) {
    if (name === 'tone-set' && !end) country = codeOf(attributes)
    if (name === 'step') {
      if (end) open.pop()
      else {
        const step = stepOf(attributes)
        open.at(-1)?.inner.push(step)
        if (!empty) open.push(step)
      }
    } else if (kinds[name] && !end) {
      kind = /type=|domain=/.test(attributes) ? undefined : kinds[name]
      open.splice(0, open.length, stepOf(''))
    } else if (kinds[name]) {
      const whole = open[0]
      if (kind && whole) tones.push(toneOf(country, kind, flat(whole)))
    }
  }
  return tones
}

function codeOf(attributes: string): string {
  const code = attributeOf(attributes, 'uncode')
  return code === 'uk' ? 'gb' : code
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

function stepOf(attributes: string): Step {
  const times = Number.parseInt(attributeOf(attributes, 'cycles'), 10)
  const seconds = Number.parseFloat(attributeOf(attributes, 'length'))
  return { freq: attributeOf(attributes, 'freq'), ms: 1000 * seconds, times: times > 0 ? times : 1, inner: [] }
}

function flat(step: Step): readonly Step[] {
  if (step.inner.length === 0) return [step]
  return Array.from({ length: step.times }, () => step.inner.flatMap(flat)).flat()
}

function toneOf(country: string, kind: ToneKind, steps: readonly Step[]): ListedTone {
  const sounding = steps.filter(({ freq }) => freq !== '')
  const first = sounding[0]?.freq ?? ''
  if (kind === 'sit') {
    return { country, kind, signals: [sounding.slice(0, 3).map(({ freq }) => Number.parseFloat(freq))], cadence: [] }
  }
  const signals = first.split('||').map(one => one.split('+').map(Number.parseFloat))
  const cadence = steps.map(({ ms }) => ms).filter(Number.isFinite)
  return { country, kind, signals, cadence: steps.length > 1 ? cadence : [] }
}
