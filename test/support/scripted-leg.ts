import type { MediaSession } from '../../src/audio/media-session.ts'
import { CellvoiceError } from '../../src/base/error.ts'
import { silentLogger } from '../../src/base/logger.ts'
import { type ClearingCauseName, causeOfValue, localClearing } from '../../src/calls/clearing-cause.ts'
import type { Leg, LegEnd, LegState, PressedDigit, SentCause } from '../../src/exchange/leg.ts'
import { LegLife } from '../../src/exchange/legs/leg-life.ts'
import { MemorySession } from '../../src/exchange/legs/memory-session.ts'
import { Listeners } from '../../src/exchange/listeners.ts'

/** How a leg behaves when it is asked for something. */
export interface LegManners {
  readonly answer?: 'answers' | 'stuck' | 'refused'
  readonly hangUp?: 'ends' | 'stuck' | 'refused'
  /** The cause that is sent in place of any other; null is that the module chooses. */
  readonly sends?: number | null
  readonly sound?: boolean
}

/** What a leg is, besides its manners. */
interface LegFacts {
  readonly id?: string
  readonly kind?: Leg['kind']
  readonly direction?: Leg['direction']
  readonly line?: string | null
  readonly from?: string
  readonly to?: string
}

/** A leg that does what its script says: the test moves it. */
export class ScriptedLeg implements Leg {
  readonly id: string
  readonly kind: Leg['kind']
  readonly direction: Leg['direction']
  readonly line: string | null
  readonly from: string
  readonly to: string
  /** Causes it was hung up with. */
  readonly hungUpWith: number[] = []
  /** Keys that were sent to its far end. */
  readonly sentDigits: string[] = []
  /** What its far end says and hears: `deliver` frames to it, `take` what is played. */
  readonly sound: MemorySession
  manners: LegManners
  private readonly life: LegLife
  private readonly digits = new Listeners<[PressedDigit]>('digits', silentLogger)

  constructor(state: LegState, { id = 'leg-1', ...facts }: LegFacts = {}, manners: LegManners = {}) {
    this.id = id
    this.kind = facts.kind ?? 'cellular'
    this.direction = facts.direction ?? (state === 'incoming' ? 'incoming' : 'outgoing')
    this.line = facts.line === undefined ? 'line-1' : facts.line
    this.from = facts.from ?? '+441632960001'
    this.to = facts.to ?? '+441632960002'
    this.manners = manners
    this.life = new LegLife(id, state, silentLogger)
    this.sound = new MemorySession(id, silentLogger)
  }

  get state(): LegState {
    return this.life.state
  }

  get ended(): Promise<LegEnd> {
    return this.life.ended
  }

  onState(listener: (state: LegState) => void): () => void {
    return this.life.onState(listener)
  }

  onDigit(listener: (digit: PressedDigit) => void): () => void {
    return this.digits.add(listener)
  }

  async answer(): Promise<void> {
    if (this.manners.answer === 'stuck') return
    if (this.manners.answer === 'refused') throw new CellvoiceError('AT_ERROR', { detail: 'ATA' })
    this.move('active')
  }

  async hangUp(cause = 16): Promise<SentCause> {
    this.hungUpWith.push(cause)
    if (this.manners.hangUp === 'refused') throw new CellvoiceError('AT_TIMEOUT', { detail: 'AT+CHUP' })
    if (this.manners.hangUp === 'stuck') await new Promise(() => {})
    if (this.state !== 'ended') this.end({ endedBy: 'local', cause: localClearing })
    return { requested: cause, sent: this.manners.sends === undefined ? cause : this.manners.sends }
  }

  async sendDigits(digits: string): Promise<void> {
    if (this.state !== 'active') throw new CellvoiceError('WRONG_CALL_STATE', { detail: this.state })
    this.sentDigits.push(digits)
  }

  async session(): Promise<MediaSession> {
    if (this.manners.sound === false) throw new CellvoiceError('NOT_SUPPORTED', { detail: 'no sound' })
    if (this.state === 'active' || this.state === 'held' || this.kind === 'room') return this.sound
    throw new CellvoiceError('NO_SUCH_CALL', { detail: this.state })
  }

  move(state: LegState): void {
    this.life.move(state, 'script')
  }

  /** The far end presses a key. */
  press(digits: string): void {
    for (const digit of digits) this.digits.tell({ digit, source: 'module' })
  }

  /** The far end hangs up. */
  remoteEnd(value = 16): void {
    this.end({ endedBy: 'remote', cause: causeOfValue(value, 'report') })
  }

  /** The far end hangs up, and the module tells only this. */
  remoteEndNamed(name: ClearingCauseName, text: string): void {
    this.end({ endedBy: 'remote', cause: { name, value: null, text, source: 'word' } })
  }

  /** The module is gone, and the call with it. */
  loseModule(): void {
    this.end({ endedBy: 'module', cause: { name: 'FAILED', value: null, text: 'PORT_LOST', source: 'restart' } })
  }

  end(end: LegEnd): void {
    this.life.finish(end)
    void this.sound.close()
  }
}
