import type { Call, Modem } from '../index.ts'
import type { AnswerOptions } from './answer.ts'
import type { CallMedia } from './call-media.ts'
import { numberText } from './call-text.ts'
import { followCall } from './follow-call.ts'
import { showError } from './launch.ts'
import type { Run } from './run.ts'

/** Takes the calls that ring: answers them after a while or rejects them, and stays with each until it is over. */
export class Attendant {
  /** Resolves when as many calls as wanted were taken and are over. */
  readonly done: Promise<void>
  private readonly run: Run
  private readonly modem: Modem
  private readonly options: AnswerOptions
  private readonly media: CallMedia
  private readonly wanted: number
  private readonly seen = new WeakSet<Call>()
  private readonly attending = new Set<Promise<void>>()
  private resolveDone: () => void = () => {}
  private taken = 0

  constructor(run: Run, modem: Modem, options: AnswerOptions, media: CallMedia) {
    this.run = run
    this.modem = modem
    this.options = options
    this.media = media
    this.wanted = options.once ? 1 : (options.count ?? Number.POSITIVE_INFINITY)
    this.done = new Promise(resolve => {
      this.resolveDone = resolve
    })
    modem.events$.subscribe(event => {
      if (event.kind === 'call' && event.call) this.look(event.call)
    })
    this.lookAtAll()
  }

  /** Resolves when no call is attended to any more; the interrupted run has hung them up. */
  async leave(): Promise<void> {
    await Promise.all(this.attending)
  }

  private lookAtAll(): void {
    for (const call of this.modem.calls) this.look(call)
  }

  /** A call that waits behind another is left alone until it rings itself; one without number may get it a line later. */
  private look(call: Call): void {
    if (call.state !== 'incoming' || this.seen.has(call) || this.run.interruption.signal.aborted) return
    // The last one wanted may be over, and its recording still be on its way.
    if (this.taken + this.attending.size >= this.wanted) return
    if (!this.isFromWanted(call)) {
      this.run.printer.log('info', `left alone: ${numberText(call.number)}`)
      return
    }
    this.seen.add(call)
    const attended = this.attend(call)
      .then(taken => {
        if (taken) this.taken++
      })
      .catch(error => void showError(this.run.printer, error))
      .then(() => {
        this.attending.delete(attended)
        if (this.taken >= this.wanted) this.resolveDone()
        else this.lookAtAll()
      })
    this.attending.add(attended)
  }

  private isFromWanted(call: Call): boolean {
    const { from } = this.options
    return from === undefined || call.number.replace(/^\+/, '') === from.replace(/^\+/, '')
  }

  /** Whether the call was taken: the caller may give up first. */
  private async attend(call: Call): Promise<boolean> {
    if (this.options.reject) {
      await call.hangUp()
      await call.ended
      return true
    }
    if (!(await this.ringsFor(call, this.options.after * 1000))) return false
    const inCall = this.media.attach(call)
    await call.answer()
    const { max } = this.options
    await followCall(this.run, this.modem, call, { answeredMs: max === undefined ? undefined : max * 1000 })
    await inCall.settled()
    return call.snapshot.connectedAtMs !== null
  }

  /** Whether the call still rings after `ms`. */
  private ringsFor(call: Call, ms: number): Promise<boolean> {
    const { clock, interruption } = this.run
    return new Promise(resolve => {
      const leave = (rings: boolean) => {
        cancel()
        interruption.signal.removeEventListener('abort', stop)
        resolve(rings)
      }
      const stop = () => leave(false)
      const cancel = clock.setTimer(ms, () => leave(call.state === 'incoming'))
      interruption.signal.addEventListener('abort', stop)
      void call.ended.then(stop)
    })
  }
}
