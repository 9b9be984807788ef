import { enumeration } from './enumeration.ts'

/** Where the call of a channel is. */
export const State = enumeration(
  'State',
  /** For an incoming call; a channel of this library exists from its call on, so none is seen there. */
  'WAITING',
  'CALL_INCOMING',
  'RING_INCOMING',
  'ANSWERING',
  'ANSWERED',
  'CALL_OUTGOING',
  'RING_OUTGOING',
  'HOLDING',
  'ON_HOLD',
  'TRANSFERRING',
  'TRANSFERRED',
  /** A transferred call is being taken back. */
  'RECONNECTING',
  /** The answer of `reject` to a cause that cannot be sent; no channel stays there. */
  'ERROR',
  /** No call. */
  'IDLE',
)

export type State = (typeof State)[keyof typeof State]
