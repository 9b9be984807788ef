import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline'
import type { Run } from './run.ts'

/** How many lines typed before can be fetched again. */
const HISTORY_LINES = 500

/**
 * Lines typed at a prompt, with history. What is printed meanwhile appears above the line being typed. Ends at Ctrl-D;
 * Ctrl-C clears the line, and on an empty one ends the run.
 */
export async function* interactiveLines({ io, printer, interruption }: Run, prompt: string): AsyncGenerator<string> {
  const { stdin: input, stdout: output } = io
  const terminal = createInterface({ input, output, prompt, terminal: true, historySize: HISTORY_LINES })
  terminal.on('SIGINT', () => {
    if (terminal.line === '') interruption.take('SIGINT')
    else clearTyped(terminal)
  })
  const end = () => terminal.close()
  interruption.signal.addEventListener('abort', end)
  const typing = {
    clear() {
      cursorTo(output, 0)
      clearLine(output, 0)
    },
    draw: () => terminal.prompt(true),
  }
  const ask = () => {
    printer.keepBelow(typing)
    terminal.prompt()
  }
  // Listens from here on: no line that is typed ahead is lost.
  const lines = terminal[Symbol.asyncIterator]()
  try {
    ask()
    for await (const line of lines) {
      printer.keepBelow(undefined)
      yield line
      ask()
    }
    output.write('\n')
  } finally {
    printer.keepBelow(undefined)
    interruption.signal.removeEventListener('abort', end)
    terminal.close()
  }
}

function clearTyped(terminal: Interface): void {
  terminal.write(null, { ctrl: true, name: 'e' })
  terminal.write(null, { ctrl: true, name: 'u' })
}
