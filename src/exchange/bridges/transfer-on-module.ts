import type { Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import type { Modem } from '../../calls/modem.ts'
import type { CellularLeg } from '../legs/cellular-leg.ts'
import type { HoldServices } from '../lines/hold-services.ts'

/** How long the calls may stay after the network accepted; TS 24.091 lets the module itself wait longer for that. */
const LEAVE_LIMIT_MS = 10_000

/** What {@link transferOnModule} needs of the line. */
interface TransferLine {
  readonly clock: Clock
  readonly modem: Pick<Modem, 'holdOperation'>
  readonly holdServices: Pick<HoldServices, 'canTransfer' | 'noteFailure'>
}

/**
 * Explicit call transfer (3GPP TS 22.091): the network joins the far ends of two calls of one module, of which one is held
 * and the other active or alerting, and takes the module out. Resolves when both legs have ended. Refused, both calls stay
 * as they were.
 * @throws CellvoiceError NOT_SUPPORTED where it cannot be tried; WRONG_CALL_STATE; AT_ERROR with `context.result`; AT_TIMEOUT,
 *   also when the calls stay although the network accepted; NO_SUCH_CALL when one of them ended before; PORT_LOST.
 */
export async function transferOnModule(
  one: CellularLeg,
  other: CellularLeg,
  { clock, modem, holdServices }: TransferLine,
): Promise<void> {
  if (!holdServices.canTransfer) {
    throw new CellvoiceError('NOT_SUPPORTED', { detail: `${one.line} has no explicit call transfer` })
  }
  const states = [one.state, other.state].sort().join(' and ')
  if (states !== 'active and held' && states !== 'alerting and held') {
    throw new CellvoiceError('WRONG_CALL_STATE', {
      detail: `of two calls to be joined one is held and the other active or alerting, not ${states}`,
    })
  }
  const busy = [one, other].find(leg => leg.isBusy)
  if (busy) throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${busy.id} is being held, retrieved or hung up` })
  try {
    await modem.holdOperation({ kind: 'transfer' })
  } catch (error) {
    holdServices.noteFailure(error)
    const gone = [one, other].find(leg => leg.state === 'ended')
    if (!gone || !CellvoiceError.is(error, 'AT_ERROR')) throw error
    throw new CellvoiceError('NO_SUCH_CALL', { detail: `${gone.id} has ended`, cause: error })
  }
  if (await settlesWithin(clock, LEAVE_LIMIT_MS, Promise.all([one.ended, other.ended]))) return
  const staying = [one, other].filter(leg => leg.state !== 'ended').map(leg => leg.id)
  // The cause of an end may be asked for still; the end itself is what counts here.
  if (staying.length === 0) return
  throw new CellvoiceError('AT_TIMEOUT', { detail: `the network accepted, but ${staying.join(' and ')} goes on` })
}
