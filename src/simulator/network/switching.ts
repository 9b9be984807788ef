import type { CancelTimer, Clock } from '../../base/clock.ts'
import { NetworkTones } from '../audio/network-tones.ts'
import { cause } from './causes.ts'
import { type Clearing, isEstablished, type Leg } from './leg.ts'
import type { Line } from './line.ts'
import { mayCall, type Route, routeCall } from './route-call.ts'
import { forwardingReason, voiceForwarding } from './services.ts'
import type { Notification } from './terminal.ts'
import { timing } from './timing.ts'

/** A forwarded call goes through at most this many lines (3GPP TS 22.082 1.3 allows 1 to 5). */
const maxForwardings = 5

/** Finds the line that has a number; `undefined` for an unassigned number. */
export type FindLine = (number: string) => Line | undefined

/**
 * The switching of the simulated network: calls between two lines, their timers, hold, waiting, multiparty, transfer,
 * forwarding and barring. It knows no AT. Every operation takes effect, and reaches both parties, before it returns;
 * what takes time runs on the clock.
 */
export class Switching {
  private readonly clock: Clock
  private readonly findLine: FindLine
  /** The one timer of the network that runs for a leg. */
  private readonly timers = new Map<Leg, CancelTimer>()
  /** How often the call of a calling leg was forwarded. */
  private readonly forwardings = new WeakMap<Leg, number>()

  constructor(clock: Clock, findLine: FindLine) {
    this.clock = clock
    this.findLine = findLine
  }

  /** Calls `dialled` from `line`; `withheld` hides the caller's number. */
  dial(line: Line, dialled: string, withheld: boolean): Leg {
    const leg: Leg = {
      line,
      direction: 'outgoing',
      number: dialled,
      presentation: withheld ? 'withheld' : 'shown',
      state: 'dialing',
      multiparty: false,
      heldByFarEnd: false,
      forwarded: false,
      far: undefined,
      tones: undefined,
    }
    line.legs.push(leg)
    this.after(leg, timing.setupMs, () =>
      this.take(leg, mayCall(line, dialled) ?? routeCall(line, this.findLine(dialled))),
    )
    return leg
  }

  /** The called terminal rings: the caller is told, and T301 runs. */
  alert(called: Leg): void {
    const calling = called.far
    if (calling?.state !== 'dialing') return
    calling.state = 'alerting'
    const forwarding = voiceForwarding(called.line.services, forwardingReason.noReply)
    if (forwarding && forwarding.seconds * 1000 < timing.noAnswerMs) {
      this.after(called, forwarding.seconds * 1000, () => this.forwardNoReply(called, forwarding.number))
    } else {
      this.after(called, timing.noAnswerMs, () => this.clear(called, cause.noAnswer))
    }
    calling.line.terminal.alerting(calling)
  }

  /** The called party accepts the call. */
  answer(called: Leg): void {
    const calling = called.far
    if (!calling || (called.state !== 'incoming' && called.state !== 'waiting')) return
    this.stopTimer(called)
    // After a transfer before the answer, the other end has been through for long.
    const waited = !isEstablished(calling)
    if (waited) calling.state = 'active'
    called.state = 'active'
    called.line.terminal.connected(called)
    if (waited) calling.line.terminal.connected(calling)
  }

  /** A party ends its leg; the other party is released with the same cause. */
  release(leg: Leg, number: number = cause.normalClearing): void {
    const far = leg.far
    this.end(leg, number, 'self')
    if (far) this.end(far, number, 'far')
  }

  /** The network ends the call. */
  clear(leg: Leg, number: number): void {
    const far = leg.far
    this.end(leg, number, 'network')
    if (far) this.end(far, number, 'network')
  }

  /** A waiting call beside which no other is left becomes an ordinary incoming one. */
  ringWaiting(leg: Leg): boolean {
    if (leg.state !== 'waiting' || leg.line.legs.length > 1) return false
    leg.state = 'incoming'
    return true
  }

  hold(leg: Leg): void {
    if (leg.state !== 'active') return
    leg.state = 'held'
    leg.line.terminal.holdChanged(leg)
    this.tellHeld(leg, true)
  }

  retrieve(leg: Leg): void {
    if (leg.state !== 'held') return
    leg.state = 'active'
    leg.line.terminal.holdChanged(leg)
    this.tellHeld(leg, false)
  }

  /** Joins all established calls of a line into its multiparty call (3GPP TS 22.084). */
  join(line: Line): void {
    const joined = line.legs.filter(isEstablished)
    for (const leg of joined) leg.multiparty = true
    for (const leg of joined) this.retrieve(leg)
    for (const leg of joined) this.notify(leg.far, { kind: 'mt', code: 4 })
  }

