import { CellvoiceError } from '../base/error.ts'
import type { Exchange } from './exchange.ts'
import { describeResult, type FinalResult } from './final-result.ts'
import type { InFlight } from './pending.ts'

/** What a command that ended with `final` came to: its decoded answer, AT_ERROR, or AT_MALFORMED. */
export function outcomeOf({ declaration, args, text, lines, data }: InFlight, final: FinalResult): Exchange['outcome'] {
  if (final.kind !== 'ok') {
    const detail = `${text} -> ${describeResult(final)}`
    const context = { command: text, result: final }
    return { kind: 'failed', error: new CellvoiceError('AT_ERROR', { detail, context }) }
  }
  try {
    const response = { lines, final, data: Buffer.concat(data) }
    return { kind: 'done', result: declaration.decode(response, args) }
  } catch (cause) {
    if (CellvoiceError.is(cause)) return { kind: 'failed', error: cause }
    const detail = `${text} -> ${lines.join(' | ')}`
    return { kind: 'failed', error: new CellvoiceError('AT_MALFORMED', { detail, cause }) }
  }
}
