import { runBuiltProgram } from '../support/built-program.ts'
import type { Benchmark } from './benchmark.ts'
import { medianFigure } from './figure.ts'
import type { AudioReport, AudioRequest } from './scale-audio-host.ts'
import { withFarm } from './scale-farm.ts'
import { countOf, measureSizes } from './scale-sizes.ts'

const program = new URL('./scale-audio-host.ts', import.meta.url)
const WINDOW_MS = 10_000
const MOST = 16

/** Modules with a call each. */
export const audioSizes = [1, 4, 8, 16] as const
export const audioVariant = (modules: number) => countOf(modules, 'call')
const softwareKeys = `${MOST} calls, keys found in the sound`

/** Calls whose sound goes through this process, both ways. */
export const scaleAudio: Benchmark = {
  name: 'scale-audio',
  what: `A call on each module with its PCM port, 320 B each 20 ms both ways, bridged two and two (one alone hears itself), for ${WINDOW_MS / 1000} s; the modules are in another process.`,
  budgets: [
    { variant: audioVariant(MOST), metric: 'CPU', bound: 'at most', goal: 25, limit: 40 },
    { variant: audioVariant(MOST), metric: 'gaps beyond that', bound: 'at most', goal: 0, limit: 8 },
  ],
  long: true,
  async run(settings) {
    const measure = (modules: number, keys: AudioRequest['keys']) =>
      withFarm({ modules, pcm: true, seed: settings.seed }, farm =>
        runBuiltProgram<AudioReport>(program, { modules: farm.modules, keys, windowMs: WINDOW_MS }),
      )
    const measured = await measureSizes('scale-audio', audioSizes, settings, size => measure(size, 'auto'))
    const [withKeys] = await measureSizes('scale-audio, with software keys', [MOST], settings, size =>
      measure(size, 'software'),
    )
    return [
      ...measured.flatMap(({ size, reports }) => figuresOf(audioVariant(size), reports)),
      ...figuresOf(softwareKeys, withKeys?.reports ?? []),
    ]
  },
}

function figuresOf(variant: string, reports: readonly AudioReport[]) {
  const frames = reports.reduce((sum, { received }) => sum + received, 0)
  const figure = (metric: string, unit: string, of: (report: AudioReport) => number) =>
    medianFigure(variant, metric, unit, reports.map(of), frames)
  return [
    figure('CPU', '%', report => report.cpuPercent),
    figure('gaps', '', report => report.hostGaps + report.moduleGaps),
    figure('gaps of the host', '', report => report.hostGaps),
    figure('gaps of the modules', '', report => report.moduleGaps),
    figure('frames the machine was late', '', report => report.lateness),
    figure('gaps beyond that', '', report => Math.max(0, report.hostGaps + report.moduleGaps - report.lateness)),
    figure('frames with sound', '%', report => report.heardPercent),
    figure('RSS', 'MB', report => report.rssMb),
  ]
}
