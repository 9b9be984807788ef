import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import type { CountryTones, Signal, Tone, ToneKind } from '../../../src/audio/tones/tone.ts'
import type { Measurement } from '../row.ts'
import type { Ear } from './ears.ts'

/** The supervisory tone receiver of spandsp, given the same table; needs gcc and Debian's libspandsp-dev. */
export async function spandspEar({ folder, progress }: Measurement): Promise<Ear | null> {
  const program = join(folder, 'spandsp-tones')
  const source = new URL('../peer/spandsp-tones.c', import.meta.url).pathname
  try {
    await promisify(execFile)('gcc', ['-O2', '-o', program, source, '-lspandsp', '-lm'])
  } catch (error) {
    progress(`Without spandsp: ${source} cannot be built (${String(error).split('\n')[0]})`)
    return null
  }
  return {
    name: 'spandsp super_tone_rx',
    hear: async (samples, country) => {
      const templates = templatesOf(country)
      const child = spawn(program, [...templates.map(({ elements }) => elements), unused], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      const ended = once(child, 'close')
      child.stdin.end(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
      const told = await text(child.stdout)
      await ended
      const lines = told.split('\n').filter(line => line !== '')
      const heard = lines.map(line => {
        const [place = 0, atSample = 0] = line.split(' ').map(Number)
        return { kinds: kindsLike(templates, place), atSample }
      })
      // It tells a tone again with every cycle or two.
      return heard.filter(({ kinds }, index) => kinds[0] !== heard[index - 1]?.kinds[0])
    },
  }
}

/** It compares the two strongest frequencies that it looks for, so there must be two: one that no tone has. */
const unused = '3000,0,60000,60001;'

interface Template {
  readonly kind: ToneKind
  readonly elements: string
}

/**
 * A cycle and the next element of each tone, with the tolerances that ours have: 10 % and 35 ms. Only the usual signal
 * of each: with frequencies as close as those of other exchanges it takes one tone for two.
 */
function templatesOf({ tones }: CountryTones): readonly Template[] {
  return tones.map(tone => ({ kind: tone.kind, elements: elementsOf(tone) }))
}

function elementsOf({ kind, segments }: Tone): string {
  const sounding = segments.filter(({ signal }) => signal)
  if (kind === 'sit') return sounding.map(({ signal }) => element(signal, 330)).join('')
  if (segments.some(({ ms }) => !Number.isFinite(ms))) return element(sounding[0]?.signal ?? null, 2200, 0)
  return [...segments, ...segments.slice(0, 1)].map(({ signal, ms }) => element(signal, ms)).join('')
}

function element(signal: Signal | null, ms: number, most = Math.round(1.1 * ms + 35)): string {
  const [f1 = 0, f2 = 0] = signal ? linesOf(signal) : []
  return `${Math.round(f1)},${Math.round(f2)},${Math.round(0.9 * ms - 35)},${most};`
}

/** A modulated tone as its own table has it: the two side lines. */
function linesOf({ hz, modulatedBy }: Signal): readonly number[] {
  const [carrier = 0] = hz
  return modulatedBy === undefined ? hz : [carrier - modulatedBy, carrier + modulatedBy]
}

function kindsLike(templates: readonly Template[], place: number): readonly ToneKind[] {
  const told = templates[place]
  return templates.filter(({ elements }) => elements === told?.elements).map(({ kind }) => kind)
}
