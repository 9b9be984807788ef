import type { CallRecord } from './call-record.ts'
import type { Draft } from './draft.ts'
import { numbersAgree } from './match-call.ts'

/** `+COLP`: the one outgoing call that is being set up has been answered. */
export function applyConnectedLine(draft: Draft, number: string): void {
  const setUp = draft.calls.filter(call => call.state === 'dialing' || call.state === 'alerting')
  const [call, ...others] = setUp.length > 1 ? setUp.filter(one => numbersAgree(one.number, number)) : setUp
  if (call && others.length === 0) draft.move(call, 'active', 'connected line')
}

/** A bare `CONNECT` after ATA, or AT+CPAS saying 4: the one call that rang here is through. */
export function applyAnswered(draft: Draft, why: string): void {
  const [call, ...others] = draft.calls
  if (call && others.length === 0 && call.state === 'incoming') draft.move(call, 'active', why)
}

/** `+CSSU: 2` and `3`: the far end of the one active call holds it or takes it back. */
export function applyFarEndHold(draft: Draft, code: number): void {
  const [call, ...others] = draft.calls.filter((one: CallRecord) => one.state === 'active')
  if (call && others.length === 0 && (code === 2 || code === 3)) draft.update(call, { heldByFarEnd: code === 2 })
}
