import type { Logger } from '../index.ts'
import type { Run } from './run.ts'

/** For programs that run on their own: what goes wrong is shown among the calls, also where nobody asked for the log. */
export function troubleLog({ printer, logger }: Pick<Run, 'printer' | 'logger'>): Logger {
  const show = (level: 'warn' | 'error') => (message: string) =>
    printer.say({ event: 'log', application: 'exchange', level, message }, message)
  return { debug: logger.debug, info: logger.info, warn: show('warn'), error: show('error') }
}
