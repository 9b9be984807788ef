import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { Leg } from '../../src/exchange/leg.ts'
import type { RoomCallOptions } from '../../src/exchange/rooms/room-options.ts'
import { recentValue, simulatedExchange, statesOf } from '../support/simulated-exchange.ts'
import { pass } from '../support/until.ts'

/** One who is in a room, or waits for it. */
interface Party {
  readonly leg: Leg
  readonly hears: () => number
  /** All that was heard. */
  readonly heard: () => Int16Array
}

/** An exchange without lines, whose rooms are entered by legs that say a steady value. */
async function virtual() {
  const clock = new ManualClock()
  const exchange = await Exchange.open({ lines: [], clock })
  /** Quiet parties, because a beep would be in what is heard. */
  const enter = async (says: number, { party, ...options }: RoomCallOptions = {}): Promise<Party> => {
    const leg = exchange.callRoom('R1', { ...options, party: { beepOnEntry: false, ...party } })
    await clock.advance(0)
    const session = await leg.session()
    const recent = recentValue()
    const frames: Int16Array[] = []
    session.listen(frame => {
      recent.hear(frame)
      frames.push(frame.slice())
    })
    session.setSource(frame => frame.fill(says).length > 0)
    return { leg, hears: recent.value, heard: () => Int16Array.from(frames.flatMap(frame => [...frame])) }
  }
  return { clock, exchange, enter }
}

const guest = { lifetime: { startOnEntry: false } }
const host = { lifetime: { startOnEntry: true } }
const listener = { talkerAndListener: false }
const states = (parties: readonly Party[]) => parties.map(({ leg }) => leg.state)

describe('a room starts', () => {
  type Row = [string, readonly RoomCallOptions[], started: boolean]
  const rows: readonly Row[] = [
    ['not with one', [host], false],
    ['with one who starts it alone', [{ lifetime: { startAlone: true } }], true],
    ['not with one who may not start it at all', [{ lifetime: { startOnEntry: false, startAlone: true } }], false],
    ['with the second', [host, host], true],
    ['not while nobody there starts rooms', [guest, guest, guest], false],
    ['when the host comes to others', [guest, host], true],
    ['when others come to the host', [host, guest], true],
    ['not among listeners', [listener, listener], false],
    ['once one may talk', [listener, listener, {}], true],
  ]
  it.each(rows)('%s', async (_, calls, started) => {
    const { enter, exchange } = await virtual()
    const parties: Party[] = []
    for (const options of calls) parties.push(await enter(200, options))
    expect(exchange.room('R1')?.state).toBe(started ? 'started' : 'stopped')
    expect(exchange.room('R1')?.parties).toEqual(parties.map(({ leg }) => leg))
    expect(new Set(states(parties))).toEqual(new Set([started ? 'active' : 'alerting']))
  })

  it('and its callers go from dialling through alerting to active', async () => {
    const { exchange, clock } = await virtual()
    const first = exchange.callRoom('R1', { from: '+441632960961' })
    const second = exchange.callRoom('R1')
    const seen = [statesOf(first), statesOf(second)]
    expect(exchange.room('R1')).toBeUndefined()
    await clock.advance(0)
    expect(seen).toEqual([
      ['dialing', 'alerting', 'active'],
      ['dialing', 'alerting', 'active'],
    ])
    expect(first).toMatchObject({ kind: 'room', direction: 'outgoing', line: null, from: '+441632960961', to: 'R1' })
  })
})

