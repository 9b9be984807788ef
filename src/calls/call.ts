import type { CallSnapshot, EndedBy } from './call-record.ts'
import type { ClearingCause } from './clearing-cause.ts'

/** How a call ended. */
export interface CallEnd {
  readonly endedBy: EndedBy
  readonly cause: ClearingCause
}

/** What a call can ask its modem for. */
export interface CallActions {
  /** The call as the table has it now, or undefined once it is over. */
  look(key: number): CallSnapshot | undefined
  answer(call: Call): Promise<void>
  hangUp(call: Call): Promise<void>
  hold(call: Call): Promise<void>
  resume(call: Call): Promise<void>
}

/** One call, from the first sign of it to its end. Its facts change as the module tells more. */
export class Call {
  /** Resolves when the call is over; its cause may not be known for a while yet. Never rejects. */
  readonly over: Promise<void>
  /** Resolves when the call is over and the cause is known, or the modem was closed or lost; never rejects. */
  readonly ended: Promise<CallEnd>
  private readonly actions: CallActions
  private resolveEnded: (end: CallEnd) => void = () => {}
  private resolveOver: () => void = () => {}
  private picture: CallSnapshot

  constructor(snapshot: CallSnapshot, actions: CallActions) {
    this.picture = snapshot
    this.actions = actions
    this.over = new Promise(resolve => {
      this.resolveOver = resolve
    })
    this.ended = new Promise(resolve => {
      this.resolveEnded = resolve
    })
  }

  /** Our own name for the call; never used twice on one modem. */
  get key(): number {
    return this.picture.key
  }

  /** `dialing`, `alerting`, `active`, `held`, `incoming`, `waiting` (27.007 7.18), or `ended`. */
  get state(): CallSnapshot['state'] {
    return this.snapshot.state
  }

  get direction(): CallSnapshot['direction'] {
    return this.snapshot.direction
  }

  /** Digits with an optional +; '' where it is withheld. */
  get number(): string {
    return this.snapshot.number
  }

  /** The id of AT+CLCC; it may change while the call lives. */
  get index(): number {
    return this.snapshot.index
  }

  /** All facts at once. */
  get snapshot(): CallSnapshot {
    return this.actions.look(this.picture.key) ?? this.picture
  }

  /**
   * Answers the call; one that waits is taken and the active one held. Resolves when the module accepted, which is not
   * yet connected: wait for the state `active`.
   * @throws CellvoiceError WRONG_CALL_STATE unless the call is incoming or waiting; AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  answer(): Promise<void> {
    return this.actions.answer(this)
  }

  /**
   * Ends the call, or rejects it while it rings, and resolves when it is over. Harmless on an ended call. Other calls
   * on the module go on.
   * @throws CellvoiceError AT_ERROR, AT_TIMEOUT or PORT_LOST when the module does not end it.
   */
  hangUp(): Promise<void> {
    return this.actions.hangUp(this)
  }

  /**
   * Puts the active call on hold; a held or waiting one takes its place.
   * @throws CellvoiceError WRONG_CALL_STATE unless the call is active; AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  hold(): Promise<void> {
    return this.actions.hold(this)
  }

  /**
   * Takes a held call back; an active one is held instead.
   * @throws CellvoiceError WRONG_CALL_STATE unless the call is held; AT_ERROR, AT_TIMEOUT, PORT_LOST.
   */
  resume(): Promise<void> {
    return this.actions.resume(this)
  }

  /** The last picture of the call, when the table has it no more. For the modem alone. */
  leave(snapshot: CallSnapshot): void {
    this.picture = snapshot
    this.resolveOver()
  }

  /** Ends the call's life. For the modem alone. */
  finish(end: CallEnd): void {
    this.resolveOver()
    this.resolveEnded(end)
  }
}