  /** Takes one call out of the multiparty call; the others are put on hold. */
  separate(leg: Leg): void {
    const others = leg.line.legs.filter(other => other !== leg && other.state === 'active')
    for (const other of others) this.hold(other)
    this.retrieve(leg)
    leg.multiparty = false
    tidyMultiparty(leg.line)
  }

  /** Connects the far parties of two calls and releases the line from both (3GPP TS 22.091). */
  transfer(held: Leg, other: Leg): void {
    const [first, second] = [held.far, other.far]
    if (!first || !second) return
    first.far = second
    second.far = first
    held.far = undefined
    other.far = undefined
    for (const leg of [first, second]) {
      leg.heldByFarEnd = false
      if (isEstablished(leg)) this.notify(leg, { kind: 'mt', code: 8 })
    }
    this.end(held, cause.normalClearing, 'self')
    this.end(other, cause.normalClearing, 'self')
  }

  /** Sends one DTMF key to the far party, which also hears it for `toneMs`. */
  press(leg: Leg, key: string, toneMs: number = timing.toneMs): void {
    const far = leg.far
    if (leg.state !== 'active' || !far || !isEstablished(far)) return
    leg.tones ??= new NetworkTones()
    leg.tones.add(key, toneMs)
    far.line.terminal.heard(far, key)
  }

  private take(calling: Leg, route: Route): void {
    switch (route.to) {
      case 'line':
        this.offer(calling, route.line, route.waits)
        break
      case 'number':
        this.forward(calling, route.number)
        break
      case 'nowhere':
        if (route.barred) this.notify(calling, { kind: 'mo', code: 5 })
        this.clear(calling, route.cause)
        break
    }
  }

  private offer(calling: Leg, line: Line, waits: boolean): void {
    const called: Leg = {
      line,
      direction: 'incoming',
      number: calling.presentation === 'shown' ? calling.line.number : '',
      presentation: calling.presentation,
      state: waits ? 'waiting' : 'incoming',
      multiparty: false,
      heldByFarEnd: false,
      forwarded: this.forwardings.has(calling),
      far: calling,
      tones: undefined,
    }
    calling.far = called
    line.legs.push(called)
    if (waits) this.notify(calling, { kind: 'mo', code: 3 })
    this.after(called, timing.noResponseMs, () => this.clear(called, cause.noUserResponding))
    line.terminal.incoming(called)
  }

  private forwardNoReply(called: Leg, number: string): void {
    // After a transfer the caller is in a conversation already and can only be told that nobody answers.
    if (called.far && !isEstablished(called.far)) this.forward(called.far, number)
    else this.clear(called, cause.noAnswer)
  }

  /** Sends the call on to another number; the party that was rung is released. */
  private forward(calling: Leg, number: string): void {
    const times = (this.forwardings.get(calling) ?? 0) + 1
    this.forwardings.set(calling, times)
    const before = calling.far
    calling.far = undefined
    if (before) this.end(before, cause.normalClearing, 'network')
    if (times > maxForwardings) {
      this.clear(calling, cause.networkOutOfOrder)
      return
    }
    this.notify(calling, { kind: 'mo', code: 2 })
    this.take(calling, routeCall(calling.line, this.findLine(number)))
  }

  private end(leg: Leg, number: number, by: Clearing['by']): void {
    if (leg.state === 'released') return
    const from = leg.state
    this.stopTimer(leg)
    leg.state = 'released'
    leg.far = undefined
    leg.heldByFarEnd = false
    leg.line.legs.splice(leg.line.legs.indexOf(leg), 1)
    tidyMultiparty(leg.line)
    leg.line.terminal.released(leg, { cause: number, by, from })
  }

  private tellHeld(leg: Leg, held: boolean): void {
    const far = leg.far
    if (!far || far.heldByFarEnd === held) return
    far.heldByFarEnd = held
    this.notify(far, { kind: 'mt', code: held ? 2 : 3 })
  }

  private notify(leg: Leg | undefined, notification: Notification): void {
    if (leg && leg.state !== 'released') leg.line.terminal.notified(leg, notification)
  }

  private after(leg: Leg, delayMs: number, fire: () => void): void {
    this.stopTimer(leg)
    this.timers.set(leg, this.clock.setTimer(delayMs, fire))
  }

  private stopTimer(leg: Leg): void {
    this.timers.get(leg)?.()
    this.timers.delete(leg)
  }
}

/** A multiparty call of one party is an ordinary call. */
function tidyMultiparty(line: Line): void {
  const joined = line.legs.filter(leg => leg.multiparty)
  if (joined.length === 1) for (const leg of joined) leg.multiparty = false
}
