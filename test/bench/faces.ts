import { ChildProgram } from '../support/child-program.ts'
import { random } from '../support/random.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import type { Budget } from './budget.ts'
import { attachFace } from './faces-attached.ts'
import type { FaceCost } from './faces-process.ts'
import { type Figure, latencyFigures, medianFigure, percentile } from './figure.ts'

const program = new URL('./faces-process.ts', import.meta.url)

/** What every face is compared with. */
const CORE = 'another subscriber of the core'
/** The network is in its figures, so they have no budget. */
const OVER_NETWORK = 'management interface over UDP'

const commandNames: Readonly<Record<string, string>> = {
  dial: 'dial',
  answer: 'answer',
  hold: 'hold',
  retrieve: 'retrieve',
  hangUp: 'hang-up',
}

/** What a face may add, µs: to an event, or to a command on its way to the line. */
const GOAL_MICROS = 50
/** What a face may cost beside the core, in processor time: 0.7 was the most that was measured. */
const GOAL_SHARE = 1
const LIMIT_SHARE = 1.5

const SHARE = 'an event, over the core, as a share of it'

const told = {
  VoiceCall: 'call',
  Exchange: 'call',
  CallChannel: 'call',
  UASCallChannel: 'call',
  CallOps: 'hold',
} as const
const momentsOf = { call: ['incoming', 'alerting', 'active', 'ended'], hold: ['held', 'retrieved'] } as const
const commandsOf = { call: ['dial', 'answer', 'hang-up'], hold: ['dial', 'hold', 'retrieve', 'hang-up'] } as const

/** What the faces add to a call event, and to a command before it is on the line. */
export const faces: Benchmark = {
  name: 'faces',
  what: 'From the event of the core to the callback of a face; from a command of its user to the bytes at the transport; in memory.',
  budgets: Object.entries(told).flatMap(([face, kind]) => [
    ...momentsOf[kind].map(moment => inTime(eventVariant(face, moment), 'p50')),
    ...commandsOf[kind].map(command => inTime(commandVariant(face, command), 'p50 over the core')),
    inTime(cpuVariant(face), 'an event, over the core'),
    {
      variant: cpuVariant(face),
      metric: SHARE,
      bound: 'at most' as const,
      goal: GOAL_SHARE,
      limit: LIMIT_SHARE,
    },
  ]),
  async run(settings) {
    const costs = new Map<string, FaceCost[]>(Object.keys(attachFace).map(face => [face, []]))
    for (let round = 0; round < settings.rounds; round++) {
      for (const face of shuffled([...costs.keys()], settings.seed + round)) {
        costs.get(face)?.push(await measure(face, settings, round))
      }
    }
    const core = costs.get(CORE) ?? []
    return [...costs].flatMap(([face, rounds]) => figuresOf(face, rounds, core))
  },
}

function inTime(variant: string, metric: string): Budget {
  return { variant, metric, bound: 'at most', goal: GOAL_MICROS }
}

function eventVariant(face: string, moment: string): string {
  return `${face}: ${moment}`
}

function commandVariant(face: string, command: string): string {
  return `${face}: ${command} to its bytes`
}

function cpuVariant(face: string): string {
  return `${face}: processor time`
}

async function measure(face: string, { seed, progress }: RunSettings, round: number): Promise<FaceCost> {
  progress(`faces: round ${round + 1}, ${face}`)
  const [child] = await ChildProgram.start(program, face, String(seed + round))
  const cost = await child.ask<FaceCost>({})
  await child.kill()
  return cost
}

function figuresOf(face: string, rounds: readonly FaceCost[], core: readonly FaceCost[]): Figure[] {
  const events = Object.keys(rounds[0]?.events ?? {}).flatMap(moment =>
    latencies(
      eventVariant(face, moment),
      rounds.map(cost => cost.events[moment] ?? []),
    ),
  )
  const commands = Object.keys(rounds[0]?.commands ?? {}).flatMap(command => {
    const variant = commandVariant(face, commandNames[command] ?? command)
    const times = rounds.map(cost => cost.commands[command] ?? [])
    const over = times.map((own, round) => percentile(own, 0.5) - percentile(core[round]?.commands[command] ?? [], 0.5))
    return [
      ...latencies(variant, times),
      ...(face === CORE ? [] : [medianFigure(variant, 'p50 over the core', 'µs', over)]),
    ]
  })
  const cpu = rounds.map(cost => cost.cpuMicros)
  const coreCpu = (round: number) => core[round]?.cpuMicros ?? Number.NaN
  const cpuOver = cpu.map((micros, round) => micros - coreCpu(round))
  const processor = [
    medianFigure(cpuVariant(face), 'an event', 'µs', cpu),
    ...(face === CORE || face === OVER_NETWORK
      ? []
      : [
          medianFigure(cpuVariant(face), 'an event, over the core', 'µs', cpuOver),
          medianFigure(
            cpuVariant(face),
            SHARE,
            '',
            cpuOver.map((micros, round) => micros / coreCpu(round)),
          ),
        ]),
  ]
  return [...events, ...commands, ...processor]
}

/** Without the maximum, which on a machine with other work to do is that of the other work. */
function latencies(variant: string, rounds: readonly (readonly number[])[]): Figure[] {
  return latencyFigures(variant, 'µs', rounds).filter(({ metric }) => metric !== 'max')
}

/** Another order in each round, so that what else the machine does falls on all of them. */
function shuffled(names: readonly string[], seed: number): string[] {
  const next = random(seed)
  return names
    .map(name => ({ name, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ name }) => name)
}
