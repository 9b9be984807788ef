import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceStatistics } from '../../src/audio/media/media-counters.ts'
import { openPcmPort, type PcmPortSession } from '../../src/audio/media/pcm-port-session.ts'
import { serialTransport } from '../../src/transport/serial-transport.ts'
import { ChildProgram } from '../support/child-program.ts'
import { upTo } from '../support/numbered-frames.ts'
import type { PcmModuleReport } from './pcm-module-process.ts'
import { machineMs, readStamp, stampFrame } from './stamped-frame.ts'
import { stall } from './support/stall.ts'

let child: ChildProgram
let session: PcmPortSession

beforeEach(async () => {
  const file = new URL('pcm-module-process.ts', import.meta.url)
  let ready: { readonly path: string }
  ;[child, ready] = await ChildProgram.start<{ readonly path: string }>(file)
  session = await openPcmPort({ transport: serialTransport(ready.path) })
})

afterEach(async () => {
  await session.close()
  await child.kill()
})

interface Heard {
  readonly numbers: number[]
  readonly delaysMs: number[]
}

interface Exchanged {
  readonly heard: Heard
  readonly module: PcmModuleReport
  readonly statistics: DeviceStatistics
}

/** Exchanges stamped frames for `durationMs` and gives what both ends saw. */
async function exchange(durationMs: number): Promise<Exchanged> {
  const heard: Heard = { numbers: [], delaysMs: [] }
  session.listen(downlink => {
    const stamp = readStamp(downlink)
    if (!stamp) return
    heard.numbers.push(stamp.number)
    heard.delaysMs.push(machineMs() - stamp.madeMs)
  })
  let next = 1
  session.setSource(frame => {
    stampFrame(frame, next++)
    return true
  })
  await sleep(30) // What is flushed at the opening must not be of this exchange.
  await child.ask<null>({ do: 'start' })
  await sleep(durationMs)
  const module = await child.ask<PcmModuleReport>({ do: 'stop' })
  await sleep(30)
  return { heard, module, statistics: session.statistics }
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}

function tellDelays(name: string, heard: Heard, module: PcmModuleReport): readonly [downMs: number, upMs: number] {
  const [down, up] = [percentile(heard.delaysMs, 0.95), percentile(module.delaysMs, 0.95)]
  console.log(
    `${name}: host-added delay p95 downlink ${down.toFixed(1)} ms, uplink ${up.toFixed(1)} ms (besides the cushion of 60 ms); ` +
      `median ${percentile(heard.delaysMs, 0.5).toFixed(1)} and ${percentile(module.delaysMs, 0.5).toFixed(1)} ms`,
  )
  return [down, up]
}

/** 10 s, or as many minutes as CELLVOICE_SOAK_MINUTES says. */
const exchangeMs = 60_000 * Number(process.env.CELLVOICE_SOAK_MINUTES ?? 0) || 10_000

// A machine that is busy with something else for a moment is not what is measured here.
describe('PCM on a port', { retry: 2 }, () => {
  test.each([
    ['an idle process', 0],
    ['25 ms of work each 20 ms', 25],
  ])(
    '%s: no frame lost or doubled, delay below 40 ms',
    async (name, busyMs) => {
      const stop = busyMs > 0 ? stall(busyMs) : () => 0
      const { heard, module, statistics } = await exchange(exchangeMs)
      const excused = module.ownLateness + stop()
      const [downMs, upMs] = tellDelays(name, heard, module)
      console.log(`${module.sent} frames, ${module.gaps} gaps, ${excused} frames by which this machine was late`)
      expect(heard.numbers).toEqual(upTo(1, module.sent))
      // The answer to the last frame may still be on its way when the module is stopped.
      expect([0, 1]).toContain(module.sent - module.received.length - statistics.dropped)
      expect(module.received).toEqual([...new Set(module.received)].toSorted((a, b) => a - b))
      expect([statistics.dropped, module.gaps].every(count => count <= excused)).toBe(true)
      expect(module.sent).toBeGreaterThanOrEqual(exchangeMs / 20 - 1)
      expect(Math.max(downMs, upMs)).toBeLessThan(40)
    },
    exchangeMs + 60_000,
  )
  test('a pause of 200 ms: all is heard, one gap, and the delay is as before', async () => {
    const pause = setTimeout(() => {
      const untilMs = performance.now() + 200
      while (performance.now() < untilMs);
    }, 2000)
    const { heard, module } = await exchange(4000)
    clearTimeout(pause)
    const before = percentile(module.depths.slice(50, 90), 0.5)
    const after = percentile(module.depths.slice(-50), 0.5)
    console.log(`frames ahead before ${before}, after ${after}; ${module.gaps} frames of gap`)
    expect(heard.numbers).toEqual(upTo(1, module.sent))
    expect(module.gaps).toBeLessThanOrEqual(8 + module.ownLateness)
    expect(after).toBeLessThanOrEqual(before + 1)
  })
})