describe('in a room', () => {
  it('each hears exactly all the others', async () => {
    const { enter, clock } = await virtual()
    const parties = [await enter(1_000), await enter(300), await enter(5_000), await enter(7_000, listener)]
    await clock.advance(1_000)
    expect(parties.map(({ hears }) => hears())).toEqual([5_300, 6_000, 1_300, 6_300])
    const until = parties[2]?.heard().length
    await parties[2]?.leg.hangUp()
    await clock.advance(1_000)
    expect(parties[2]?.heard()).toHaveLength(until ?? -1)
    expect(parties.map(({ hears }) => hears())).toEqual([300, 1_000, 1_300, 1_300])
  })

  it('nobody hears anybody before it starts, but a tone, a file, or nothing', async () => {
    const { enter, clock } = await virtual()
    const stoppedFile = new Int16Array(1_001).fill(44)
    const parties = [
      await enter(1_000, guest),
      await enter(1_000, { ...guest, party: { stoppedFile } }),
      await enter(1_000, { ...guest, party: { ringbackTone: null } }),
    ]
    await clock.advance(1_500)
    const [tone, file, nothing] = parties.map(({ heard }) => heard())
    expect(Math.max(...(tone ?? []))).toBeGreaterThan(3_000)
    expect(new Set(file)).toEqual(new Set([44]))
    expect(new Set(nothing)).toEqual(new Set([0]))
    await enter(500, host)
    await clock.advance(1_000)
    expect(parties.map(({ hears }) => hears())).toEqual([2_500, 2_500, 2_500])
  })

  it('the noise of one who has not talked for 2.5 s is left out, from the first word on it is heard again', async () => {
    const { enter, clock } = await virtual()
    const first = await enter(0)
    const noisy = await enter(100)
    const session = await noisy.leg.session()
    await clock.advance(1_000)
    expect(first.hears()).toBe(0)
    session.setSource(frame => frame.fill(400).length > 0)
    await clock.advance(1_000)
    expect(first.hears()).toBe(400)
    session.setSource(frame => frame.fill(100).length > 0)
    await clock.advance(2_000)
    expect(first.hears()).toBe(100)
    await clock.advance(2_000)
    expect(first.hears()).toBe(0)
  })

  it('keys mute and unmute; one who starts muted is heard when unmuted', async () => {
    const { enter, clock } = await virtual()
    const muteDigits = { mute: '0', unmute: '1' }
    const [one, other] = [
      await enter(1_000, { party: { muteDigits } }),
      await enter(300, { party: { muteDigits, startMuted: true } }),
    ]
    const heard: (readonly number[])[] = []
    const note = async () => {
      await clock.advance(1_000)
      heard.push([one.hears(), other.hears()])
    }
    await note()
    await one.leg.sendDigits('0', 100)
    await other.leg.sendDigits('51', 100)
    await note()
    await one.leg.sendDigits('1', 100)
    await note()
    expect(heard).toEqual([
      [0, 1_000],
      [300, 0],
      [300, 1_000],
    ])
  })

  it('announcements are heard by all: beep, name and greeting of who enters, name and farewell of who leaves', async () => {
    const { enter, clock } = await virtual()
    const clip = (value: number) => new Int16Array(160).fill(value)
    const first = await enter(0)
    await enter(0)
    await clock.advance(1_000)
    const from = first.heard().length
    const named = await enter(0, {
      party: { beepOnEntry: true, prefix: clip(11), onEntry: clip(22), onExit: clip(33) },
    })
    await clock.advance(1_000)
    await named.leg.hangUp()
    await clock.advance(1_000)
    const heard = first.heard().subarray(from)
    const beep = heard.subarray(0, 1_600)
    expect(Math.max(...beep)).toBeGreaterThan(4_000)
    const after = heard.subarray(1_600)
    const runs = [...after].filter((value, at) => value !== 0 && value !== after[at - 1])
    expect(runs).toEqual([11, 22, 11, 33])
    expect([11, 22, 33].map(value => after.filter(sample => sample === value).length)).toEqual([320, 160, 160])
    expect(named.hears()).toBe(0)
  })
})

