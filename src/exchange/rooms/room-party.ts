import { FRAME_SAMPLES } from '../../audio/frame.ts'
import type { FrameSource } from '../../audio/media-session.ts'
import type { MixerParty } from '../../audio/mixing/mixer-party.ts'
import type { VirtualLeg } from '../legs/virtual-leg.ts'
import type { RoomCallOptions, RoomLifetime, RoomPartyOptions } from './room-options.ts'
import { TalkGate } from './talk-gate.ts'
import { waitingSound } from './waiting-sound.ts'

/** One who is in a conference room. */
export class RoomParty {
  readonly leg: VirtualLeg
  readonly options: RoomPartyOptions
  readonly lifetime: Required<RoomLifetime>
  readonly isTalker: boolean
  private readonly waiting: FrameSource
  private readonly frame = new Int16Array(FRAME_SAMPLES)
  private readonly gate = new TalkGate()
  private isMuted: boolean

  /** @throws CellvoiceError INVALID_ARGUMENT for a ring-back tone that cannot be played. */
  constructor(leg: VirtualLeg, { talkerAndListener = true, lifetime = {}, party = {} }: RoomCallOptions) {
    const { startOnEntry = true, destroyOnExit = false, startAlone = false } = lifetime
    this.leg = leg
    this.options = party
    this.lifetime = { startOnEntry, destroyOnExit, startAlone }
    this.isTalker = talkerAndListener
    this.waiting = waitingSound(party)
    this.isMuted = party.startMuted ?? false
  }

  /** While the room is stopped: what is said is heard by nobody, and a tone or a file is heard here. */
  wait(): void {
    this.leg.sound.take()
    if (!this.waiting(this.frame)) this.frame.fill(0)
    this.leg.sound.deliver(this.frame)
  }

  /** Puts what is said now into the mix. */
  speakInto(seat: MixerParty): void {
    const said = this.leg.sound.take()
    const talks = this.gate.passes(said)
    if (this.isTalker && !this.isMuted && talks) seat.speak(said)
  }

  /** Mutes itself, or speaks again; with one key for both it does either in turn. */
  pressMuteDigit(digit: string): void {
    const { mute, unmute } = this.options.muteDigits ?? {}
    if (digit === mute && digit === unmute) this.isMuted = !this.isMuted
    else if (digit === mute) this.isMuted = true
    else if (digit === unmute) this.isMuted = false
  }
}
