import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type CallChannelOptions, CellvoiceError, type Exchange, type InboundContext, type Logger } from '../index.ts'
import { importModule, lineOfSyntaxError } from './import-module.ts'

/** What an application is told by `cellvoice run`. */
export interface RunContext {
  /** What was typed after the file. */
  readonly args: readonly string[]
  /** Where its files are; made if it was not there. */
  readonly mediaFolder: string
  /** Aborts when the run is to end: no more calls are taken, and those that are up are hung up. */
  readonly signal: AbortSignal
  /** Shown live, beside the calls. */
  readonly log: Logger
}

/** What a file may say of the simulated network it is tried on; options of the command come first. */
export interface Simulation {
  /** Scripts of those who call. */
  readonly calls?: readonly string[]
  /** Scripts of those who are called. */
  readonly answers?: readonly string[]
  /** In place of arguments, where none were typed. */
  readonly args?: readonly string[]
}

/** A file that `cellvoice run` runs. */
export interface ApplicationFile {
  /** Serves each incoming call; called with an `InboundContext` that has a {@link RunContext}, too. */
  readonly inbound?: (channel: never, context: InboundContext & RunContext) => unknown
  /** Is called once, when the lines are open. */
  readonly main?: (exchange: Exchange, context: RunContext) => unknown
  /** Of its channels, as in `Exchange.open`; options of the command come first. */
  readonly channelDefaults: CallChannelOptions
  readonly simulation: Simulation
}

const FORM =
  'export `async function inbound(channel, context)`, for each incoming call, or `async function main(exchange, context)`'

/**
 * Loads an application and checks its form.
 * @throws CellvoiceError INVALID_ARGUMENT for a file that is not there, cannot be read, throws, or exports no application;
 *   NOT_SUPPORTED for TypeScript without tsx.
 */
export async function loadApplication(file: string): Promise<ApplicationFile> {
  const path = resolve(file)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw unusable(`there is no file ${file}`, 'Check the path.')
  const exported = await imported(path, file)
  const { inbound, main, channelDefaults = {}, simulation = {} } = exported
  if (inbound === undefined && main === undefined) {
    const names = Object.keys(exported)
    const found = names.length === 0 ? 'nothing' : names.map(name => `\`${name}\``).join(', ')
    throw unusable(`${file} exports ${found}`, `Let it ${FORM}.`)
  }
  for (const [name, value] of Object.entries({ inbound, main })) {
    if (value !== undefined && typeof value !== 'function')
      throw unusable(`\`${name}\` of ${file} is no function`, `Let it ${FORM}.`)
  }
  if (typeof channelDefaults !== 'object')
    throw unusable(`\`channelDefaults\` of ${file} is no object`, 'Let it be one.')
  checkSimulation(file, simulation)
  // The types follow from the checks above; what a function takes and does is its own business.
  return { ...(inbound ? { inbound } : {}), ...(main ? { main } : {}), channelDefaults, simulation } as ApplicationFile
}

async function imported(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await importModule(path)
  } catch (error) {
    if (CellvoiceError.is(error, 'NOT_SUPPORTED')) throw error
    if (error instanceof SyntaxError) {
      const line = (await lineOfSyntaxError(path)) ?? file
      throw unusable(`${line}: ${error.message}`, 'Correct the line.', error)
    }
    const what = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replace(/\s*\n\s*/g, ' ')
    throw unusable(`${file} cannot be loaded: ${what}${placeIn(error, path)}`, 'Correct the file.', error)
  }
}

/** Where in the file an error was made, by its stack. */
function placeIn(error: unknown, path: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack.indexOf(`${path}:`)
  const [, line] = at < 0 ? [] : (/^:(\d+)/.exec(stack.slice(at + path.length)) ?? [])
  return line === undefined ? '' : ` (line ${line})`
}

function checkSimulation(file: string, simulation: unknown): asserts simulation is Simulation {
  const isTexts = (value: unknown) =>
    value === undefined || (Array.isArray(value) && value.every(one => typeof one === 'string'))
  const lists =
    typeof simulation === 'object' && simulation !== null ? Object.entries(simulation) : [['simulation', null]]
  for (const [name, value] of lists) {
    if (['calls', 'answers', 'args'].includes(String(name)) && isTexts(value)) continue
    throw unusable(`\`simulation\` of ${file} has ${String(name)}`, 'It takes lists of texts: calls, answers, args.')
  }
}

function unusable(detail: string, remedy: string, cause?: unknown): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail, remedy, ...(cause === undefined ? {} : { cause }) })
}
