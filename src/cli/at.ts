import { CellvoiceError, describeResult, type FinalResult, type Modem } from '../index.ts'
import { boundedLines, MAX_LINE_BYTES } from './bounded-lines.ts'
import { exitCodeOfError, exitCodes } from './exit-codes.ts'
import { interactiveLines } from './interactive-lines.ts'
import type { PortOptions } from './port-line.ts'
import { printableText } from './printable-text.ts'
import { orInterrupted, type Run } from './run.ts'
import { lineLost, withSession } from './session.ts'

/** What `cellvoice at` takes besides the lines. */
export interface AtOptions extends PortOptions {
  /** Seconds an answer may take. */
  readonly limit: number
}

/** Sends command lines: those given, those piped in, or those typed at a prompt. The exit code is that of the first failure. */
export function at(run: Run, given: readonly string[], options: AtOptions): Promise<number> {
  return withSession(run, options, async ({ modem }) => {
    const { io, printer } = run
    const lost = lineLost(modem)
    let exitCode: number = exitCodes.success.code
    const send = async (lines: Iterable<string> | AsyncIterable<string>) => {
      for await (const line of lines) {
        if (line.trim() === '') continue
        const code = await orInterrupted(run, exchange(run, modem, line.trim(), options.limit))
        if (exitCode === exitCodes.success.code) exitCode = code
      }
    }
    modem.events$.subscribe(event => {
      if (event.kind !== 'message' && event.kind !== 'unknown-line') return
      printer.tell({ event: 'unsolicited', line: event.line }, printer.paint.accent(printableText(event.line)))
    })
    const interactive = given.length === 0 && io.stdin.isTTY === true && printer.canRewrite
    if (interactive) printer.line(printer.paint.dim('Ctrl-D ends.'))
    await Promise.race([
      send(given.length > 0 ? given : interactive ? interactiveLines(run, 'AT> ') : piped(run)),
      lost,
    ])
    return interactive ? exitCodes.success.code : exitCode
  })
}

/** Sends one line and shows the answer; gives the exit code. Only a line that is gone is thrown. */
async function exchange({ printer }: Run, modem: Modem, line: string, limitSeconds: number): Promise<number> {
  const show = (lines: readonly string[], result: string) =>
    printer.tell({ event: 'answer', command: line, lines, result }, [...lines.map(printableText), result].join('\n'))
  try {
    if (!/^AT/i.test(line)) {
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${JSON.stringify(line)} does not begin with AT` })
    }
    show(await modem.command(line, limitSeconds * 1000), printer.json ? 'OK' : printer.paint.good('OK'))
    return exitCodes.success.code
  } catch (error) {
    if (!CellvoiceError.is(error) || error.code === 'PORT_LOST') throw error
    if (error.code === 'AT_ERROR') {
      const result = printableText(describeResult(error.context.result as FinalResult))
      show([], printer.json ? result : printer.paint.bad(result))
    } else printer.error(error)
    return exitCodeOfError(error)
  }
}

function piped({ io, interruption }: Run): AsyncIterable<string> {
  return boundedLines(io.stdin, overlong, interruption.signal)
}

function overlong(lineNumber: number): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', {
    detail: `line ${lineNumber} of the input is longer than ${MAX_LINE_BYTES} bytes`,
  })
}
