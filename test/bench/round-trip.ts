import { ReadlineParser } from '@serialport/parser-readline'
import { SerialPort } from 'serialport'
import { openModem } from '../../src/index.ts'
import { startBenchModule } from './bench-module.ts'
import type { Benchmark } from './benchmark.ts'
import { latencyFigures } from './figure.ts'

const COMMANDS_PER_ROUND = 1000

/** Sends AT, resolves at OK; `close` ends it. */
interface Line {
  command(): Promise<unknown>
  close(): Promise<void>
}

const variants: Readonly<Record<string, (path: string) => Promise<Line>>> = {
  async cellvoice(path) {
    const modem = await openModem({ path })
    return { command: () => modem.command('AT'), close: () => modem.close() }
  },
  async 'serialport with parser-readline'(path) {
    const port = new SerialPort({ path, baudRate: 115_200 })
    await new Promise(resolve => port.once('open', resolve))
    const parser = port.pipe(new ReadlineParser({ delimiter: '\r\n' }))
    const answered = () => new Promise(resolve => parser.once('data', resolve))
    return {
      command() {
        const answer = answered()
        port.write('AT\r')
        return answer
      },
      close: () => new Promise(resolve => port.close(() => resolve())),
    }
  },
}

/** How long a command takes that the module answers at once. */
export const roundTrip: Benchmark = {
  name: 'round-trip',
  what: 'From modem.command("AT") to its OK, over a pty, answered by another process; no line speed is simulated.',
  async run(settings) {
    const rounds = new Map<string, number[][]>(Object.keys(variants).map(title => [title, []]))
    for (let round = 0; round < settings.rounds; round++) {
      for (const [title, open] of Object.entries(variants)) {
        settings.progress(`round-trip: round ${round + 1}, ${title}`)
        rounds.get(title)?.push(await measureRound(open))
      }
    }
    return [...rounds].flatMap(([title, times]) => latencyFigures(title, 'µs', times))
  },
}

async function measureRound(open: (path: string) => Promise<Line>): Promise<number[]> {
  const module = await startBenchModule({ dsci: true, clip: true })
  const line = await open(module.path)
  for (let count = 0; count < 100; count++) await line.command() // Warms up.
  const times: number[] = []
  for (let count = 0; count < COMMANDS_PER_ROUND; count++) {
    const startedMs = performance.now()
    await line.command()
    times.push((performance.now() - startedMs) * 1000)
  }
  await line.close()
  await module.end()
  return times
}
