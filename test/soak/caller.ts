import type { CallChannel } from '../../src/api/channel/call-channel.ts'
import type { CallChannelOptions } from '../../src/api/channel/channel-setup.ts'
import type { SubscriberCall } from '../../src/simulator/index.ts'
import { talk } from '../audio/voice-activity/talker.ts'
import { random } from '../support/random.ts'
import type { SoakLine, SoakWorld } from './soak-world.ts'

/** What was heard by telephones, and what came of the calls. */
export interface TrafficCounts {
  /** Frames of 20 ms that telephones heard, and those of them that were not silent. */
  framesHeard: number
  framesWithSound: number
  /** How often each thing happened. */
  readonly happened: Map<string, number>
}

/** One line, the telephone of a friend on its network, and a dice of its own. */
export interface Caller {
  readonly line: SoakLine
  /** The number of the friend, who answers after a second and talks. */
  readonly friend: string
  /** A channel that is hung up after the scenario, whatever happened. */
  channel(options?: CallChannelOptions): CallChannel
  /** The call of the friend that was begun last, listened to. */
  farCall(): SubscriberCall
  /** The friend calls a number. */
  dial(number: string): SubscriberCall
  /** 0 (included) to 1 (excluded). */
  dice(): number
  pick<T>(list: readonly T[]): T
  pause(ms: number): Promise<void>
  happened(what: string): void
  /** Hangs up whatever the scenario has left. */
  hangUpAll(): Promise<void>
}

/** Each telephone keeps what it is going to say: little, so that memory is not a matter of who talks just now. */
const words = talk(2, { seed: 9 })
const speaks = Array.from({ length: 10 }, () => ({ afterMs: 0, does: 'speak', samples: words }) as const)

export function newCaller(
  world: SoakWorld,
  line: SoakLine,
  index: number,
  seed: number,
  counts: TrafficCounts,
): Caller {
  const dice = random(seed * 7_919 + index)
  const friend = `5557${String(index).padStart(3, '0')}`
  const telephone = line.network.subscriber(friend)
  telephone.behave({
    summary: 'rings a second, answers and talks',
    steps: [{ afterMs: 0, does: 'alert' }, { afterMs: 1_000, does: 'answer' }, ...speaks],
  })
  const channels: CallChannel[] = []
  const listened = new WeakSet<SubscriberCall>()
  const listen = (call: SubscriberCall) => {
    if (listened.has(call)) return call
    listened.add(call)
    call.listen(frame => {
      counts.framesHeard++
      if (frame.some(sample => sample !== 0)) counts.framesWithSound++
    })
    return call
  }
  return {
    line,
    friend,
    dice,
    channel: options => {
      const channel = line.exchange.channel(options)
      channels.push(channel)
      return channel
    },
    farCall: () => {
      const { call } = telephone
      if (!call) throw new Error(`${friend} was not called`)
      return listen(call)
    },
    dial: number => listen(telephone.dial(number)),
    // Within the list, as the dice is below 1.
    pick: list => list[Math.floor(dice() * list.length)] as (typeof list)[number],
    pause: ms => new Promise(resolve => world.clock.setTimer(ms, resolve)),
    happened: what => counts.happened.set(what, (counts.happened.get(what) ?? 0) + 1),
    hangUpAll: async () => {
      await Promise.all(channels.splice(0).map(channel => channel.hangUp()))
    },
  }
}
