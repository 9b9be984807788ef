import type { Logger } from '../../base/logger.ts'
import type { FrameTicker } from '../legs/frame-ticker.ts'
import { VirtualLeg } from '../legs/virtual-leg.ts'
import { checkRoomCall } from './check-room-call.ts'
import { ConferenceRoom } from './conference-room.ts'
import type { RoomCallOptions } from './room-options.ts'
import { RoomParty } from './room-party.ts'

/** The conference rooms of an exchange: each is made by the first who calls it, and gone with the last. */
export class Rooms {
  private readonly ticker: FrameTicker
  private readonly logger: Logger
  private readonly byName = new Map<string, ConferenceRoom>()

  constructor(ticker: FrameTicker, logger: Logger) {
    this.ticker = ticker
    this.logger = logger
  }

  get(name: string): ConferenceRoom | undefined {
    return this.byName.get(name)
  }

  /** A leg that enters the room in a moment, when its caller has had time to listen to it. @throws as `Exchange.callRoom`. */
  call(newId: () => string, name: string, options: RoomCallOptions): VirtualLeg {
    checkRoomCall(name, options)
    const leg = new VirtualLeg({
      id: newId(),
      kind: 'room',
      direction: 'outgoing',
      from: options.from ?? '',
      to: name,
      hasEarlySound: true,
      logger: this.logger,
    })
    const party = new RoomParty(leg, options)
    queueMicrotask(() => {
      if (leg.state !== 'ended') this.roomNamed(name).enter(party)
    })
    return leg
  }

  /** Hangs up everybody. */
  close(): void {
    for (const room of [...this.byName.values()]) room.destroy()
  }

  private roomNamed(name: string): ConferenceRoom {
    const there = this.byName.get(name)
    if (there) return there
    const room = new ConferenceRoom(name, this.ticker, this.logger, () => this.byName.delete(name))
    this.byName.set(name, room)
    return room
  }
}
