import { CellvoiceError } from '../../base/error.ts'
import { Modem } from '../../calls/modem.ts'
import { type ModemPort, transportOf } from '../../modem/modem-port.ts'
import { ownNumbers } from '../../modem/module-commands.ts'
import type { LineOptions } from '../exchange-options.ts'
import { findMediaPath } from '../find-media-path.ts'
import { LineAudio } from '../line-audio.ts'
import type { MediaPath } from '../media-path.ts'
import { CellularLine, type CellularLineOptions } from './cellular-line.ts'
import type { Line } from './line.ts'

/** What every line of an exchange is given. */
export type LineContext = Pick<CellularLineOptions, 'clock' | 'logger' | 'dtmf' | 'newId' | 'onLeg'>

/** Opens a line; one that cannot be opened is a line that says why. Never rejects. */
export async function openLine(name: string, options: LineOptions, context: LineContext): Promise<Line> {
  const { clock, logger } = context
  let modem: Modem | null = null
  try {
    modem = 'modem' in options ? options.modem : await openPort(options, context)
    const path = await mediaPathOf(modem, options, context)
    return new CellularLine({
      ...context,
      name,
      modem,
      number: options.number ?? (await ownNumber(modem)),
      audio: path && new LineAudio({ modem, path, clock, logger }),
      ownsModem: 'port' in options,
    })
  } catch (error) {
    if ('port' in options) await modem?.close().catch(() => {})
    const reason = CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error })
    logger.error(`${name} cannot be opened: ${reason.message}`)
    const number = options.number ?? null
    return { name, number, state: { kind: 'failed', reason }, modem: null, audio: null, legs: [] }
  }
}

async function openPort(
  { port, answerLimitMs }: Extract<LineOptions, { readonly port: ModemPort }>,
  { clock, logger }: LineContext,
): Promise<Modem> {
  const modem = new Modem({
    transport: transportOf(port),
    clock,
    logger,
    ...(answerLimitMs === undefined ? {} : { answerLimitMs }),
  })
  await modem.open()
  return modem
}

async function mediaPathOf(modem: Modem, options: LineOptions, { logger }: LineContext): Promise<MediaPath | null> {
  const { audio = 'auto' } = options
  if (audio === 'none') return null
  if (audio !== 'auto') return audio
  const port = 'port' in options && 'path' in options.port ? options.port.path : undefined
  const { path, reason } = await findMediaPath(modem, port)
  logger.info(reason)
  return path
}

/** The first number that the SIM knows; many know none, and a module whose SIM is missing or busy refuses or is late. */
async function ownNumber(modem: Modem): Promise<string | null> {
  try {
    const numbers = await modem.execute(ownNumbers, undefined)
    return numbers.find(({ number }) => number !== '')?.number ?? null
  } catch (error) {
    if (CellvoiceError.is(error, 'AT_ERROR') || CellvoiceError.is(error, 'AT_TIMEOUT')) return null
    throw error
  }
}