describe('a party leaves', () => {
  it('with its key, also while it waits', async () => {
    const { enter, exchange } = await virtual()
    const [one, other] = [await enter(0, { ...guest, party: { exitDigit: '#' } }), await enter(0, guest)]
    await one.leg.sendDigits('9#1', 100)
    expect(await one.leg.ended).toMatchObject({ endedBy: 'remote', cause: { name: 'NORMAL', value: 16 } })
    expect(exchange.room('R1')?.parties).toEqual([other.leg])
  })

  it.each([
    ['hang up', (leg: Leg) => leg.hangUp()],
    ['exit key', (leg: Leg) => leg.sendDigits('#', 100)],
  ])('by %s; one that destroys takes all with it', async (_, leave) => {
    const { enter, exchange, clock } = await virtual()
    const others = [await enter(0), await enter(0)]
    const last = await enter(0, { lifetime: { destroyOnExit: true }, party: { exitDigit: '#' } })
    await leave(last.leg)
    expect(states([...others, last])).toEqual(['ended', 'ended', 'ended'])
    expect(await others[0]?.leg.ended).toMatchObject({ endedBy: 'remote', cause: { name: 'NORMAL' } })
    expect(exchange.room('R1')).toBeUndefined()
    expect((await enter(0)).leg.state).toBe('alerting')
    await clock.advance(100)
  })

  it('a started room goes on with one, and is gone with the last', async () => {
    const { enter, exchange } = await virtual()
    const [one, other] = [await enter(0), await enter(0)]
    await one.leg.hangUp()
    expect([exchange.room('R1')?.state, other.leg.state]).toEqual(['started', 'active'])
    await other.leg.hangUp()
    expect(exchange.room('R1')).toBeUndefined()
  })
})

describe('the bounds of a room', () => {
  it('40 parties; one more finds it busy', async () => {
    const { exchange, clock } = await virtual()
    const legs = Array.from({ length: 41 }, () => exchange.callRoom('R1'))
    await clock.advance(0)
    expect(exchange.room('R1')?.parties).toHaveLength(40)
    expect((await legs[40]?.ended)?.cause).toMatchObject({ name: 'BUSY', value: 17 })
  })

  const wrong: readonly [string, string, RoomCallOptions][] = [
    ['no name', '', {}],
    ['48 characters', 'x'.repeat(48), {}],
    ['a blank', 'my room', {}],
    ['two keys', 'R', { party: { exitDigit: '12' } }],
    ['no key', 'R', { party: { muteDigits: { mute: 'x' } } }],
    ['too long a name', 'R', { party: { prefix: new Int16Array(240_001) } }],
    ['a tone without parts', 'R', { party: { ringbackTone: { segments: [] } } }],
  ]
  it.each(wrong)('%s is refused', async (_, name, options) => {
    const { exchange } = await virtual()
    expect(() => exchange.callRoom(name, options)).toThrow('An argument is not acceptable')
    expect(exchange.legs).toEqual([])
  })
})

describe('a room of three lines', () => {
  it('each far end hears the two others; keys of the far end mute and leave', async () => {
    const { exchange, connect, wait, clock } = await simulatedExchange()
    const far = [await connect('a', 1_000), await connect('b', 300), await connect('c', 5_000)]
    const rooms: Leg[] = []
    for (const { leg } of far) {
      const room = exchange.callRoom('R1', {
        party: { beepOnEntry: false, exitDigit: '#', muteDigits: { mute: '0', unmute: '1' } },
      })
      await clock.advance(0)
      await wait(exchange.bridge(leg, room))
      rooms.push(room)
      // The second starts the room, so that the first is heard to wait.
      await pass(clock, 1_000)
    }
    await pass(clock, 1_500)
    const heard = () => far.map(({ hears }) => hears())
    expect(heard()).toEqual([5_300, 6_000, 1_300])
    far[0]?.far.press('0')
    await pass(clock, 2_500)
    expect(heard()).toEqual([5_300, 5_000, 300])
    far[0]?.far.press('1')
    await pass(clock, 2_500)
    expect(heard()).toEqual([5_300, 6_000, 1_300])
    far[2]?.far.press('#')
    await pass(clock, 2_500)
    expect(rooms[2]?.state).toBe('ended')
    expect(far[2]?.leg.state).toBe('active')
    expect(heard()).toEqual([300, 1_000, 0])
  })
})
