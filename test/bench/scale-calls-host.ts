import { setTimeout as sleep } from 'node:timers/promises'
import { Exchange, type Leg } from 'cellvoice'

export interface CallsRequest {
  readonly paths: readonly string[]
  /** Calls that are up; those that are more than the lines are second calls on them. */
  readonly calls: number
  readonly windowMs: number
  /** How often a call is ended by the far end and dialled anew meanwhile. */
  readonly changes: number
}

export interface CallsReport {
  /** Of the whole process while the calls are up and nothing happens. */
  readonly cpuPercent: number
  /** From `dial` to active, µs; the module answers at once. */
  readonly setUpMicros: readonly number[]
  /** From the moment before the line of the end was written to the state `ended`, µs. */
  readonly endMicros: readonly number[]
  readonly rssMb: number
}

/** Never the same again: one that calls back at once is taken for a late line of the call before. */
let nextNumber = 5_550_101

// A program of its own, of plain Node: an exchange with many calls.
const { paths, calls, windowMs, changes } = JSON.parse(process.argv[1] ?? '') as CallsRequest
const lines = paths.map((path, at) => ({ name: `line-${at + 1}`, port: { path }, audio: 'none' as const }))
const exchange = await Exchange.open({ lines })
const stamps = new Map<string, bigint>()
for (const line of exchange.lines) {
  line.modem?.events$.subscribe(event => {
    if (event.kind === 'message' && event.message.kind === 'ussd') {
      stamps.set(line.name, BigInt(event.message.text ?? 0))
    }
  })
}

function reaches(leg: Leg, state: Leg['state']): Promise<bigint> {
  if (leg.state === state) return Promise.resolve(process.hrtime.bigint())
  return new Promise(resolve => {
    const stop = leg.onState(now => {
      if (now !== state) return
      resolve(process.hrtime.bigint())
      stop()
    })
  })
}

/** @returns the leg and how long it took until it was through, µs. */
async function call(at: number): Promise<readonly [leg: Leg, micros: number]> {
  const beside = at >= lines.length ? up[at % lines.length] : undefined
  const startNs = process.hrtime.bigint()
  const line = { kind: 'name', name: `line-${(at % lines.length) + 1}` } as const
  const leg = await exchange.dial(String(nextNumber++), beside ? { beside } : { line })
  return [leg, Number((await reaches(leg, 'active')) - startNs) / 1000]
}

const up: Leg[] = []
for (let at = 0; at < calls; at++) up.push((await call(at))[0])
await sleep(2000)
const cpu = process.cpuUsage()
const startMs = performance.now()
await sleep(windowMs)
const { user, system } = process.cpuUsage(cpu)
const cpuPercent = (user + system) / 10 / (performance.now() - startMs)

const setUpMicros: number[] = []
const endMicros: number[] = []
// Only lines with a single call, whose oldest call is the one that is known here.
const single = lines.length - Math.max(0, calls - lines.length)
for (let change = 0; change < changes; change++) {
  const at = lines.length - 1 - (change % single)
  const leg = up[at]
  const line = exchange.lines[at]
  if (!leg || !line?.modem) throw new Error('there is no such call')
  const ended = reaches(leg, 'ended')
  await line.modem.command('AT+XEND')
  const endedNs = await ended
  endMicros.push(Number(endedNs - (stamps.get(line.name) ?? endedNs)) / 1000)
  await leg.ended
  const [anew, micros] = await call(at)
  up[at] = anew
  setUpMicros.push(micros)
}
const report: CallsReport = { cpuPercent, setUpMicros, endMicros, rssMb: process.memoryUsage.rss() / 1e6 }
process.stdout.write(JSON.stringify(report), () => process.exit())
