import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { Hangup } from '../../../src/api/channel/words/exceptions.ts'
import { channelIn, type StateName } from '../../support/channel-in-state.ts'
import type { ScriptedChannel } from '../../support/scripted-channel.ts'
import type { Fate } from '../../support/scripted-exchange.ts'
import type { ScriptedLeg } from '../../support/scripted-leg.ts'

const { State, Cause, TransferCause } = CallChannel

type Seconds = { readonly secondsTimeout?: number | null }

/** A method that waits for something that does not come. */
interface Wait {
  readonly method: string
  readonly from: StateName
  readonly fate?: Fate
  /** Makes what is waited for never come. */
  readonly stuck?: (made: ScriptedChannel) => void
  readonly start: (made: ScriptedChannel, seconds: Seconds) => Promise<unknown>
  /** What comes of it when the call ends; `Hangup` is thrown. */
  readonly ended: unknown
  /** After so many seconds without being told a limit, and what comes of it. */
  readonly limit: readonly [seconds: number, outcome: unknown]
  /** What comes of it with a limit of 0; left out where none can be told. */
  readonly atOnce?: unknown
}

const rings: Fate = { kind: 'rings' }
const number = 'tel:441908273800'
const from = { callFrom: '441234567890' }

const waits: readonly Wait[] = [
  {
    method: 'call',
    from: 'IDLE',
    fate: rings,
    start: ({ channel }, seconds) => channel.call(number, { ...from, ...seconds }),
    ended: State.IDLE,
    limit: [120, State.IDLE],
    atOnce: State.IDLE,
  },
  {
    method: 'callConferenceRoom',
    from: 'IDLE',
    fate: rings,
    start: ({ channel }, seconds) => channel.callConferenceRoom('room1', seconds),
    ended: State.IDLE,
    limit: [120, State.IDLE],
    atOnce: State.IDLE,
  },
  {
    method: 'callInboundService',
    from: 'IDLE',
    fate: rings,
    start: ({ channel }, seconds) => channel.callInboundService('Voicemail', seconds),
    ended: State.IDLE,
    limit: [120, State.IDLE],
    atOnce: State.IDLE,
  },
  {
    method: 'waitForOutgoingCall',
    from: 'RING_OUTGOING',
    start: ({ channel }, seconds) => channel.waitForOutgoingCall(seconds),
    ended: State.IDLE,
    limit: [120, State.RING_OUTGOING],
    atOnce: State.RING_OUTGOING,
  },
  {
    method: 'waitForAnswerMachine',
    from: 'ANSWERED',
    start: ({ channel }, seconds) => channel.waitForAnswerMachine(seconds),
    ended: Hangup,
    limit: [10, false],
    atOnce: false,
  },
  {
    method: 'ring',
    from: 'CALL_INCOMING',
    start: ({ channel }) => channel.ring({ secondsRingtime: 30 }),
    ended: Hangup,
    limit: [30, State.RING_INCOMING],
  },
  {
    method: 'answer',
    from: 'RING_INCOMING',
    stuck: made => {
      legOf(made).manners = { answer: 'stuck' }
    },
    start: ({ channel }) => channel.answer(),
    ended: Hangup,
    limit: [30, State.IDLE],
  },
  {
    method: 'hangUp',
    from: 'ANSWERED',
    stuck: made => {
      legOf(made).manners = { hangUp: 'stuck' }
    },
    start: ({ channel }) => channel.hangUp(),
    ended: State.IDLE,
    limit: [60, State.ANSWERED],
  },
  {
    method: 'reject',
    from: 'CALL_INCOMING',
    stuck: made => {
      legOf(made).manners = { hangUp: 'stuck' }
    },
    start: ({ channel }) => channel.reject(),
    ended: State.IDLE,
    limit: [60, State.CALL_INCOMING],
  },
  {
    method: 'waitForIdle',
    from: 'ANSWERED',
    start: ({ channel }, seconds) => channel.waitForIdle(seconds),
    ended: State.IDLE,
    limit: [120, State.ANSWERED],
    atOnce: State.ANSWERED,
  },
  {
    method: 'connect',
    from: 'ANSWERED',
    stuck: ({ exchange }) => {
      exchange.bridging = 'stuck'
    },
    start: async made => made.channel.connect((await made.anotherAnswered()).channel),
    ended: false,
    limit: [10, false],
  },
  {
    method: 'disconnect',
    from: 'ANSWERED',
    stuck: ({ exchange }) => {
      exchange.parting = 'stuck'
    },
    start: async made => {
      await made.channel.connect((await made.anotherAnswered()).channel)
      return made.channel.disconnect()
    },
    ended: true,
    limit: [10, false],
  },
  {
    method: 'retrievableTransfer',
    from: 'ANSWERED',
    fate: rings,
    start: (made, seconds) => made.channel.retrievableTransfer(made.another(), number, seconds),
    ended: Hangup,
    limit: [120, State.ANSWERED],
    atOnce: State.ANSWERED,
  },
  {
    method: 'transferToConferenceRoom',
    from: 'ANSWERED',
    fate: rings,
    start: (made, seconds) => made.channel.transferToConferenceRoom(made.another(), 'room1', seconds),
    ended: Hangup,
    limit: [120, State.ANSWERED],
    atOnce: State.ANSWERED,
  },
  {
    method: 'transferToInboundService',
    from: 'ANSWERED',
    fate: rings,
    start: (made, seconds) => made.channel.transferToInboundService(made.another(), 'Voicemail', seconds),
    ended: Hangup,
    limit: [120, State.ANSWERED],
    atOnce: State.ANSWERED,
  },
  {
    method: 'retrieveTransferredCall',
    from: 'TRANSFERRED',
    stuck: ({ exchange }) => {
      exchange.parting = 'stuck'
    },
    start: ({ channel }) => channel.retrieveTransferredCall(),
    ended: Hangup,
    limit: [10, State.TRANSFERRED],
  },
  {
    method: 'waitForTransferredCallRetrieval',
    from: 'TRANSFERRED',
    start: ({ channel }, seconds) => channel.waitForTransferredCallRetrieval(seconds),
    ended: Hangup,
    limit: [120, State.TRANSFERRED],
    atOnce: State.TRANSFERRED,
  },
]

