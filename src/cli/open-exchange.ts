import { type CallChannelOptions, Exchange, type ExchangeOptions } from '../index.ts'
import type { ApplicationErrors } from './application-errors.ts'
import type { ApplicationLines } from './application-lines.ts'
import { endsWithin } from './ends-within.ts'
import { orInterrupted, type Run } from './run.ts'

/** How long lines that are being opened may hold up the end of the program, ms. */
const CLOSE_LIMIT_MS = 5_000

/** Opens the lines of an application; those that cannot be opened are lines that say why. @throws the reason of the abort. */
export async function openExchange(
  run: Run,
  { lines, clock }: Pick<ApplicationLines, 'lines' | 'clock'>,
  errors: ApplicationErrors,
  channelDefaults: CallChannelOptions,
  rules: Pick<ExchangeOptions, 'dialPolicy' | 'records' | 'orphans'> = {},
): Promise<Exchange> {
  const opening = Exchange.open({
    ...rules,
    lines,
    clock,
    logger: run.logger,
    channelDefaults,
    onApplicationError: (error, { applicationInstanceId, callFrom }) =>
      errors.tell(`${applicationInstanceId}, on the call from ${callFrom || 'a withheld number'},`, error),
  })
  try {
    return await orInterrupted(run, opening)
  } catch (error) {
    const closed = opening.then(
      exchange => exchange.close(),
      () => {},
    )
    if (!(await endsWithin(run, CLOSE_LIMIT_MS, closed))) run.printer.note('lines that were being opened are left so')
    throw error
  }
}
