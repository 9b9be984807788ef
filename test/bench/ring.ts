import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/index.ts'
import { withTimeLimit } from '../../src/transport/time-limit.ts'
import { random } from '../support/random.ts'
import { millisecondsSince, startBenchModule } from './bench-module.ts'
import type { Benchmark, RunSettings } from './benchmark.ts'
import { latencyFigures } from './figure.ts'
import type { Telling } from './module-request.ts'
import { type ListenForRings, listenWithReadline, listenWithVoiceCall } from './ring-listeners.ts'

interface Variant {
  readonly title: string
  readonly listen: ListenForRings
  readonly telling: Telling
  readonly ringsPerRound: number
  /** The pause before a ring, ms; up to 20 more by chance, so that rings fall anywhere between two polls. */
  readonly pauseMs: number
}

const clip = { clip: true, dsci: false }
const often = { ringsPerRound: 60, pauseMs: 20 }
const variants: readonly Variant[] = [
  { title: 'RING, +CLIP, ^DSCI', listen: listenWithVoiceCall, telling: { clip: true, dsci: true }, ...often },
  { title: 'RING, +CLIP', listen: listenWithVoiceCall, telling: clip, ...often },
  { title: 'RING, +CLIP: serialport with parser-readline', listen: listenWithReadline, telling: clip, ...often },
  {
    title: 'RING, then AT+CLCC',
    listen: listenWithVoiceCall,
    telling: { clip: false, dsci: false },
    // Here the list must be asked, which is done at most four times a second; so the rings come slower, and are fewer.
    ringsPerRound: 30,
    pauseMs: 260,
  },
]

/** No ring takes as long as this; one that does was lost. */
const LOST_MS = 5000

/** From the first byte of a ring to the user's callback. */
export const ring: Benchmark = {
  name: 'ring',
  what: 'From the first byte of RING, written by another process to a pty, to the callback of VoiceCall (code 10).',
  async run(settings) {
    const rounds = new Map<Variant, number[][]>(variants.map(variant => [variant, []]))
    for (let round = 0; round < settings.rounds; round++) {
      for (const variant of variants) rounds.get(variant)?.push(await measureRound(variant, settings, round))
    }
    return variants.flatMap(variant => latencyFigures(variant.title, 'ms', rounds.get(variant) ?? []))
  },
}

async function measureRound(variant: Variant, { seed, progress }: RunSettings, round: number): Promise<number[]> {
  progress(`ring: round ${round + 1}, ${variant.title}`)
  const next = random(seed + round)
  const module = await startBenchModule(variant.telling)
  let onLatency: (latencyMs: number) => void = () => {}
  const listener = await variant.listen(module.path, stamp => onLatency(millisecondsSince(stamp)))
  const latencies: number[] = []
  for (let count = 0; count < variant.ringsPerRound; count++) {
    await sleep(variant.pauseMs + 20 * next())
    const rung = new Promise<number>(resolve => {
      onLatency = resolve
    })
    await module.ask({ do: 'ring' })
    latencies.push(await withTimeLimit(systemClock, LOST_MS, rung, lost))
    await listener.hangUp()
  }
  await listener.close()
  await module.end()
  return latencies
}

function lost(): never {
  throw new Error('a ring was lost')
}
