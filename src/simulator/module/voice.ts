import type { Clock } from '../../base/clock.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { HostPort } from '../at/host-port.ts'
import type { Family } from '../families/family.ts'
import { cause } from '../network/causes.ts'
import type { Clearing, Leg } from '../network/leg.ts'
import { type Line, newLine } from '../network/line.ts'
import type { Switching } from '../network/switching.ts'
import type { Notification, Terminal } from '../network/terminal.ts'
import { timing } from '../network/timing.ts'
import { CallList } from './call-list.ts'
import { type CallEvent, callReports } from './call-reports.ts'
import type { ModuleCall } from './module-call.ts'
import { numberType } from './number-type.ts'
import { Ringer } from './ringer.ts'
import type { Settings } from './settings.ts'

/** What the call processing tells the sound of the module. */
interface CallAudio {
  /** A call is connected. */
  update(): void
  callEnded(): void
  hears(leg: Leg, frame: Int16Array): void
}

/** What the network does on AT+CHLD=2 to an active call, on the same without one, and on AT+CHLD=4. */
export type HoldService = 'hold' | 'retrieve' | 'transfer'

/** Refused with that +CME ERROR, or accepted with nothing coming of it. */
export type HoldFault = number | 'ignored'

/** What the call processing needs of the module it is in. */
export interface VoiceSurroundings {
  readonly family: Family
  readonly clock: Clock
  readonly switching: Switching
  readonly settings: Settings
  readonly indications: ReadonlySet<string>
  /** How many data contexts are listed as calls at the moment. */
  readonly dataContexts: number
  readonly number: string
  /** Whether calls can reach the module. */
  reachable(): boolean
  readonly audio: CallAudio
  urc(line: string): void
}

/** The call processing of a module: its calls, and the lines by which it tells what the network does with them. */
export class Voice implements Terminal {
  readonly line: Line
  readonly calls: CallList
  readonly switching: Switching
  /** What +CEER tells of; forgotten by a restart. */
  lastClearing: Clearing | undefined
  /** What the network fails to do, as long as a test wants. */
  readonly holdFaults = new Map<HoldService | undefined, HoldFault>()
  /** When a call was answered for the last time, by either side. */
  lastConnectedMs = Number.NEGATIVE_INFINITY
  private readonly module: VoiceSurroundings
  private readonly ringer: Ringer
  /** Results of ATD and ATA that wait for what becomes of the call. */
  private readonly awaited = new Map<Leg, (final: FinalResult) => void>()
  private readonly acceptedByAta = new WeakSet<Leg>()

  constructor(module: VoiceSurroundings) {
    this.module = module
    this.switching = module.switching
    this.line = newLine(module.number, this, false)
    this.calls = new CallList(() => module.dataContexts)
    this.ringer = new Ringer(module.clock)
  }

  get reachable(): boolean {
    return this.module.reachable()
  }

  incoming(leg: Leg): void {
    if (this.calls.full) {
      this.switching.release(leg, cause.userBusy)
      return
    }
    const call = this.calls.add(leg)
    this.switching.alert(leg)
    if (leg.state === 'waiting') this.tellWaiting(call)
    else this.ringer.start(count => this.ring(call, count))
  }

  alerting(leg: Leg): void {
    this.report('alerting', this.calls.of(leg))
  }

  connected(leg: Leg): void {
    this.module.audio.update()
    this.lastConnectedMs = this.module.clock.now()
    const call = this.calls.of(leg)
    if (!call) return
    const { family, settings } = this.module
    if (leg.direction === 'incoming') {
      this.ringer.stop()
      this.settleAwaited(leg, 'OK')
      this.report('connected', call)
      if (family.connectWord && this.acceptedByAta.has(leg)) this.module.urc('CONNECT')
      return
    }
    const colp = settings['+COLP'] === 1 ? [family.colp(leg.number, numberType(leg.number))] : []
    const [before, after] = family.colpDial === 'does not wait' ? [[], colp] : [colp, []]
    if (family.colpDial === 'waits, result first') this.settleAwaited(leg, 'OK')
    for (const line of before) this.module.urc(line)
    this.settleAwaited(leg, 'OK')
    this.report('connected', call)
    for (const line of after) this.module.urc(line)
  }

  released(leg: Leg, clearing: Clearing): void {
    this.tellReleased(leg, clearing)
    this.module.audio.callEnded()
  }

  holdChanged(leg: Leg): void {
    this.report(leg.state === 'held' ? 'held' : 'connected', this.calls.of(leg))
  }

  notified(_leg: Leg, { kind, code }: Notification): void {
    const { settings } = this.module
    if (kind === 'mo' && settings.cssi === 1) this.module.urc(`+CSSI: ${code}`)
    if (kind === 'mt' && settings.cssu === 1) this.module.urc(`+CSSU: ${code}`)
  }

