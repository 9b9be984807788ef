import { setTimeout as sleep } from 'node:timers/promises'
import {
  bridgeSessions,
  type DriftStatistics,
  FRAME_MS,
  FRAME_SAMPLES,
  type MediaStatistics,
} from '../../src/audio/index.ts'
import { systemClock } from '../../src/base/clock.ts'
import { LineAudio, type LineSession, type Modem, openModem, startPlaying, startRecording } from '../../src/index.ts'
import { answerParent } from '../support/answer-parent.ts'
import { Course } from './course.ts'
import type { SoundModule } from './sound-network-process.ts'
import { findFrames } from './speech-like.ts'
import { machineMs } from './stamped-frame.ts'
import { stall } from './support/stall.ts'

/** What this program is started with: two modules. */
export type TwoModemsSetup = readonly [SoundModule, SoundModule]

export type TwoModemsRequest =
  /** The first calls the second, which records what it hears while a file is played to it, in a process busy so long each 20 ms. */
  | {
      readonly do: 'talk'
      readonly play: string
      readonly record: string
      readonly seconds: number
      readonly busyMs: number
    }
  /** Each calls a subscriber of its own, and the two calls hear each other from then on. */
  | { readonly do: 'bridge'; readonly numbers: readonly [string, string] }
  | { readonly do: 'bridge-report' }

/** How the file was heard. */
export interface TalkReport {
  /** For each frame that was heard: from the moment it was asked for to the moment it was heard, ms. */
  readonly delaysMs: readonly number[]
  /** How late it was heard, by one frame each 20 ms, measured from the one that was least late. */
  readonly latenessMs: readonly number[]
  /** Frames by which this program was late, beyond what it was told to be. */
  readonly ownLateness: number
  readonly statistics: readonly MediaStatistics[]
}

/** How the two calls heard each other since they were joined. */
export interface BridgeReport {
  /** As in {@link TalkReport}. */
  readonly ownLateness: number
  readonly bridge: readonly DriftStatistics[]
  readonly statistics: readonly MediaStatistics[]
}

interface Phone {
  readonly modem: Modem
  readonly audio: LineAudio
}

// A program of its own: the driver, so that only it is late when it is kept busy.
const setup = JSON.parse(process.argv[2] ?? '') as TwoModemsSetup
const phones = await Promise.all(
  setup.map(async ({ path, pcmPath }): Promise<Phone> => {
    const modem = await openModem({ path })
    return { modem, audio: new LineAudio({ modem, path: { kind: 'pcm-port', port: { path: pcmPath } } }) }
  }),
)
const pair = [phoneAt(0), phoneAt(1)] as const
const [near, far] = pair

function phoneAt(index: number): Phone {
  const phone = phones[index]
  if (!phone) throw new Error('two modules are needed')
  return phone
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5)
}

async function through({ modem, audio }: Phone): Promise<LineSession> {
  await until(() => modem.calls.some(call => call.state === 'active'))
  return audio.session()
}

async function talk({ play, record, seconds, busyMs }: Extract<TwoModemsRequest, { do: 'talk' }>): Promise<TalkReport> {
  await near.modem.dial(setup[1].number)
  await until(() => far.modem.calls.some(call => call.state === 'incoming'))
  await far.modem.answer()
  const sessions = await Promise.all(pair.map(through))
  await sleep(1_000)
  const line = (phone: Phone) => ({ ...phone, clock: systemClock })
  const request = { format: 'wav', direction: 'downlink', path: record, overwrite: false } as const
  const recording = await startRecording(line(far), request)
  const [said, heard] = [new Course(seconds + 10), new Course(seconds + 10)]
  sessions[0]?.listen((_, uplink) => said.add(uplink, machineMs()))
  sessions[1]?.listen(downlink => heard.add(downlink, machineMs()))
  const stop = stall(busyMs)
  const playback = await startPlaying(line(near), { kind: 'file', path: play })
  await playback.ended
  await sleep(1_000)
  const ownLateness = stop()
  await recording.stop()
  const statistics = sessions.map(session => session.statistics)
  await near.modem.hangUpAll()
  return { ...timesOf(said, heard), ownLateness, statistics }
}

function timesOf(said: Course, heard: Course): Pick<TalkReport, 'delaysMs' | 'latenessMs'> {
  const askedMs = new Map(findFrames(said.samples).frames.map(({ number, at }) => [number, said.toldMs(at)]))
  // A frame that is not aligned with those of the listener is heard with its last sample.
  const told = findFrames(heard.samples).frames.map(({ number, at }) => ({
    number,
    ms: heard.toldMs(at + FRAME_SAMPLES - 1),
  }))
  const behindMs = told.map(({ number, ms }) => ms - FRAME_MS * number)
  const leastMs = behindMs.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY)
  return {
    delaysMs: told.map(({ number, ms }) => ms - (askedMs.get(number) ?? Number.NaN)),
    latenessMs: behindMs.map(ms => ms - leastMs),
  }
}

let report: () => BridgeReport = () => {
  throw new Error('there is no bridge')
}

async function bridge(numbers: readonly [string, string]): Promise<null> {
  await Promise.all(pair.map(({ modem }, index) => modem.dial(numbers[index] ?? '')))
  const [one, other] = await Promise.all(pair.map(through))
  if (!one || !other) throw new Error('two sessions are needed')
  const joined = bridgeSessions(one, other)
  const stop = stall(0)
  report = () => ({
    ownLateness: stop(),
    bridge: joined.statistics,
    statistics: [one.statistics, other.statistics],
  })
  return null
}

answerParent({}, (request: TwoModemsRequest) => {
  switch (request.do) {
    case 'talk':
      return talk(request)
    case 'bridge':
      return bridge(request.numbers)
    case 'bridge-report':
      return report()
  }
})
