import { CellvoiceError } from '../base/error.ts'
import { describeResult, type FinalResult } from '../commands/conversation.ts'
import { type DialArguments, dial } from '../commands/dial.ts'
import type { ModemExecute } from '../modem/modem-execute.ts'
import { causeOfRefusal } from './apply-own.ts'
import type { Call } from './call.ts'

/** What is known of calls while one is dialled. */
export interface Dialling {
  /** The call that the last ATD stands for, which may be over; undefined where none was sent, or there was none. */
  dialled(): Call | undefined
  /** Resolves when the list of calls was read or could not be. */
  askList(): Promise<void>
}

/**
 * Dials, and resolves with the call when the module accepted. Where the answer was lost, the list of calls says whether it did.
 * @throws CellvoiceError DIAL_REFUSED with `context.cause`; AT_TIMEOUT when there is neither an answer nor a call; PORT_LOST.
 */
export async function dialCall(
  execute: ModemExecute,
  args: DialArguments,
  { dialled, askList }: Dialling,
): Promise<Call> {
  try {
    await execute(dial, args)
  } catch (error) {
    if (CellvoiceError.is(error, 'AT_ERROR')) throw refusal(error)
    if (!CellvoiceError.is(error, 'AT_TIMEOUT')) throw error
    const call = dialled()
    if (!call || (await isDenied(call, askList))) throw error
    return call
  }
  const call = dialled()
  if (!call) throw new CellvoiceError('DIAL_REFUSED', { detail: 'the module lost the call at once' })
  return call
}

/** Whether the list of calls has not got a call that nothing else told of. */
async function isDenied(call: Call, askList: Dialling['askList']): Promise<boolean> {
  const isOver = () => call.state === 'ended'
  // No list was asked while its ATD was in flight: one that is over by now was told of by lines.
  if (isOver()) return false
  // A call is over when two lists in a row leave it out.
  for (let lists = 0; lists < 2 && !isOver(); lists++) await askList()
  return isOver()
}

function refusal(error: CellvoiceError): CellvoiceError {
  const result = error.context.result as FinalResult
  const context = { ...error.context, cause: causeOfRefusal(result) }
  return new CellvoiceError('DIAL_REFUSED', { detail: describeResult(result), cause: error, context })
}