/** What ends a call, and the cause it then has; our own hang-up comes from another task. */
const endings = [
  ['the far end hangs up', (made: ScriptedChannel) => legOf(made).remoteEnd(), Cause.NORMAL],
  ['another task hangs up', ({ channel }: ScriptedChannel) => channel.hangUp(), Cause.NORMAL],
  ['the module is lost', (made: ScriptedChannel) => legOf(made).loseModule(), Cause.ERROR],
] as const

describe.each(waits)('$method, waiting', wait => {
  it.each(endings)('%s', async (_, end, cause) => {
    const made = await ready(wait)
    const waiting = outcomeOf(wait.start(made, {}))
    await made.clock.advance(1_500)
    const pending = legOf(made)
    void end(made)
    // Nobody else will end a call whose hang-up is stuck.
    if (pending.state !== 'ended' && pending.manners.hangUp === 'stuck') pending.remoteEnd()
    expect(await made.during(waiting)).toBe(wait.ended)
    expect([made.channel.state(), made.channel.cause()]).toEqual([
      State.IDLE,
      wait.method === 'reject' && cause === Cause.NORMAL ? Cause.REJECTED : cause,
    ])
  })

  it('its time is over', async () => {
    const made = await ready(wait)
    const [seconds, outcome] = wait.limit
    const startMs = made.clock.now()
    expect(await made.during(outcomeOf(wait.start(made, {})))).toBe(outcome)
    expect(Math.abs(made.clock.now() - startMs - 1000 * seconds)).toBeLessThanOrEqual(1000)
  })
})

describe.each(waits.filter(wait => wait.atOnce !== undefined))('$method, told how long', wait => {
  it('0 only looks', async () => {
    const made = await ready(wait)
    const dialled = made.exchange.legs.length
    expect(await made.during(outcomeOf(wait.start(made, { secondsTimeout: 0 })))).toBe(wait.atOnce)
    expect(made.clock.now()).toBeLessThan(10_000)
    expect(made.exchange.legs).toHaveLength(dialled)
  })

  it('null is without limit', async () => {
    const made = await ready(wait)
    let over = false
    const waiting = outcomeOf(wait.start(made, { secondsTimeout: null }))
    void waiting.then(() => {
      over = true
    })
    await made.clock.advance(3_600_000)
    expect(over).toBe(false)
    legOf(made).remoteEnd()
    expect(await made.during(waiting)).toBe(wait.ended)
  })

  it('a signal breaks it off', async () => {
    const made = await ready(wait)
    const controller = new AbortController()
    const waiting = wait.start(made, { signal: controller.signal } as Seconds).catch((error: unknown) => error)
    await made.clock.advance(1_500)
    const reason = new Error('enough')
    controller.abort(reason)
    expect(await made.during(waiting)).toBe(reason)
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5'])(
    '%s seconds are an Error, and nothing happens',
    async seconds => {
      const made = await ready(wait)
      const state = made.channel.state()
      const waiting = wait.start(made, { secondsTimeout: seconds as number }).catch((error: unknown) => error)
      expect(await made.during(waiting)).toMatchObject({ name: 'Error', method: wait.method })
      expect(made.channel.state()).toBe(state)
    },
  )
})

it('a time-out of call is the cause TIMEOUT; of a transfer its transfer cause', async () => {
  const called = await ready({ ...waitNamed('call') })
  await called.during(called.channel.call(number, { ...from, secondsTimeout: 5 }))
  expect(called.channel.cause()).toBe(Cause.TIMEOUT)
  const transferred = await ready({ ...waitNamed('retrievableTransfer') })
  const other = transferred.another()
  await transferred.during(transferred.channel.retrievableTransfer(other, number, { secondsTimeout: 5 }))
  expect([transferred.channel.transferCause(), other.state()]).toEqual([TransferCause.TIMEOUT, State.IDLE])
})

it('startCall without an acknowledgement gives false after 30 s, with the cause TIMEOUT; a leg that comes later is hung up', async () => {
  const made = await channelIn('IDLE')
  made.exchange.fate = { kind: 'stuck' }
  expect(await made.during(made.channel.startCall(number, from))).toBe(false)
  expect(made.clock.now()).toBe(30_000)
  expect([made.channel.state(), made.channel.cause()]).toEqual([State.IDLE, Cause.TIMEOUT])
})

function waitNamed(method: string): Wait {
  const wait = waits.find(one => one.method === method)
  if (!wait) throw new Error(method)
  return wait
}

async function ready({ from: state, fate, stuck }: Wait): Promise<ScriptedChannel> {
  const made = await channelIn(state)
  if (fate) made.exchange.fate = fate
  stuck?.(made)
  return made
}

/** The leg of the channel's own call. */
function legOf({ life, exchange }: ScriptedChannel): ScriptedLeg {
  return (life.leg as ScriptedLeg | null) ?? exchange.leg
}

/** What it resolves with, or the class of what it throws. */
function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => (error instanceof Hangup ? Hangup : error))
}
