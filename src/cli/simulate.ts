import { CellvoiceError } from '../index.ts'
import { type FamilyName, type Fault, plan, type SimulatedModule, startSimulator } from '../simulator/index.ts'
import { type OutputOptions, orInterrupted, type Run } from './run.ts'
import { stoppableClock } from './stoppable-clock.ts'
import { tableLines } from './table-lines.ts'

/** What `cellvoice simulate` takes. */
export interface SimulateOptions extends OutputOptions {
  readonly modules: number
  readonly family: FamilyName
  /** The first port, or true for free ones. */
  readonly tcp?: number | true
  readonly pty?: boolean
  readonly link?: string
  readonly speed?: number
  /** What goes wrong on the line of each module. */
  readonly fault?: readonly Fault[]
}

/** Where one module is reached: its AT port, and its PCM port if it has one. */
interface ServedPaths {
  readonly path: string
  readonly pcm: string | null
}

/** Serves simulated modules until interrupted. */
export async function simulate(run: Run, options: SimulateOptions): Promise<number> {
  const { printer } = run
  const { modules: count, family, speed = 1 } = options
  const { clock, stop } = stoppableClock(run.clock)
  const simulator = await startSimulator({ modules: count, family, speed, clock })
  try {
    const rows: (ServedPaths & { name: string; number: string })[] = []
    for (const [index, module] of simulator.modules.entries()) {
      module.inject(...(options.fault ?? []))
      const { name, number } = module
      for (const paths of await serve(module, index, options)) rows.push({ name, number, ...paths })
    }
    const subscribers = subscriberNumbers()
    if (printer.json) {
      for (const row of rows) printer.object({ event: 'module', ...row })
      for (const row of subscribers) printer.object({ event: 'subscriber', ...row })
    } else {
      const modules = [['MODULE', 'NUMBER', 'PORT'], ...rows.map(({ name, number, path }) => [name, number, path])]
      const numbers = [['DIAL', 'SUBSCRIBER'], ...subscribers.map(({ number, summary }) => [number, summary])]
      const tables = [...tableLines(modules), '', ...pcmLines(rows), ...tableLines(numbers), '', 'Ctrl-C ends.']
      for (const line of tables) printer.line(line)
    }
    return await orInterrupted(run, new Promise<never>(() => {}))
  } finally {
    await simulator.close()
    stop()
  }
}

/** Serves one module in each way that was asked for; in none: on a pseudo-terminal, or on TCP where there is none. */
async function serve(module: SimulatedModule, index: number, options: SimulateOptions): Promise<ServedPaths[]> {
  const { tcp, modules, link } = options
  const pty = options.pty || link !== undefined
  const served: ServedPaths[] = []
  if (tcp !== undefined) served.push(await serveOnTcp(module, tcp === true ? {} : { port: tcp + index }))
  if (pty) served.push(await serveOnPty(module, modules === 1 || link === undefined ? link : `${link}${index + 1}`))
  return served.length > 0 ? served : [await serveOnPtyOrTcp(module)]
}

async function serveOnTcp(module: SimulatedModule, options: { port?: number }): Promise<ServedPaths> {
  const { path } = await module.serveTcp(options)
  return { path, pcm: module.hasPcm ? (await module.servePcmTcp()).path : null }
}

async function serveOnPty(module: SimulatedModule, link: string | undefined): Promise<ServedPaths> {
  const { path } = await module.servePty(link === undefined ? {} : { link })
  if (!module.hasPcm) return { path, pcm: null }
  return { path, pcm: (await module.servePcmPty(link === undefined ? {} : { link: `${link}.pcm` })).path }
}

async function serveOnPtyOrTcp(module: SimulatedModule): Promise<ServedPaths> {
  try {
    return await serveOnPty(module, undefined)
  } catch (error) {
    if (CellvoiceError.is(error, 'NOT_SUPPORTED')) return serveOnTcp(module, {})
    throw error
  }
}

/** Where the sound of calls is, for the modules that have AT+QPCMV. */
function pcmLines(rows: readonly (ServedPaths & { name: string })[]): string[] {
  const withPcm = rows.flatMap(({ name, pcm }) => (pcm === null ? [] : [[name, pcm]]))
  return withPcm.length === 0 ? [] : [...tableLines([['MODULE', 'PCM'], ...withPcm]), '']
}

/** Who can be called. A row for a range shows what one number of it does. */
function subscriberNumbers(): { number: string; summary: string }[] {
  return plan.map(({ number, behave }) => {
    const isRange = number.includes('NN')
    const summary = behave(isRange ? EXAMPLE_DIGITS : 0)?.summary ?? ''
    const example = isRange ? `NN is two digits; ${number.replace('NN', String(EXAMPLE_DIGITS))} ` : ''
    return { number, summary: `${example}${summary}` }
  })
}

const EXAMPLE_DIGITS = 17
