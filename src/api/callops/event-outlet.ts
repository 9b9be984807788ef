import { type Observable, Subject } from 'rxjs'
import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { CallOpsEvent } from './call-ops-event.ts'

/** Tells events in their order, but never in the turn that caused them: whoever asks for something has his reply first. */
export class EventOutlet {
  private readonly clock: Clock
  private readonly subject = new Subject<CallOpsEvent>()
  private readonly due: CallOpsEvent[] = []
  private cancel: CancelTimer | null = null
  private isClosed = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  get events$(): Observable<CallOpsEvent> {
    return this.subject.asObservable()
  }

  readonly emit = (event: CallOpsEvent): void => {
    if (this.isClosed) return
    this.due.push(event)
    this.cancel ??= this.clock.setTimer(0, () => {
      this.cancel = null
      for (const one of this.due.splice(0)) this.subject.next(one)
    })
  }

  /** What was not told yet is not told any more. */
  close(): void {
    this.isClosed = true
    this.cancel?.()
    this.due.length = 0
    this.subject.complete()
  }
}
