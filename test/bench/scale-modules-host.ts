import { setTimeout as sleep } from 'node:timers/promises'
import { type Modem, openModem } from 'cellvoice'

export interface ModulesRequest {
  readonly paths: readonly string[]
  readonly windowMs: number
}

export interface ModulesReport {
  readonly commandsPerSecond: number
  /** From a command to its OK, µs. */
  readonly p50: number
  readonly p99: number
  /** By how much a timer of 5 ms was late, ms. */
  readonly lateP99: number
  readonly cpuMicrosPerCommand: number
  readonly rssMb: number
}

const TIMER_MS = 5

// A program of its own, of plain Node: each modem sends its next command as soon as the one before is answered.
const { paths, windowMs } = JSON.parse(process.argv[1] ?? '') as ModulesRequest

function shareOf(values: number[], share: number): number {
  values.sort((a, b) => a - b)
  return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN
}

let busy = true
const micros: number[] = []
const lateMs: number[] = []

async function keepBusy(modem: Modem): Promise<void> {
  while (busy) {
    const startMs = performance.now()
    await modem.command('AT')
    micros.push((performance.now() - startMs) * 1000)
  }
}

async function watchLoop(): Promise<void> {
  while (busy) {
    const startMs = performance.now()
    await sleep(TIMER_MS)
    lateMs.push(performance.now() - startMs - TIMER_MS)
  }
}

const modems = await Promise.all(paths.map(path => openModem({ path })))
const working = [watchLoop(), ...modems.map(keepBusy)]
await sleep(1000) // Warms up.
micros.length = 0
lateMs.length = 0
const cpu = process.cpuUsage()
const startMs = performance.now()
await sleep(windowMs)
const { user, system } = process.cpuUsage(cpu)
const seconds = (performance.now() - startMs) / 1000
const commands = micros.length
const rssMb = process.memoryUsage.rss() / 1e6
busy = false
await Promise.all(working)
const report: ModulesReport = {
  commandsPerSecond: commands / seconds,
  p50: shareOf(micros, 0.5),
  p99: shareOf(micros, 0.99),
  lateP99: shareOf(lateMs, 0.99),
  cpuMicrosPerCommand: (user + system) / commands,
  rssMb,
}
console.log(JSON.stringify(report))
process.exit()
