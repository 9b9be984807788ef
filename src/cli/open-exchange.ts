import { type CallChannelOptions, Exchange, type ExchangeOptions } from '../index.ts'
import type { ApplicationErrors } from './application-errors.ts'
import type { ApplicationLines } from './application-lines.ts'
import { orInterrupted, type Run } from './run.ts'
import { lineLost } from './session.ts'

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
    await opening.then(
      exchange => exchange.close(),
      () => {},
    )
    throw error
  }
}

/** Tells of each line that is lost, and rejects when none is left. */
export function allLinesLost({ printer }: Run, exchange: Exchange): Promise<never> {
  const open = exchange.lines.flatMap(({ name, modem, state }) =>
    modem && state.kind !== 'failed' ? [{ name, modem }] : [],
  )
  let left = open.length
  return new Promise((_, reject) => {
    for (const { name, modem } of open) {
      lineLost(modem).catch(reason => {
        if (--left === 0) reject(reason)
        else printer.error({ ...reason, code: reason.code, message: `${name}: ${reason.message}` })
      })
    }
  })
}
