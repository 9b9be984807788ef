import { setTimeout as sleep } from 'node:timers/promises'
import { Exchange, type Leg } from 'cellvoice'
import { DriftBuffer, FRAME_MS } from 'cellvoice/audio'

export interface AudioRequest {
  readonly modules: readonly { readonly path: string; readonly pcmPath: string | null }[]
  readonly keys: 'auto' | 'software'
  readonly windowMs: number
}

export interface AudioReport {
  readonly cpuPercent: number
  /** Frames that came, in all sessions. */
  readonly received: number
  /** Frames for which there was nothing to say, or that were dropped, or for which silence was taken. */
  readonly hostGaps: number
  /** Times that a module had nothing to play. */
  readonly moduleGaps: number
  /** Frames by which this program or that of the modules came too late to a moment, on a machine that had other work. */
  readonly lateness: number
  /** Of the frames that modules played, how many had sound. */
  readonly heardPercent: number
  readonly rssMb: number
}

interface Counted {
  readonly played: number
  readonly heard: number
  readonly gaps: number
  readonly ownLateness: number
}

// A program of its own, of plain Node: a call on each line; two and two are bridged, and one alone hears itself.
const { modules, keys, windowMs } = JSON.parse(process.argv[1] ?? '') as AudioRequest
const exchange = await Exchange.open({
  dtmf: { detector: keys },
  lines: modules.map(({ path, pcmPath }, at) => ({
    name: `line-${at + 1}`,
    port: { path },
    audio: { kind: 'pcm-port', port: { path: pcmPath ?? '' } },
  })),
})

async function call(line: string): Promise<Leg> {
  const leg = await exchange.dial('5550101', { line: { kind: 'name', name: line } })
  while (leg.state !== 'active') await sleep(5)
  if (keys === 'software') leg.onDigit(() => {})
  return leg
}

const legs = await Promise.all(exchange.lines.map(({ name }) => call(name)))
const sessions = await Promise.all(legs.map(leg => leg.session()))
for (let at = 0; at + 1 < legs.length; at += 2) await exchange.bridge(legs[at] as Leg, legs[at + 1] as Leg)
const [alone] = sessions.length === 1 ? sessions : []
if (alone) {
  const echo = new DriftBuffer()
  alone.listen(echo.push)
  alone.setSource(echo.pull)
}

const askAll = (command: string) =>
  Promise.all(exchange.lines.map(async ({ modem }) => (await modem?.command(command))?.[0] ?? ''))
const statistics = () => {
  const all = exchange.lines.map(({ audio }) => (audio?.state.kind === 'open' ? audio.state.session.statistics : null))
  if (all.includes(null)) throw new Error('the sound of a line was lost')
  const sum = (part: (one: NonNullable<(typeof all)[number]>) => number) =>
    all.reduce((total, one) => total + (one ? part(one) : 0), 0)
  return { received: sum(one => one.received), gaps: sum(one => one.silent + one.dropped + one.interruptions) }
}

let hostLateness = 0
const clock = startTicks()

/** What a program that does nothing else would miss: ticks of 20 ms that were due together with a later one. */
function startTicks(): NodeJS.Timeout {
  let lastMs = performance.now()
  return setInterval(() => {
    const nowMs = performance.now()
    hostLateness += Math.max(0, Math.floor((nowMs - lastMs) / FRAME_MS) - 1)
    lastMs = nowMs
  }, FRAME_MS)
}

await sleep(3000) // The sound between two clocks settles.
await askAll('AT+XCOUNT')
const before = statistics()
hostLateness = 0
const cpu = process.cpuUsage()
const startMs = performance.now()
await sleep(windowMs)
const { user, system } = process.cpuUsage(cpu)
const elapsedMs = performance.now() - startMs
const after = statistics()
clearInterval(clock)
const counted = (await askAll('AT+XCOUNT?')).map(line => JSON.parse(line.slice('+XCOUNT: '.length)) as Counted)
const sum = (part: keyof Counted) => counted.reduce((total, one) => total + one[part], 0)
const report: AudioReport = {
  cpuPercent: (user + system) / 10 / elapsedMs,
  received: after.received - before.received,
  hostGaps: after.gaps - before.gaps,
  moduleGaps: sum('gaps'),
  lateness: sum('ownLateness') + hostLateness * legs.length,
  heardPercent: (100 * sum('heard')) / sum('played'),
  rssMb: process.memoryUsage.rss() / 1e6,
}
console.log(JSON.stringify(report))
process.exit()
