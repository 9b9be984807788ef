import type { Switchboard } from '../../src/api/channel/channel-parts.ts'
import { CellvoiceError } from '../../src/base/error.ts'
import type { ManualClock } from '../../src/base/manual-clock.ts'
import type { Bridge, BridgeEnd } from '../../src/exchange/bridges/bridge.ts'
import type { DialOptions } from '../../src/exchange/exchange-options.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import { claimUplink } from '../../src/exchange/legs/uplink-claim.ts'
import type { Line } from '../../src/exchange/lines/line.ts'
import type { RoomCallOptions } from '../../src/exchange/rooms/room-options.ts'
import { type LegManners, ScriptedLeg } from './scripted-leg.ts'

/** What happens to a call that the exchange makes. */
export type Fate =
  /** It rings after 1 s and is answered after 3. */
  | { readonly kind: 'answered'; readonly manners?: LegManners }
  | { readonly kind: 'rings' }
  | { readonly kind: 'dialing' }
  /** It rings after 1 s and ends after 3. */
  | { readonly kind: 'cleared'; readonly value: number }
  /** The exchange throws. */
  | { readonly kind: 'refused'; readonly error: CellvoiceError }
  /** The exchange never says anything. */
  | { readonly kind: 'stuck' }

/** An exchange whose calls have their fates written down; what it was asked for is kept. */
export class ScriptedExchange implements Switchboard {
  readonly lines: readonly Line[] = []
  readonly dialled: { readonly number: string; readonly options: DialOptions }[] = []
  readonly rooms: { readonly name: string; readonly options: RoomCallOptions }[] = []
  readonly services: { readonly name: string; readonly from: string }[] = []
  /** The legs it made, in order. */
  readonly legs: ScriptedLeg[] = []
  readonly bridges: Bridge[] = []
  /** What was recorded into which file. */
  readonly recorded: { readonly leg: Leg; readonly path: string }[] = []
  readonly records = {
    idOf: () => null,
    noteRecording: (leg: Leg, path: string) => void this.recorded.push({ leg, path }),
  }
  fate: Fate = { kind: 'answered' }
  bridging: 'works' | 'fails' | 'stuck' = 'works'
  parting: 'works' | 'fails' | 'stuck' = 'works'
  private readonly clock: ManualClock

  constructor(clock: ManualClock) {
    this.clock = clock
  }

  /** The leg it made last. */
  get leg(): ScriptedLeg {
    const leg = this.legs.at(-1)
    if (!leg) throw new Error('the exchange made no leg')
    return leg
  }

  async dial(number: string, options: DialOptions = {}): Promise<Leg> {
    this.dialled.push({ number, options })
    if (this.fate.kind === 'refused') throw this.fate.error
    if (this.fate.kind === 'stuck') return new Promise(() => {})
    return this.make('cellular')
  }

  callRoom(name: string, options: RoomCallOptions = {}): Leg {
    this.rooms.push({ name, options })
    return this.make('room')
  }

  callService(name: string, { from = '' }: { readonly from?: string } = {}): Leg {
    this.services.push({ name, from })
    return this.make('service')
  }

  async bridge(one: Leg, other: Leg): Promise<Bridge> {
    if (this.bridging === 'fails') throw new CellvoiceError('AUDIO_DEVICE_FAILED')
    if (this.bridging === 'stuck') return new Promise(() => {})
    const releases = [claimUplink(one, 'a bridge'), claimUplink(other, 'a bridge')]
    let settle: (end: BridgeEnd) => void = () => {}
    const ended = new Promise<BridgeEnd>(resolve => {
      settle = resolve
    })
    const end = (how: BridgeEnd) => {
      for (const release of releases.splice(0)) release()
      settle(how)
    }
    for (const leg of [one, other]) leg.onState(state => state === 'ended' && end({ kind: 'leg-ended', leg }))
    const close = async () => {
      if (this.parting === 'fails') throw new CellvoiceError('AT_ERROR', { detail: 'AT+CHLD' })
      if (this.parting === 'stuck') await new Promise(() => {})
      end({ kind: 'closed' })
    }
    const bridge: Bridge = { kind: 'sound', legs: [one, other], ended, close }
    this.bridges.push(bridge)
    return bridge
  }

  private make(kind: Leg['kind']): ScriptedLeg {
    const { fate, clock } = this
    const virtual = kind === 'cellular' ? {} : { line: null }
    const manners = fate.kind === 'answered' ? fate.manners : undefined
    const id = `leg-${100 + this.legs.length}`
    const leg = new ScriptedLeg(kind === 'cellular' ? 'dialing' : 'alerting', { kind, id, ...virtual }, manners)
    this.legs.push(leg)
    if (fate.kind === 'dialing') return leg
    clock.setTimer(1_000, () => leg.state === 'dialing' && leg.move('alerting'))
    if (fate.kind === 'answered') clock.setTimer(3_000, () => leg.move('active'))
    if (fate.kind === 'cleared') clock.setTimer(3_000, () => leg.remoteEnd(fate.value))
    return leg
  }
}
