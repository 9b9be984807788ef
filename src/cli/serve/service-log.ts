import type { Logger } from '../../index.ts'
import type { Run } from '../run.ts'

/** What the management interface tells is shown among the calls: where it listens, who may come in, and what goes wrong. */
export function serviceLog({ printer }: Pick<Run, 'printer'>): Logger {
  const show = (level: string) => (message: string) =>
    printer.say({ event: 'log', application: 'service', level, message }, message)
  return {
    debug: message => printer.log('debug', message),
    info: show('info'),
    warn: show('warn'),
    error: show('error'),
  }
}
