import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { wakeUp } from '../commands/identity.ts'
import type { ModemExecute } from './modem-execute.ts'

/** What came from the port while nobody answered. */
export interface Overheard {
  /** Bytes of any kind. */
  bytes(): number
  /** The last line that was no answer, or undefined. */
  line(): string | undefined
}

/**
 * Calls the module until it answers; autobauding and booting ones need several calls.
 * @param timeLimitMs how long to go on, at least one call.
 * @throws CellvoiceError PORT_SILENT if nothing came, PORT_GARBAGE if something else than AT came, PORT_LOST.
 */
export async function wake(
  execute: ModemExecute,
  clock: Clock,
  overheard: Overheard,
  { port, timeLimitMs }: { readonly port: string; readonly timeLimitMs: number },
): Promise<void> {
  const startedMs = clock.now()
  do {
    try {
      await execute(wakeUp, undefined)
      return
    } catch (error) {
      if (CellvoiceError.is(error, 'AT_ERROR')) return
      if (!CellvoiceError.is(error, 'AT_TIMEOUT')) throw error
    }
  } while (clock.now() - startedMs < timeLimitMs)
  if (overheard.bytes() === 0) throw new CellvoiceError('PORT_SILENT', { detail: port })
  throw new CellvoiceError('PORT_GARBAGE', { detail: describe(port, overheard.line()) })
}

/** NMEA sentences begin with `$G`: the positioning interface of the module, a common mistake. */
function describe(port: string, line: string | undefined): string {
  if (line === undefined) return port
  const shown = JSON.stringify(line.slice(0, 40))
  return line.startsWith('$G') ? `${port} sends ${shown}, which is the NMEA interface` : `${port} sends ${shown}`
}