  heard(_leg: Leg, key: string): void {
    if (this.module.settings['+QTONEDET'] === 1) this.module.urc(`+QTONEDET: ${key.charCodeAt(0)}`)
  }

  hears(leg: Leg, frame: Int16Array): void {
    this.module.audio.hears(leg, frame)
  }

  /** A module has an audio clock: it is not asked. */
  says(): boolean {
    return false
  }

  /** Calls `number` from `port`. */
  dial(number: string, withheld: boolean, port: HostPort): Leg {
    const leg = this.switching.dial(this.line, number, withheld)
    this.report('originated', this.calls.add(leg, port))
    return leg
  }

  /** Accepts a ringing call; it is through a little later. */
  accept({ leg }: ModuleCall, byAta: boolean): void {
    this.ringer.stop()
    if (byAta) this.acceptedByAta.add(leg)
    this.module.clock.setTimer(timing.connectMs, () => this.switching.answer(leg))
  }

  /** Lets `finish` have the result once the call is through or over. */
  awaitCall(leg: Leg, finish: (final: FinalResult) => void): void {
    this.awaited.set(leg, finish)
  }

  /** Whether a call was dialled on another port than `port`. */
  belongsElsewhere(port: HostPort): boolean {
    return this.module.family.callsBelongToPort && this.calls.all().some(call => call.port && call.port !== port)
  }

  /** The radio or the module is gone: the network clears what there was. With `silently` no line tells of it. */
  lose(silently: boolean): void {
    const legs = this.calls.all().map(call => call.leg)
    if (silently) {
      this.ringer.stop()
      this.awaited.clear()
      this.lastClearing = undefined
      for (const leg of legs) this.calls.remove(leg)
    }
    for (const leg of legs) this.switching.clear(leg, cause.temporaryFailure)
  }

  private tellReleased(leg: Leg, clearing: Clearing): void {
    const call = this.calls.of(leg)
    if (!call) return
    if (clearing.from === 'incoming' || clearing.from === 'waiting') this.ringer.stop()
    this.calls.remove(leg)
    this.lastClearing = clearing
    const local = clearing.by === 'self'
    if (clearing.from === 'held' && !local && this.module.settings.cssu === 1) this.module.urc('+CSSU: 5')
    this.report('released', call)
    const word = local ? 'NO CARRIER' : this.module.family.endWord(clearing, this.module.settings.X)
    if (!this.settleAwaited(leg, word) && !local) this.module.urc(word)
    for (const waiting of this.calls.in('waiting')) {
      this.module.clock.setTimer(timing.connectMs, () => this.ringWaiting(waiting))
    }
  }

  private report(event: CallEvent, call: ModuleCall | undefined): void {
    if (call) for (const line of callReports(this.module, event, call)) this.module.urc(line)
  }

  private settleAwaited(leg: Leg, final: FinalResult): boolean {
    const finish = this.awaited.get(leg)
    this.awaited.delete(leg)
    finish?.(final)
    return finish !== undefined
  }

  private ring(call: ModuleCall, count: number): void {
    const { leg } = call
    const { settings, family } = this.module
    const first = count === 1
    this.ringWord()
    if (first) this.tellForwarded(leg)
    if (settings['+CLIP'] === 1 && (first || family.clipEachRing)) {
      const validity = { shown: 0, withheld: 1, unavailable: 2 }[leg.presentation]
      this.module.urc(family.clip(leg.number, numberType(leg.number), validity))
    }
    if (first) this.report('incoming', call)
    if (settings.S0 > 0 && count >= settings.S0) this.accept(call, false)
  }

  private tellWaiting(call: ModuleCall): void {
    const { number } = call.leg
    const { family, settings } = this.module
    const rings = family.waitingCallRings && settings['+CCWA'] === 0
    if (rings) this.ringer.start(() => this.ringWord())
    this.tellForwarded(call.leg)
    if (settings['+CCWA'] === 1) this.module.urc(`+CCWA: "${number}",${numberType(number)},1`)
    this.report('waiting', call)
  }

  /** The calls beside which it waited are over: the call rings now like any other. */
  private ringWaiting(call: ModuleCall): void {
    if (this.switching.ringWaiting(call.leg)) this.ringer.start(count => this.ring(call, count))
  }

  private ringWord(): void {
    const { indications, settings } = this.module
    if (!indications.has('all') || !indications.has('ring')) return
    this.module.urc(settings['+CRC'] === 1 ? '+CRING: VOICE' : 'RING')
  }

  private tellForwarded(leg: Leg): void {
    if (leg.forwarded && this.module.settings.cssu === 1) this.module.urc('+CSSU: 0')
  }
}
