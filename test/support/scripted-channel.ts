import { CallChannel } from '../../src/api/channel/call-channel.ts'
import { ChannelLife } from '../../src/api/channel/channel-life.ts'
import type { ChannelSetup } from '../../src/api/channel/channel-setup.ts'
import { State } from '../../src/api/channel/words/state.ts'
import { silentLogger } from '../../src/base/logger.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { ScriptedExchange } from './scripted-exchange.ts'
import { type LegManners, ScriptedLeg } from './scripted-leg.ts'

/** A channel on a scripted exchange, in time that the test moves. */
export interface ScriptedChannel {
  readonly clock: ManualClock
  readonly exchange: ScriptedExchange
  readonly channel: CallChannel
  readonly life: ChannelLife
  /** Every state the channel has had, from the beginning. */
  readonly states: State[]
  /** Another channel on the same exchange. */
  another(options?: Partial<ChannelSetup>): CallChannel
  /** Another channel on the same exchange, with a call that is up. */
  anotherAnswered(): Promise<{ readonly channel: CallChannel; readonly leg: ScriptedLeg }>
  /** A call that has come in, on a channel that is CALL_INCOMING. */
  incoming(manners?: LegManners): ScriptedLeg
  /** As {@link incoming}, answered. */
  answered(manners?: LegManners): Promise<ScriptedLeg>
  /** Moves time until `promise` is settled. */
  during<T>(promise: Promise<T>): Promise<T>
}

/** A channel that is IDLE. */
export function scriptedChannel(options: Partial<ChannelSetup> = {}): ScriptedChannel {
  const clock = new ManualClock()
  const exchange = new ScriptedExchange(clock)
  const life = new ChannelLife('channel-1', silentLogger)
  const states: State[] = []
  life.onState(state => states.push(state))
  const channel = new CallChannel({ exchange, clock, life, ...options })
  let channels = 1
  const newLife = () => new ChannelLife(`channel-${++channels}`, silentLogger)
  const another = (more: Partial<ChannelSetup> = {}) =>
    new CallChannel({ exchange, clock, life: newLife(), ...options, ...more })
  const anotherAnswered = async () => {
    const life = newLife()
    const other = another({ life })
    const leg = new ScriptedLeg('incoming', { id: `leg-of-${life.id}` })
    life.begin(State.CALL_INCOMING, 'test')
    life.attach(leg)
    await during(other.answer())
    return { channel: other, leg }
  }
  const incoming = (manners: LegManners = {}) => {
    const leg = new ScriptedLeg('incoming', {}, manners)
    life.begin(State.CALL_INCOMING, 'test')
    life.attach(leg)
    return leg
  }
  const during = <T>(promise: Promise<T>) => settled(clock, promise)
  const answered = async (manners: LegManners = {}) => {
    const leg = incoming(manners)
    await during(channel.answer())
    return leg
  }
  return { clock, exchange, channel, life, states, another, anotherAnswered, incoming, answered, during }
}

/** Moves time in steps of 100 ms, then of seconds, until `promise` is settled, 300 s at most. */
export async function settled<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let done = false
  const mark = () => {
    done = true
  }
  promise.then(mark, mark)
  await clock.advance(0)
  for (let passed = 0; !done; ) {
    if (passed >= 300_000) throw new Error('nothing came of it in 300 s')
    const step = passed < 6_000 ? 100 : 1_000
    await clock.advance(step)
    passed += step
  }
  return promise
}
