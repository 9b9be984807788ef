import { Cause } from './cause.ts'
import { State } from './state.ts'

/** Where a channel was when a method of it threw. */
export interface ExceptionFacts {
  readonly state: State
  readonly cause: Cause
  readonly rawCause: string
  /** The method that threw: `answer`, `filePlayer.play`; '' when an application made the exception. */
  readonly method: string
  /** The error underneath, where there is one: `cause` is the word of the contract for something else. */
  readonly reason?: unknown
}

const unknownFacts: ExceptionFacts = { state: State.IDLE, cause: Cause.NORMAL, rawCause: '', method: '' }

/** What methods of a channel throw; catch one of its two kinds, neither of which is the other. */
export abstract class UASException extends Error {
  readonly state: State
  /** The clearing cause of the call. */
  override readonly cause: Cause
  readonly rawCause: string
  readonly method: string
  /** The error underneath, or undefined. */
  readonly reason: unknown

  constructor(message: string, facts: ExceptionFacts = unknownFacts) {
    super(message)
    this.state = facts.state
    this.cause = facts.cause
    this.rawCause = facts.rawCause
    this.method = facts.method
    this.reason = facts.reason
  }

  /** {@link rawCause} as the contract writes it. */
  get raw_cause(): string {
    return this.rawCause
  }
}

/** There is no call any more for what was asked. */
export class Hangup extends UASException {
  override readonly name = 'Hangup'
}

/** It was asked for in a state, or with an argument, that the method does not take; or the line cannot do it. */
export class UASError extends UASException {
  override readonly name = 'Error'
}
