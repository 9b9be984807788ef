import { FRAME_SAMPLES } from '../../audio/frame.ts'
import { Mixer } from '../../audio/mixing/mixer.ts'
import type { MixerParty } from '../../audio/mixing/mixer-party.ts'
import { hz } from '../../audio/tones/tone.ts'
import { toneSamples } from '../../audio/tones/tone-generator.ts'
import type { Logger } from '../../base/logger.ts'
import type { FrameTicker } from '../legs/frame-ticker.ts'
import { Announcements } from './announcements.ts'
import type { Room } from './room.ts'
import type { RoomParty } from './room-party.ts'

/** How many parties a room takes; one more finds it busy. */
const MAX_PARTIES = 40
const NORMAL_CLEARING = 16
const USER_BUSY = 17
const BEEP_MS = 200
const BEEP_HZ = 1000

/**
 * A conference room, from its first party to its last. It starts when one who starts rooms is there, another besides, and
 * at least one who may talk: in which order they came does not matter, or a host who comes first would wait for ever.
 */
export class ConferenceRoom implements Room {
  readonly name: string
  private readonly logger: Logger
  private readonly onEmpty: () => void
  private readonly mixer = new Mixer()
  private readonly seats = new Map<RoomParty, MixerParty>()
  private readonly announcements: Announcements
  private readonly announcer: MixerParty
  private readonly announced = new Int16Array(FRAME_SAMPLES)
  private readonly stopTicking: () => void
  private hasStarted = false
  private isOver = false

  /** @param onEmpty Called once, when the room is over. */
  constructor(name: string, ticker: FrameTicker, logger: Logger, onEmpty: () => void) {
    this.name = name
    this.logger = logger
    this.onEmpty = onEmpty
    this.announcements = new Announcements(logger)
    this.announcer = this.mixer.add()
    this.stopTicking = ticker.add(() => this.tick())
  }

  get state(): Room['state'] {
    return this.hasStarted ? 'started' : 'stopped'
  }

  get parties(): Room['parties'] {
    return [...this.seats.keys()].map(({ leg }) => leg)
  }

  enter(party: RoomParty): void {
    const { leg } = party
    if (this.seats.size >= MAX_PARTIES) {
      leg.clear(USER_BUSY)
      return
    }
    this.seats.set(party, this.mixer.add())
    leg.meet({
      answered: () => {},
      hungUp: () => this.leave(party),
      pressed: digit => this.press(party, digit),
    })
    leg.alert()
    this.startIfDue()
    // Whoever hears of these states may have hung up meanwhile.
    if (!this.hasStarted || !this.seats.has(party)) return
    leg.connect()
    this.announceEntry(party)
  }

  /** Hangs up everybody. */
  destroy(): void {
    if (this.isOver) return
    this.isOver = true
    this.stopTicking()
    this.onEmpty()
    this.logger.info(`room ${this.name} is over`)
    for (const { leg } of [...this.seats.keys()]) leg.clear(NORMAL_CLEARING)
    this.seats.clear()
  }

  private startIfDue(): void {
    const parties = [...this.seats.keys()]
    const canStart = parties.some(
      ({ lifetime }) => lifetime.startOnEntry && (lifetime.startAlone || this.seats.size > 1),
    )
    if (this.hasStarted || !canStart || !parties.some(({ isTalker }) => isTalker)) return
    this.hasStarted = true
    this.logger.info(`room ${this.name} starts with ${this.seats.size}`)
    for (const { leg } of parties) leg.connect()
  }

  private press(party: RoomParty, digit: string): void {
    if (digit !== party.options.exitDigit) {
      party.pressMuteDigit(digit)
      return
    }
    party.leg.clear(NORMAL_CLEARING)
    this.leave(party)
  }

  private leave(party: RoomParty): void {
    const seat = this.seats.get(party)
    if (!seat || this.isOver) return
    this.seats.delete(party)
    this.mixer.remove(seat)
    if (party.lifetime.destroyOnExit || this.seats.size === 0) {
      this.destroy()
      return
    }
    if (!this.hasStarted || !party.options.onExit) return
    this.announcements.add(party.options.prefix)
    this.announcements.add(party.options.onExit)
  }

  /** A name alone is an announcement of who comes, but not of who goes. */
  private announceEntry({ options }: RoomParty): void {
    if (options.beepOnEntry ?? true) this.announcements.add(beep())
    this.announcements.add(options.prefix)
    this.announcements.add(options.onEntry)
  }

  private tick(): void {
    if (!this.hasStarted) {
      for (const party of this.seats.keys()) party.wait()
      return
    }
    for (const [party, seat] of this.seats) party.speakInto(seat)
    if (this.announcements.fill(this.announced)) this.announcer.speak(this.announced)
    this.mixer.mix()
    for (const [{ leg }, seat] of this.seats) leg.sound.deliver(seat.output)
  }
}

function beep(): Int16Array {
  return toneSamples({ segments: [{ signal: hz(BEEP_HZ), ms: BEEP_MS }] }, { ms: BEEP_MS })
}
