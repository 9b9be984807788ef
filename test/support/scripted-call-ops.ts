import { CallOps } from '../../src/api/callops/call-ops.ts'
import { CallOpsError } from '../../src/api/callops/call-ops-error.ts'
import type { CallOpsEvent } from '../../src/api/callops/call-ops-event.ts'
import type { CallOpsExchange } from '../../src/api/callops/call-ops-exchange.ts'
import type { CallOpsOptions } from '../../src/api/callops/call-ops-options.ts'
import { CellvoiceError } from '../../src/base/error.ts'
import { silentLogger } from '../../src/base/logger.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { Bridge, BridgeEnd } from '../../src/exchange/bridges/bridge.ts'
import type { DialOptions } from '../../src/exchange/exchange-options.ts'
import type { Leg, LegEnd, LegState } from '../../src/exchange/leg.ts'
import { Listeners } from '../../src/exchange/listeners.ts'
import { type RadioManners, ScriptedRadioLeg } from './scripted-radio-leg.ts'

/** What becomes of a number that is dialled. */
export type Fate = 'rings' | 'answers' | { readonly cleared: number } | { readonly refused: CellvoiceError }

const transferred: LegEnd = {
  endedBy: 'remote',
  cause: { name: 'NORMAL', value: 16, text: 'transferred', source: 'local' },
}

/** An exchange on paper: its calls do what the test says, and what it was asked for is written down. */
export class ScriptedSwitchboard implements CallOpsExchange {
  readonly all: ScriptedRadioLeg[] = []
  readonly dialled: { readonly number: string; readonly options: DialOptions }[] = []
  /** `bridge leg-1 leg-2`. */
  readonly done: string[] = []
  fate: Fate = 'rings'
  manners: RadioManners = {}
  /** Lines that can be dialled on, besides those in use. */
  freeLines = ['b']
  ect: 'none' | 'works' | 'refused' = 'none'
  bridging: 'works' | 'fails' = 'works'
  moving: 'works' | 'fails' | 'leaves-former' = 'works'
  private readonly listeners = new Listeners<[Leg]>('legs', silentLogger)
  private readonly bridges: { readonly legs: readonly Leg[]; readonly end: (how: BridgeEnd) => void }[] = []

  get legs(): readonly ScriptedRadioLeg[] {
    return this.all.filter(({ state }) => state !== 'ended')
  }

  onLeg(listener: (leg: Leg) => void): () => void {
    return this.listeners.add(listener)
  }

  /** A call comes up. */
  call(
    state: LegState,
    line = 'a',
    direction: Leg['direction'] = 'incoming',
    manners = this.manners,
  ): ScriptedRadioLeg {
    const leg = new ScriptedRadioLeg(state, { id: `leg-${this.all.length + 1}`, line, direction }, manners)
    this.all.push(leg)
    this.listeners.tell(leg)
    return leg
  }

  async dial(number: string, options: DialOptions = {}): Promise<Leg> {
    this.dialled.push({ number, options })
    const { fate } = this
    if (typeof fate === 'object' && 'refused' in fate) throw fate.refused
    const line = options.beside?.line ?? this.freeLines.find(name => !this.legs.some(leg => leg.line === name))
    if (line === undefined) {
      const cause = { name: 'NOCHANNELS', value: 34, text: null, source: 'state' }
      throw new CellvoiceError('DIAL_REFUSED', { context: { cause } })
    }
    const leg = this.call('dialing', line ?? 'b', 'outgoing')
    if (fate === 'answers') queueMicrotask(() => leg.move('active'))
    else if (fate !== 'rings') queueMicrotask(() => leg.remoteEnd(fate.cleared))
    return leg
  }

  async bridge(one: Leg, other: Leg): Promise<Bridge> {
    this.done.push(`bridge ${one.id} ${other.id}`)
    if (this.bridging === 'fails') throw new CellvoiceError('AUDIO_DEVICE_FAILED')
    const legs = [one, other] as const
    let end: (how: BridgeEnd) => void = () => {}
    const ended = new Promise<BridgeEnd>(resolve => {
      end = resolve
    })
    for (const leg of legs) leg.onState(state => state === 'ended' && end({ kind: 'leg-ended', leg }))
    this.bridges.push({ legs, end })
    return { kind: 'sound', legs, ended, close: async () => end({ kind: 'closed' }) }
  }

  takeOver(leg: Leg): Leg {
    this.done.push(`takeOver ${leg.id}`)
    const own = this.own(leg)
    if (own.state !== 'active' && own.state !== 'held') throw new CellvoiceError('WRONG_CALL_STATE')
    const { state } = own
    own.end(transferred)
    return this.call(state, own.line ?? 'a', own.direction, own.manners)
  }

  async moveTo(leg: Leg, other: Leg): Promise<void> {
    this.done.push(`moveTo ${leg.id} ${other.id}`)
    if (this.moving === 'fails') throw new CellvoiceError('WRONG_CALL_STATE')
    const { state } = other
    this.own(other).end(transferred)
    this.own(leg).move(state)
    if (this.moving === 'works') return
    this.call('active', 'a')
    throw new CellvoiceError('AT_ERROR')
  }

  async transferOnModule(one: Leg, other: Leg): Promise<void> {
    this.done.push(`transfer ${one.id} ${other.id}`)
    if (this.ect === 'refused') {
      throw new CellvoiceError('AT_ERROR', { context: { result: { kind: 'cme', code: 3, text: 'not allowed' } } })
    }
    for (const leg of [one, other]) this.own(leg).remoteEnd()
  }

  canTransferOnModule(): boolean {
    return this.ect !== 'none'
  }

  private own(leg: Leg): ScriptedRadioLeg {
    const own = this.all.find(({ id }) => id === leg.id)
    if (own) return own
    throw new Error(`${leg.id} is not of this exchange`)
  }
}

/** Call operations on an exchange on paper. */
export function scriptedCallOps(options: Partial<CallOpsOptions> = {}) {
  const clock = new ManualClock()
  const exchange = new ScriptedSwitchboard()
  let count = 0
  const callOps = new CallOps({ exchange, clock, newCallid: () => `call-${++count}`, ...options })
  const events: CallOpsEvent[] = []
  callOps.events$.subscribe(event => events.push(event))
  return {
    clock,
    exchange,
    callOps,
    events,
    /** A call that is through; its call-id is `call-1` for the first, and so on. */
    up: (direction: Leg['direction'] = 'incoming', line = 'a') => exchange.call('active', line, direction),
    /** Lets everything happen that is due. */
    settle: () => clock.advance(1),
    /** What was told since the last time, each in a line. */
    told: () => events.splice(0).map(lineOf),
  }
}

/** `hold caller start`, `transfer call-1 caller ok 200 OK -> call-2 <sip:…>`. */
export function lineOf({ name, params }: CallOpsEvent): string {
  if (name === 'E_CALL_HOLD') return `${params.action} ${params.leg} ${params.state}`
  const { callid, leg, state, status, transfer_callid, destination } = params
  return `${callid} ${leg} ${state} [${status}] -> ${transfer_callid} <${destination}>`
}

/** How an operation is refused: `404 Dialog not found`, with its data after a colon. */
export function refusalOf(operation: () => unknown): string {
  try {
    operation()
  } catch (error) {
    if (error instanceof CallOpsError) return [`${error.code} ${error.message}`, error.data ?? []].flat().join(': ')
    throw error
  }
  return 'none'
}
