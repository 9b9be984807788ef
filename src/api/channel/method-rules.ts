import { State } from './words/state.ts'

/** What comes of a method in a state: it does its work, gives the state at once, or throws one of the two exceptions. */
export type Verdict = 'run' | 'state' | 'hangup' | 'error'

/** In which states a method does its work, and what comes of it in IDLE and in every other state. */
interface MethodRule {
  readonly run: readonly State[]
  /** In IDLE, unless that is a state to run in. */
  readonly idle: Verdict
  readonly otherwise: Verdict
}

const fromIdle: MethodRule = { run: [State.IDLE], idle: 'run', otherwise: 'error' }
const whileAnswered: MethodRule = { run: [State.ANSWERED], idle: 'hangup', otherwise: 'error' }
const always: MethodRule = { run: [], idle: 'run', otherwise: 'run' }
const toEnd: MethodRule = { run: [], idle: 'state', otherwise: 'run' }

/** The entry states of each method. */
export const methodRules = {
  call: fromIdle,
  startCall: fromIdle,
  callConferenceRoom: fromIdle,
  startCallConferenceRoom: fromIdle,
  callInboundService: fromIdle,
  startCallInboundService: fromIdle,
  waitForOutgoingCall: {
    run: [State.CALL_OUTGOING, State.RING_OUTGOING, State.ANSWERED],
    idle: 'error',
    otherwise: 'error',
  },
  waitForAnswerMachine: whileAnswered,
  ring: { run: [State.CALL_INCOMING], idle: 'hangup', otherwise: 'error' },
  answer: { run: [State.CALL_INCOMING, State.RING_INCOMING], idle: 'hangup', otherwise: 'error' },
  hangUp: toEnd,
  reject: toEnd,
  waitForIdle: always,
  state: always,
  cause: always,
  connect: whileAnswered,
  // A connection may outlive ANSWERED: one of two calls on one module is held once they are parted.
  disconnect: { run: [State.ANSWERED, State.HOLDING, State.ON_HOLD], idle: 'hangup', otherwise: 'error' },
  retrievableTransfer: whileAnswered,
  transferToConferenceRoom: whileAnswered,
  transferToInboundService: whileAnswered,
  // In ANSWERED the target has just hung up, and the call is back already.
  retrieveTransferredCall: { run: [State.TRANSFERRED, State.ANSWERED], idle: 'hangup', otherwise: 'error' },
  waitForTransferredCallRetrieval: {
    run: [State.TRANSFERRED, State.RECONNECTING],
    idle: 'hangup',
    otherwise: 'state',
  },
  transferCause: always,
  createTonePlayer: always,
} satisfies Readonly<Record<string, MethodRule>>

/** The methods of a call channel. */
export type MethodName = keyof typeof methodRules

/**
 * What comes of a method in a state.
 * @param more States in which it does its work besides those of the table.
 */
export function verdictOf(method: MethodName, state: State, more: readonly State[] = []): Verdict {
  const { run, idle, otherwise }: MethodRule = methodRules[method]
  if (run.includes(state) || more.includes(state)) return 'run'
  return state === State.IDLE ? idle : otherwise
}
