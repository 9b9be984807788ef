import { setTimeout as sleep } from 'node:timers/promises'
import { openModem } from 'cellvoice'

export interface UrcsRequest {
  readonly path: string
  readonly perSecond: number
  readonly seconds: number
}

export interface UrcsReport {
  readonly cpuPercent: number
  /** From the moment before a line was written to the callback, µs. */
  readonly micros: readonly number[]
  readonly lost: number
}

// A program of its own, of plain Node: hears every line that nobody asked for.
const { path, perSecond, seconds } = JSON.parse(process.argv[1] ?? '') as UrcsRequest
const modem = await openModem({ path })
let micros: number[] = []
modem.events$.subscribe(event => {
  if (event.kind !== 'message' || event.message.kind !== 'ussd') return
  micros.push(Number(process.hrtime.bigint() - BigInt(event.message.text ?? 0)) / 1000)
})

async function hear(linesPerSecond: number, lines: number): Promise<void> {
  micros = []
  await modem.command(`AT+XPRINT=${linesPerSecond},${lines}`)
  await sleep((lines * 1000) / linesPerSecond + 100)
}

await hear(200, 200) // Warms up.
const cpu = process.cpuUsage()
const startMs = performance.now()
await hear(perSecond, perSecond * seconds)
const { user, system } = process.cpuUsage(cpu)
const elapsedMs = performance.now() - startMs
const report: UrcsReport = {
  cpuPercent: (user + system) / 10 / elapsedMs,
  micros,
  lost: perSecond * seconds - micros.length,
}
process.stdout.write(JSON.stringify(report), () => process.exit())
