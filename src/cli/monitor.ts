import {
  type CallFamily,
  type CancelTimer,
  CellvoiceError,
  type LinkState,
  type Message,
  type ModemEvent,
} from '../index.ts'
import { CallReport } from './call-report.ts'
import { exitCodes } from './exit-codes.ts'
import type { PortOptions } from './port-line.ts'
import { printableText } from './printable-text.ts'
import type { Printer } from './printer.ts'
import { registrationText } from './registration-text.ts'
import { orInterrupted, type Run } from './run.ts'
import { lineLost, type Session, withSession } from './session.ts'
import { callIn } from './simulated-caller.ts'

/** What `cellvoice monitor` takes. */
export interface MonitorOptions extends PortOptions {
  readonly family: 'auto' | CallFamily
  /** Seconds. */
  readonly for?: number
  /** Who calls on the simulator. */
  readonly caller?: string
}

/** What is asked once, so that the picture is whole from the start. */
const questions = ['AT+CPIN?', 'AT+CSQ', 'AT+COPS?', 'AT+CREG?', 'AT+CEREG?']

/** The longest a question may take, ms. */
const QUESTION_LIMIT_MS = 5_000

/** Shows everything that a module tells, for a while or until interrupted. */
export function monitor(run: Run, options: MonitorOptions): Promise<number> {
  return withSession(run, options, async session => {
    const { modem } = session
    const subscription = modem.events$.subscribe(event => show(run.printer, event))
    const lost = lineLost(modem)
    const report = await CallReport.start(run, session, options.family)
    const stopCaller = options.caller === undefined ? () => {} : callIn(run, session, options.caller, options.speed)
    let cancelEnd: CancelTimer = () => {}
    const timeUp = new Promise<void>(resolve => {
      if (options.for !== undefined) cancelEnd = run.clock.setTimer(options.for * 1000, resolve)
    })
    try {
      await orInterrupted(run, Promise.race([ask(run, session), lost]))
      await orInterrupted(run, Promise.race([timeUp, lost]))
      return exitCodes.success.code
    } finally {
      cancelEnd()
      stopCaller()
      await report.settled()
      report.stop()
      subscription.unsubscribe()
    }
  })
}

/** A module that refuses a question says something by that too. */
async function ask({ printer }: Run, { modem }: Session): Promise<void> {
  for (const command of questions) {
    const lines = await modem.command(command, QUESTION_LIMIT_MS).catch(error => {
      if (CellvoiceError.is(error, 'AT_ERROR') || CellvoiceError.is(error, 'AT_TIMEOUT')) return [error.code]
      throw error
    })
    printer.say(
      { event: 'status', command, lines },
      `${command} ${printer.paint.dim('->')} ${printableText(lines.join(' '))}`,
    )
  }
}

function show(printer: Printer, event: ModemEvent): void {
  switch (event.kind) {
    case 'link':
      printer.say(lineRecord(event.state), `line ${event.state.kind}`)
      break
    case 'message': {
      const { line, message } = event
      printer.say(
        { event: 'unsolicited', line, message },
        `${printer.paint.dim(`< ${printableText(line)}`)}${messageText(message)}`,
      )
      break
    }
    case 'unknown-line':
      printer.say(
        { event: 'unsolicited', line: event.line, message: null },
        printer.paint.dim(`< ${printableText(event.line)}`),
      )
      break
    case 'call':
      // The report of calls shows these.
      break
  }
}

function lineRecord(state: LinkState) {
  return { event: 'link', state: state.kind, ...(state.kind === 'lost' && { reason: state.reason.code }) }
}

function messageText(message: Message): string {
  return message.kind === 'registration' ? `  ${registrationText(message)}` : ''
}
