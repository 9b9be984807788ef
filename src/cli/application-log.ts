import type { Logger } from '../index.ts'
import type { Run } from './run.ts'

/** What an application tells, shown among the calls; debug messages only where the log of the driver is shown, too. */
export function applicationLog({ printer }: Run, application: string): Logger {
  const show = (level: string) => (message: string) =>
    printer.say({ event: 'log', application, level, message: String(message) }, `${application}  ${String(message)}`)
  return {
    debug: message => printer.log('debug', `${application}: ${message}`),
    info: show('info'),
    warn: show('warn'),
    error: show('error'),
  }
}
