import { CellvoiceError } from '../../base/error.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import type { PortSystem } from '../../modem/port-system.ts'
import type { LineOptions } from '../exchange-options.ts'
import { CellularLine, type CellularLineOptions } from './cellular-line.ts'
import type { Line } from './line.ts'
import { conditionOfFailure, lineConditions } from './line-conditions.ts'
import { LinePort } from './line-port.ts'

/** What every line of an exchange is given. */
export interface LineContext
  extends Pick<CellularLineOptions, 'clock' | 'logger' | 'dtmf' | 'newId' | 'onLeg' | 'reopen'> {
  readonly system: PortSystem
  /** Device files that lines of this exchange have open; shared by them all. */
  readonly inUse: Set<string>
}

/** A module that is slow, or floods us, must not keep the other lines waiting any longer. */
const FIRST_TRY_LIMIT_MS = 15_000

/**
 * Opens a line; one that cannot be opened is a line that says why, and is opened again by itself. One that is still being opened
 * after 15 s, and as long as its module was given to answer, goes on in the background. Never rejects.
 */
export async function openLine(name: string, options: LineOptions, context: LineContext): Promise<Line> {
  try {
    const line = new CellularLine({
      ...context,
      name,
      number: options.number ?? null,
      sound: { path: options.audio ?? 'auto' },
      from: 'modem' in options ? options.modem : portOf(options, context),
    })
    const limitMs = FIRST_TRY_LIMIT_MS + (('port' in options && options.answerLimitMs) || 0)
    if (!(await settlesWithin(context.clock, limitMs, line.open()))) {
      context.logger.warn(`${name} is not open after ${limitMs / 1000} s; it is opened in the background`)
    } else if (line.state.kind === 'failed')
      context.logger.error(`${name} cannot be opened: ${line.state.reason.message}`)
    return line
  } catch (error) {
    return brokenLine(name, options.number ?? null, context, error)
  }
}

function portOf(
  { port, identity = {}, answerLimitMs }: Extract<LineOptions, { readonly port: unknown }>,
  { system, inUse, clock, logger }: LineContext,
): LinePort {
  return new LinePort({ port, identity, answerLimitMs, system, inUse, clock, logger })
}

/** A line whose port is none: it stays as it is. */
function brokenLine(name: string, number: string | null, { clock, logger }: LineContext, error: unknown): Line {
  const reason = CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error })
  logger.error(`${name} cannot be opened: ${reason.message}`)
  const condition = conditionOfFailure(reason)
  const { remedy } = lineConditions[condition]
  return {
    name,
    number,
    state: { kind: 'failed', reason },
    health: { kind: 'not-ready', condition, sinceMs: clock.now(), remedy },
    onHealth: () => () => {},
    modem: null,
    audio: null,
    legs: [],
  }
}
