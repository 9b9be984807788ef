import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { settlesWithin } from '../base/settles-within.ts'
import { holdOperation } from '../commands/chld.ts'
import { hangUp, hangUpWithCause, hookControl } from '../commands/hang-up.ts'
import type { ModemExecute } from '../modem/modem-execute.ts'
import type { CallSnapshot } from './call-record.ts'

/** How long a call may still be there after a release command was accepted, before the next one is tried. */
const RELEASE_WAIT_MS = 3_000

/** The call to release, and what the table says meanwhile. */
export interface Releasing {
  /** The call as it is now. */
  call(): CallSnapshot
  /** How many calls there are now. */
  callCount(): number
  /** Resolves when the call is over. */
  readonly ended: Promise<unknown>
}

/**
 * Ends one call for sure: a ladder of commands, because firmware differs in which it takes for which state, and each is
 * believed only when the call has gone from the table.
 * @throws CellvoiceError the last refusal, or AT_TIMEOUT if the module accepted and the call stayed.
 */
export async function releaseCall(execute: ModemExecute, clock: Clock, releasing: Releasing): Promise<void> {
  let failure: unknown
  for (const step of ladder(execute, releasing)) {
    if (releasing.call().state === 'ended') return
    try {
      await step()
      if (await settlesWithin(clock, RELEASE_WAIT_MS, releasing.ended)) return
      failure = undefined
    } catch (error) {
      // An id beyond what a command takes is one more reason to try the next.
      const next = ['AT_ERROR', 'AT_TIMEOUT', 'INVALID_ARGUMENT'] as const
      if (!next.some(code => CellvoiceError.is(error, code))) throw error
      failure = error
    }
  }
  if (releasing.call().state === 'ended') return
  throw failure ?? new CellvoiceError('AT_TIMEOUT', { detail: 'the module accepted the hang-up, but the call goes on' })
}

/**
 * AT+CHUP and ATH end all calls, so with others present only the commands that name one call are used. Each step takes its
 * time, in which another call may come: it is asked anew before each.
 */
function* ladder(execute: ModemExecute, { call, callCount }: Releasing): Generator<() => Promise<void>> {
  const index = () => call().index
  const isAlone = () => callCount() <= 1
  if (call().state === 'waiting') yield () => execute(holdOperation, { kind: 'release-held' })
  if (isAlone()) yield () => execute(hangUp, undefined)
  if (!isAlone()) yield () => execute(holdOperation, { kind: 'release-one', index: index() })
  yield () => execute(hangUpWithCause, { cause: 16, index: index() })
  if (isAlone()) yield () => execute(hookControl, undefined)
}
