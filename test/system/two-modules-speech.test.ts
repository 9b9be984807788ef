import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { parseWav, wavFile } from '../../src/audio/index.ts'
import { ChildProgram } from '../support/child-program.ts'
import { upTo } from '../support/numbered-frames.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { Crossing } from './crossing.ts'
import type { SoundModule, SoundNetworkReport, SoundNetworkRequest } from './sound-network-process.ts'
import { findFrames, numberFrames, speechLike } from './speech-like.ts'
import { describeClient } from './support/client-test.ts'
import { pseudoTerminal } from './support/pty-need.ts'
import type { BridgeReport, TalkReport, TwoModemsRequest } from './two-modems-process.ts'

/** One minute, or as many seconds as CELLVOICE_SPEECH_SECONDS says. */
const speechSeconds = Number(process.env.CELLVOICE_SPEECH_SECONDS ?? 0) || 60
/** What both devices keep ahead, so that nobody hears when the host is late: the default of a session. */
const CUSHION_MS = 60

/** A network and the driver of its two modules, each in a process of its own. */
class TwoModules {
  private readonly network: ChildProgram
  private readonly modems: ChildProgram

  private constructor(network: ChildProgram, modems: ChildProgram) {
    this.network = network
    this.modems = modems
  }

  static async start(audioClocksPpm: readonly [number, number]): Promise<TwoModules> {
    const of = (name: string) => new URL(`./${name}-process.ts`, import.meta.url)
    const setup = JSON.stringify({ audioClocksPpm })
    const [network, modules] = await ChildProgram.start<readonly SoundModule[]>(of('sound-network'), setup)
    onTestFinished(() => network.kill())
    const [modems] = await ChildProgram.start(of('two-modems'), JSON.stringify(modules))
    onTestFinished(() => modems.kill())
    return new TwoModules(network, modems)
  }

  askNetwork<Reply>(request: SoundNetworkRequest): Promise<Reply> {
    return this.network.ask(request)
  }

  askModems<Reply>(request: TwoModemsRequest): Promise<Reply> {
    return this.modems.ask(request)
  }

  counters(): Promise<SoundNetworkReport> {
    return this.askNetwork({ do: 'counters' })
  }
}

const share = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN

const inMs = (values: readonly number[]) =>
  `least ${share(values, 0).toFixed(1)}, median ${share(values, 0.5).toFixed(1)}, p99 ${share(values, 0.99).toFixed(1)}, most ${share(values, 1).toFixed(1)} ms`

describeClient('two modules, over pseudo-terminals', [pseudoTerminal], () => {
  // A machine that is busy with something else for a moment is not what is measured here.
  const again = { retry: 2, timeout: 60_000 + 2_000 * speechSeconds }
  test(
    'one hears what the other plays, each frame once and in time, though the driver is busy 25 ms each 20 ms',
    again,
    async () => {
      const world = await TwoModules.start([0, 0])
      const [play, record] = ['speech.wav', 'heard.wav'].map(name => join(temporaryFolder(), name))
      if (!play || !record) throw new Error('two paths')
      const speech = numberFrames(speechLike(speechSeconds, 1))
      const sent = speech.length / 160
      writeFileSync(play, wavFile(speech))
      const talk = { do: 'talk', play, record, seconds: speechSeconds, busyMs: 25 } as const
      const before = await world.counters()
      const { delaysMs, latenessMs, ownLateness, statistics } = await world.askModems<TalkReport>(talk)
      const network = await world.counters()

      const recorded = parseWav(readFileSync(record)).samples
      const { frames, foreign } = findFrames(recorded)
      const numbers = frames.map(frame => frame.number)
      const doubled = numbers.length - new Set(numbers).size
      const lost = sent - new Set(numbers).size
      const dropped = statistics[0]?.dropped ?? 0
      const slips = network.modules.map(module => module.slips)
      const networkLateness = network.ownLateness - before.ownLateness
      console.log(
        `${speechSeconds} s of speech: ${sent} frames played, ${numbers.length} heard, ${lost} lost, ${doubled} doubled, ${foreign} samples of nothing played\n` +
          `heard late: ${inMs(latenessMs)}; from being asked for to being heard: ${inMs(delaysMs)}\n` +
          `late by more than planned: the driver's process by ${ownLateness} frames, the simulator's by ${networkLateness}; ` +
          `slips between the modules, whose clocks are the same: ${slips.join(' and ')}\n` +
          `sessions: ${JSON.stringify(statistics)}\nmodules: ${JSON.stringify(network.modules)}`,
      )
      expect(doubled).toBe(0)
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      // The simulator loses nothing by itself, and the driver nothing that it does not tell.
      expect(slips).toEqual([0, 0])
      expect(lost).toBeLessThanOrEqual(dropped)
      // A machine that held both up for longer than the cushion is none to measure on.
      if (ownLateness + networkLateness === 0) {
        expect(numbers).toEqual(upTo(1, sent))
        expect(foreign).toBe(0)
        expect(share(latenessMs, 1)).toBeLessThanOrEqual(CUSHION_MS)
      } else expect(lost).toBeLessThanOrEqual(ownLateness + networkLateness)
      for (const { number, at } of frames) {
        expect(recorded.subarray(at, at + 160)).toEqual(speech.subarray(160 * (number - 1), 160 * number))
      }
    },
  )

  test('two calls whose modules are 400 ppm apart hear each other without a gap', {
    retry: 2,
    timeout: 120_000,
  }, async () => {
    const seconds = 30
    const world = await TwoModules.start([200, -200])
    const subscribers = ['5550101', '5550100'] as const
    await world.askModems({ do: 'bridge', numbers: subscribers })
    // What was sent ahead while the calls were being joined is not what is measured.
    await sleep(2_000)
    await world.askNetwork({ do: 'speak', subscribers, seconds })
    await sleep(1_000 * seconds + 1_000)
    const { bridge, statistics, ownLateness } = await world.askModems<BridgeReport>({ do: 'bridge-report' })
    const network = await world.counters()
    const crossings = await world.askNetwork<readonly Crossing[]>({ do: 'crossings' })
    for (const [index, { delaysMs, unlike, gaps }] of crossings.entries()) {
      console.log(
        `${index === 0 ? 'there' : 'back'}: ${inMs(delaysMs)} from module to module at ${delaysMs.length} places, ${unlike} unlike, ${gaps} gaps\n` +
          `of it the cushion of the session is ${CUSHION_MS} ms; the bridge: ${JSON.stringify(bridge[index])}`,
      )
    }
    console.log(
      `late by more than a frame: the driver's process ${ownLateness} times, the simulator's ${network.ownLateness}; sessions: ${JSON.stringify(statistics)}`,
    )
    const excused = ownLateness + network.ownLateness
    for (const { delaysMs, unlike, gaps } of crossings) {
      expect(gaps).toBeLessThanOrEqual(excused)
      if (excused > 0) continue
      // While the two clocks are being joined the sound is stretched a little, and here and there too much to be found.
      expect(unlike).toBeLessThanOrEqual(delaysMs.length / 10)
      expect(share(delaysMs, 0.99) - CUSHION_MS).toBeLessThanOrEqual(80)
    }
  })
})
