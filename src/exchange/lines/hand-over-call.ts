import { CellvoiceError } from '../../base/error.ts'
import type { Call } from '../../calls/call.ts'
import type { Leg, LegEnd } from '../leg.ts'
import { CellularLeg } from '../legs/cellular-leg.ts'
import { releaseWithCause } from '../legs/release-leg.ts'
import type { CellularLine } from './cellular-line.ts'

/** 3GPP TS 24.008 10.5.4.11. */
const NORMAL_CLEARING = 16

/** What becomes of a leg whose call goes on as that of another: for who had it, the far end is gone. */
const transferred: LegEnd = {
  endedBy: 'remote',
  cause: { name: 'NORMAL', value: 16, text: 'transferred', source: 'local' },
}

/** Finds the line of a leg of this exchange that has not ended. */
type LineOfLeg = (leg: CellularLeg) => CellularLine | undefined

/**
 * The call of `leg` goes on under a new leg. Whoever had `leg` sees a hang-up; its bridge, and what was played, end.
 * @throws CellvoiceError INVALID_ARGUMENT for a leg that is no call of this exchange; WRONG_CALL_STATE unless it is up,
 *   or while it is being held, retrieved or hung up, or joined in the network.
 */
export function takeOverCall(leg: Leg, lineOf: LineOfLeg): CellularLeg {
  const { own, line } = handable(leg, lineOf)
  const next = line.byCall.begin(own.call)
  // By now the call is no longer that of `leg`, so that nobody who hears of the end can do anything to it.
  own.finish(transferred)
  line.announce(next)
  return next
}

/**
 * `leg` goes on with the call of `other`, which ends as a leg; the former call of `leg` is hung up.
 * @throws CellvoiceError as {@link takeOverCall}, with nothing changed; as {@link Leg.hangUp} where the former call could not
 *   be hung up: it is a new leg then, and `leg` has gone on with the other call all the same.
 */
export async function moveToCall(leg: Leg, other: Leg, lineOf: LineOfLeg): Promise<void> {
  if (leg === other) throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${leg.id} has that call already` })
  const [staying, leaving] = [handable(leg, lineOf), handable(other, lineOf)]
  const former = staying.own.call
  const { call } = leaving.own
  staying.line.byCall.part(former)
  leaving.line.byCall.give(call, staying.own)
  staying.own.goOnWith(call, leaving.line)
  leaving.own.finish(transferred)
  staying.own.update(`goes on with the call of ${other.id}`)
  // The leg that ended took its source off the line, and with it what the other had put there.
  for (const line of new Set([staying.line, leaving.line])) line.followCalls()
  await release(former, staying.line)
}

/** Hangs up a call without a leg; where that fails it is a leg again, so that somebody can. */
async function release(call: Call, line: CellularLine): Promise<void> {
  try {
    await releaseWithCause((command, args) => line.modem.execute(command, args), line.clock, call, NORMAL_CLEARING)
  } catch (error) {
    if (call.state === 'ended') return
    line.announce(line.byCall.begin(call))
    throw error
  }
}

function handable(leg: Leg, lineOf: LineOfLeg): { readonly own: CellularLeg; readonly line: CellularLine } {
  if (!(leg instanceof CellularLeg)) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${leg.id} is no call on a line` })
  }
  if (leg.state !== 'active' && leg.state !== 'held') {
    throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${leg.id} is ${leg.state}, not active or held` })
  }
  const line = lineOf(leg)
  if (!line) throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${leg.id} is a leg of another exchange` })
  if (leg.isBusy) {
    throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${leg.id} is being held, retrieved or hung up` })
  }
  if (leg.call.snapshot.multiparty) {
    throw new CellvoiceError('WRONG_CALL_STATE', { detail: `${leg.id} is joined to another call by the network` })
  }
  return { own: leg, line }
}
