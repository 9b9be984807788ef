import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What the process holds while it is quiet. */
export interface IdleRequest {
  /** `bare`: the package serialport, loaded; `serialport`: its ports, each with a parser-readline; `cellvoice`: modems. */
  readonly variant: 'bare' | 'serialport' | 'cellvoice'
  readonly paths: readonly string[]
  /** From open until memory is looked at, ms. */
  readonly settleMs: number
  /** From a collection of garbage to the beginning of the window, ms. */
  readonly collectMs: number
  readonly windowMs: number
}

export interface IdleReport {
  /** When it has been open for a while; garbage is among it until V8 collects. */
  readonly rssMb: number
  /** At the end, garbage collected. */
  readonly collectedRssMb: number
  /** What lives on the heap, garbage collected, and outside it in buffers. */
  readonly liveMb: number
  readonly cpuPercent: number
  readonly switchesPerSecond: number
}

// A program of its own, of plain Node: opens what it is told, is quiet, and says what that cost.
const { variant, paths, settleMs, collectMs, windowMs } = JSON.parse(process.argv[1] ?? '') as IdleRequest

const open: Readonly<Record<IdleRequest['variant'], () => Promise<readonly object[]>>> = {
  async bare() {
    await import('serialport')
    return []
  },
  async serialport() {
    const { SerialPort } = await import('serialport')
    const { ReadlineParser } = await import('@serialport/parser-readline')
    return Promise.all(
      paths.map(async path => {
        const port = new SerialPort({ path, baudRate: 115_200 })
        await new Promise(resolve => port.once('open', resolve))
        return port.pipe(new ReadlineParser({ delimiter: '\r\n' })).on('data', () => {})
      }),
    )
  },
  async cellvoice() {
    const { openModem } = await import('cellvoice')
    return Promise.all(paths.map(path => openModem({ path })))
  },
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const held = await open[variant]()
await sleep(settleMs)
const rss = process.memoryUsage.rss()
// V8 uses the first half minute of quiet to collect, several times: what that takes is not what being quiet takes.
collect()
await sleep(collectMs)
const before = process.resourceUsage()
const startMs = performance.now()
await sleep(windowMs)
const after = process.resourceUsage()
const seconds = (performance.now() - startMs) / 1000
collect()
const { rss: collectedRss, heapUsed, external } = process.memoryUsage()
const cpuMicros = after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime
const report: IdleReport = {
  rssMb: rss / 1e6,
  collectedRssMb: collectedRss / 1e6,
  liveMb: (heapUsed + external) / 1e6,
  cpuPercent: cpuMicros / 1e4 / seconds,
  switchesPerSecond: (after.voluntaryContextSwitches - before.voluntaryContextSwitches) / seconds,
}
if (held.length !== (variant === 'bare' ? 0 : paths.length)) throw new Error('not all were open')
console.log(JSON.stringify(report))
process.exit()
