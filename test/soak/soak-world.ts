import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChannelExchange } from '../../src/api/channel/channel-exchange.ts'
import { wavFile } from '../../src/audio/files/wav-file.ts'
import type { SampleSynthesizer } from '../../src/audio/speech/speech-synthesizer.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { type SimulatedModule, type SimulatedNetwork, startSimulator } from '../../src/simulator/index.ts'
import { talk } from '../audio/voice-activity/talker.ts'
import { type CountingClock, countingClock } from '../support/counting-clock.ts'
import { until } from '../support/until.ts'

/** A line, its module, and the network that it is on. */
export interface SoakLine {
  readonly exchange: ChannelExchange
  readonly name: string
  readonly number: string
  readonly network: SimulatedNetwork
}

/** Everything that traffic goes through. */
export interface SoakWorld {
  readonly clock: ManualClock
  /** The clock of the exchanges. */
  readonly timers: CountingClock
  readonly exchanges: readonly ChannelExchange[]
  readonly modules: readonly SimulatedModule[]
  /** Those that callers have; besides them there are the spare ones. */
  readonly lines: readonly SoakLine[]
  /** What applications threw. */
  readonly thrown: unknown[]
}

/** What one exchange and one simulator take at most. */
const LINES_OF_EXCHANGE = 64
const MODULES_OF_SIMULATOR = 16
/** For each so many lines there is one more, which transfers and bridges take. */
const LINES_FOR_A_SPARE = 8
const PPM = [-60, -20, 0, 35, 80] as const

/** A text is so much speech as it has letters. */
const speech: SampleSynthesizer = {
  name: 'soak',
  speak: async text => ({ samples: talk(text.length / 12) }),
}

/** Opens `count` lines and spare ones, on as many exchanges as that takes. */
export async function soakWorld(count: number, mediaFolder: string): Promise<SoakWorld> {
  writeFileSync(join(mediaFolder, 'prompt.wav'), wavFile(talk(2)))
  writeFileSync(join(mediaFolder, 'menu.wav'), wavFile(talk(4, { seed: 4 })))
  const clock = new ManualClock()
  const timers = countingClock(clock)
  const thrown: unknown[] = []
  const total = count + Math.ceil(count / LINES_FOR_A_SPARE)
  const made: { readonly module: SimulatedModule; readonly network: SimulatedNetwork }[] = []
  for (let first = 0; first < total; first += MODULES_OF_SIMULATOR) {
    const size = Math.min(MODULES_OF_SIMULATOR, total - first)
    const wanted = Array.from({ length: size }, (_, index) => ({
      number: `+15551${String(first + index).padStart(6, '0')}`,
      audioClockPpm: PPM[(first + index) % PPM.length] ?? 0,
    }))
    const { network, modules } = await startSimulator({ family: 'ec25', clock, modules: wanted })
    made.push(...modules.map(module => ({ module, network })))
  }
  const exchangeCount = Math.ceil(total / LINES_OF_EXCHANGE)
  const exchanges: ChannelExchange[] = []
  const lines: SoakLine[] = []
  for (let at = 0; at < exchangeCount; at++) {
    // Dealt out in turn, so that each exchange has its share of the spare lines, which come first: who takes any free
    // line is to find one of them before one of a caller.
    const own = made.filter((_, index) => index % exchangeCount === at).reverse()
    const opening = ChannelExchange.open({
      lines: own.map(({ module }) => ({
        name: module.number,
        port: { transport: module.transport() },
        audio: { kind: 'pcm-port', port: { transport: module.pcmTransport() } },
      })),
      clock: timers,
      channelDefaults: { mediaFolder, speech },
      onApplicationError: error => thrown.push(error),
    })
    const exchange = await until(clock, opening)
    exchanges.push(exchange)
    const callers = own.filter(({ module }) => made.findIndex(one => one.module === module) < count)
    lines.push(...callers.map(({ module: { number }, network }) => ({ exchange, name: number, number, network })))
  }
  await clock.advance(1_000)
  const failed = exchanges.flatMap(one => one.lines).filter(({ state }) => state.kind !== 'ready')
  if (failed.length > 0) throw new Error(`${failed.length} lines are not ready`)
  return { clock, timers, exchanges, modules: made.map(({ module }) => module), lines, thrown }
}
