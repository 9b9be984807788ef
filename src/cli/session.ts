import { Modem } from '../index.ts'
import type { Simulator } from '../simulator/index.ts'
import { type PortOptions, portLine } from './port-line.ts'
import { printableText } from './printable-text.ts'
import { orInterrupted, type Run } from './run.ts'

/** An open modem, and what must be closed after use. */
export interface Session {
  readonly modem: Modem
  readonly simulator?: Simulator
}

/**
 * Opens the module that was typed, lets `use` work with it, and closes it whatever happens.
 * @throws CellvoiceError as `openModem`; what `use` throws; the reason of the abort when the run is interrupted before.
 */
export async function withSession<T>(
  run: Run,
  options: PortOptions,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const line = await portLine(run, options)
  const modem = new Modem({ transport: line.transport, clock: run.clock, logger: run.logger })
  try {
    run.printer.live(`opening ${line.transport.name} …`)
    await orInterrupted(run, modem.open())
    run.printer.live(undefined)
    showModem(run, modem, line.transport.name)
    return await use({ modem, ...(line.simulator && { simulator: line.simulator }) })
  } finally {
    await modem.close()
    await line.close()
  }
}

function showModem({ printer }: Run, modem: Modem, port: string): void {
  const { manufacturer, model, revision, imei } = modem.identity
  const name = [manufacturer, model].filter(part => part !== '').join(' ') || 'unnamed module'
  printer.say(
    { event: 'modem', port, manufacturer, model, revision, imei, profile: modem.profile.name },
    `${printer.paint.bold(printableText(name))} on ${port}`,
  )
}

/** Rejects when the line to the module is lost. */
export function lineLost(modem: Modem): Promise<never> {
  return new Promise((_, reject) => {
    modem.events$.subscribe(event => {
      if (event.kind === 'link' && event.state.kind === 'lost') reject(event.state.reason)
    })
  })
}
