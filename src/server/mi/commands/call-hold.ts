import type { HoldRequest } from '../../../api/callops/call-ops-request.ts'
import { RpcError } from '../../json-rpc/rpc-error.ts'
import type { ManagedCalls } from '../../managed-calls.ts'
import type { MiCommand, ParamSet } from '../mi-command.ts'
import { type Param, text, texts, word } from '../param.ts'

const callid = text('callid')
const leg = word('leg', ['caller', 'callee', 'both'] as const, () => new RpcError(420, 'Bad leg'))
const listed = texts('headers')

/** A list, or one text: without `-j` opensips-cli can only send a text. */
const headers: Param<readonly string[]> = {
  name: 'headers',
  read: given => (typeof given.value === 'string' ? [given.value] : listed.read(given)),
}

type Operation = (callOps: ManagedCalls, request: HoldRequest) => 'OK'

const holdSets = (operate: Operation): readonly ParamSet[] => [
  { params: [callid], run: (given, { callOps }) => operate(callOps, { callid: given.of(callid) }) },
  {
    params: [callid, leg],
    run: (given, { callOps }) => operate(callOps, { callid: given.of(callid), leg: given.of(leg) }),
  },
  {
    params: [callid, leg, headers],
    run: (given, { callOps }) =>
      operate(callOps, { callid: given.of(callid), leg: given.of(leg), headers: given.of(headers) }),
  },
]

/** Puts a call, or one way of it, on hold. */
export const callHold: MiCommand = {
  name: 'call_hold',
  module: 'callops',
  command: 'hold',
  help:
    'Puts a call on hold; with "leg" caller or callee only that party is not heard any more. "headers" have no place in ' +
    'a cellular call and are not used. Answers OK; what comes of it is told by E_CALL_HOLD.',
  sets: holdSets((callOps, request) => callOps.callHold(request)),
}

/** Takes it back. */
export const callUnhold: MiCommand = {
  name: 'call_unhold',
  module: 'callops',
  command: 'unhold',
  help: 'Takes a call, or the party "leg" of it, back from hold. Answers OK; what comes of it is told by E_CALL_HOLD.',
  sets: holdSets((callOps, request) => callOps.callUnhold(request)),
}
