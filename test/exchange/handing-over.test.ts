import { describe, expect, it } from 'vitest'
import type { Leg } from '../../src/exchange/leg.ts'
import { claimUplink, uplinkUser } from '../../src/exchange/legs/uplink-claim.ts'
import { playLive } from '../../src/exchange/playback/live-playback.ts'
import { errorOf } from '../support/error-of.ts'
import { recentValue, simulatedExchange, statesOf } from '../support/simulated-exchange.ts'
import { callBeside, cellular } from '../support/two-calls.ts'
import { pass, untilTrue } from '../support/until.ts'

const steady = (value: number) => (frame: Int16Array) => frame.fill(value).length > 0
const transferred = { endedBy: 'remote', cause: { name: 'NORMAL', text: 'transferred' } }

/** Two calls on two lines, whose far ends say 1000 and 300. */
async function twoLines(options: Parameters<typeof simulatedExchange>[0] = {}) {
  const made = await simulatedExchange({ modules: [{}, {}, {}], ...options })
  const one = await made.connect('a', 1_000)
  const other = await made.connect('b', 300)
  const told: Leg[] = []
  made.exchange.onLeg(leg => told.push(leg))
  return { ...made, one, other, told }
}

describe('a call that is taken over', () => {
  it('goes on under a new leg, and has ended for whoever had it', async () => {
    const { exchange, one, told, wait, clock, modules } = await twoLines()
    const states = statesOf(one.leg)
    const next = exchange.takeOver(one.leg)
    expect([told, states, one.leg.state, next.state]).toEqual([[next], ['active', 'ended'], 'ended', 'active'])
    expect(await one.leg.ended).toMatchObject(transferred)
    expect(next).toMatchObject({
      kind: 'cellular',
      line: 'a',
      from: one.leg.from,
      to: one.leg.to,
      direction: 'outgoing',
    })
    expect(next.id).not.toBe(one.leg.id)
    expect(exchange.legs).toContain(next)
    expect([exchange.legs.includes(one.leg), exchange.lines[0]?.legs]).toEqual([false, [next]])
    // Whoever hears the end may hang up as ever: it is no longer theirs.
    expect(await one.leg.hangUp()).toEqual({ requested: 16, sent: null })
    await pass(clock, 1_000)
    expect([next.state, modules[0]?.truth()]).toEqual(['active', [expect.objectContaining({ state: 'active' })]])
    one.far.hangUp()
    expect(await wait(next.ended)).toMatchObject({ endedBy: 'remote' })
  })

  it('leaves the sound, the keys and the gate of the former behind', async () => {
    const { exchange, one, wait, clock } = await twoLines({ dtmf: { detector: 'software' } })
    const former = await wait(one.leg.session())
    const [before, after] = [recentValue(), recentValue()]
    const keys: string[] = []
    former.listen(before.hear)
    one.leg.onDigit(({ digit }) => keys.push(`former ${digit}`))
    cellular(one).setGate({ downlink: 'closed', uplink: 'closed' })
    const playback = playLive(former, steady(200), async () => {})
    await pass(clock, 1_000)
    const next = exchange.takeOver(one.leg)
    expect(await wait(playback.ended)).toMatchObject({ kind: 'failed', reason: { code: 'NO_SUCH_CALL' } })
    expect(await wait(former.ended)).toBeNull()
    const session = await wait(next.session())
    session.listen(after.hear)
    session.setSource(steady(90))
    next.onDigit(({ digit }) => keys.push(`next ${digit}`))
    await pass(clock, 1_500)
    expect([after.value(), one.hears()]).toEqual([1_000, 90])
    one.far.press('7')
    await pass(clock, 1_500)
    expect([keys, before.value()]).toEqual([['next 7'], 0])
    expect((await errorOf(wait(one.leg.session()))).code).toBe('NO_SUCH_CALL')
  })

  it('ends its bridge, and the other leg stays with its user', async () => {
    const { exchange, one, other, connect, wait, clock } = await twoLines()
    const bridge = await wait(exchange.bridge(one.leg, other.leg))
    await pass(clock, 1_000)
    const next = exchange.takeOver(one.leg)
    expect(await wait(bridge.ended)).toEqual({ kind: 'leg-ended', leg: one.leg })
    await pass(clock, 1_500)
    expect([other.leg.state, other.hears(), one.hears(), uplinkUser(next)]).toEqual(['active', 0, 0, null])
    const third = await connect('c', 50)
    await wait(exchange.bridge(next, third.leg))
    await pass(clock, 1_500)
    expect([one.hears(), third.hears()]).toEqual([50, 1_000])
  })

  it('may be held; then the new leg is', async () => {
    const { exchange, one, wait } = await twoLines()
    await wait(cellular(one).hold())
    const next = exchange.takeOver(one.leg)
    expect(next.state).toBe('held')
    await wait(cellular({ leg: next }).retrieve())
    expect([next.state, one.leg.state]).toEqual(['active', 'ended'])
  })

  it('is refused with nothing changed for what is no call that is up, or is changing', async () => {
    const made = await twoLines()
    const { exchange, one, other, wait, modules, clock } = made
    const room = exchange.callRoom('r')
    expect(() => exchange.takeOver(room)).toThrow(/no call on a line/)
    const second = await callBeside(made, one, 'alerting')
    expect(() => exchange.takeOver(second.leg)).toThrow(/is alerting/)
    second.far.answer()
    await untilTrue(clock, () => second.leg.state === 'active')
    await wait(exchange.bridge(one.leg, second.leg))
    await pass(clock, 1_000)
    expect(() => exchange.takeOver(one.leg)).toThrow(/joined to another call/)
    modules[1]?.setHoldFaults({ hold: 'ignored' })
    const holding = errorOf(wait(cellular(other).hold(1_000)))
    expect(() => exchange.takeOver(other.leg)).toThrow(/being held/)
    await holding
    const hangingUp = other.leg.hangUp()
    expect(() => exchange.takeOver(other.leg)).toThrow(/hung up/)
    await wait(hangingUp)
    expect(() => exchange.takeOver(other.leg)).toThrow(/is ended/)
    expect(one.leg.state).toBe('active')
  })
})

describe('a leg that is moved to another call', () => {
  it('has another far end on another line: the same object, state, session, listeners and source', async () => {
    const { exchange, one, other, wait, clock, told, modules } = await twoLines()
    const states = [statesOf(one.leg), statesOf(other.leg)]
    const session = await wait(one.leg.session())
    const heard = recentValue()
    session.listen(heard.hear)
    session.setSource(steady(200))
    const otherSession = await wait(other.leg.session())
    otherSession.setSource(steady(77))
    await pass(clock, 1_000)
    await wait(exchange.moveTo(one.leg, other.leg))
    expect(states).toEqual([['active'], ['active', 'ended']])
    expect(await other.leg.ended).toMatchObject(transferred)
    expect(await wait(otherSession.ended)).toBeNull()
    expect([one.far.state, modules[0]?.truth(), told]).toEqual(['released', [], []])
    expect(one.leg).toMatchObject({ id: 'leg-1', line: 'b', from: modules[1]?.number, direction: 'outgoing' })
    expect([exchange.lines[0]?.legs, exchange.lines[1]?.legs]).toEqual([[], [one.leg]])
    await pass(clock, 1_500)
    expect([heard.value(), other.hears()]).toEqual([300, 200])
    expect(await wait(one.leg.session())).toBe(session)
    await wait(one.leg.sendDigits('42', 100))
    expect(other.far.heard).toBe('42')
    other.far.hangUp()
    expect(await wait(one.leg.ended)).toMatchObject({ endedBy: 'remote' })
    expect(await wait(session.ended)).toBeNull()
  })

  it('shows the number of its far end where that of the former was', async () => {
    const { exchange, wait, clock, network, modules } = await simulatedExchange({ modules: [{}, {}] })
    const legs: Leg[] = []
    exchange.onLeg(leg => legs.push(leg))
    network.subscriber('5550100').dial(modules[0]?.number ?? '')
    await untilTrue(clock, () => legs.length === 1)
    const [incoming] = legs
    await wait(incoming?.answer() ?? Promise.reject())
    const dialled = await wait(exchange.dial('5550101', { line: { kind: 'name', name: 'b' } }))
    await untilTrue(clock, () => incoming?.state === 'active' && dialled.state === 'active')
    await wait(exchange.moveTo(incoming as Leg, dialled))
    expect(incoming).toMatchObject({ direction: 'incoming', line: 'b', from: '5550101', to: modules[1]?.number })
  })

  it.each(['auto', 'software'] as const)('hears the keys of its new far end (detector: %s)', async detector => {
    const { exchange, one, other, wait, clock } = await twoLines({ dtmf: { detector } })
    const keys: string[] = []
    one.leg.onDigit(({ digit }) => keys.push(digit))
    await wait(exchange.moveTo(one.leg, other.leg))
    other.far.press('123')
    await pass(clock, 2_000)
    expect(keys).toEqual(['1', '2', '3'])
  })

  it('keeps its bridge, its gate and who speaks to it', async () => {
    const { exchange, one, other, connect, wait, clock } = await twoLines()
    const third = await connect('c', 50)
    await wait(exchange.bridge(one.leg, third.leg))
    cellular(one).setGate({ downlink: 'closed', uplink: 'open' })
    await wait(exchange.moveTo(one.leg, other.leg))
    await pass(clock, 2_000)
    expect([third.hears(), other.hears(), uplinkUser(one.leg)]).toEqual([0, 50, 'a bridge'])
    cellular(one).setGate({ downlink: 'open', uplink: 'open' })
    await pass(clock, 1_500)
    expect(third.hears()).toBe(300)
  })

  it('ends the bridge of the other, also one to itself', async () => {
    const { exchange, one, other, wait, clock } = await twoLines()
    const bridge = await wait(exchange.bridge(one.leg, other.leg))
    await wait(exchange.moveTo(one.leg, other.leg))
    expect(await wait(bridge.ended)).toEqual({ kind: 'leg-ended', leg: other.leg })
    claimUplink(one.leg, 'a player')()
    await pass(clock, 1_000)
    expect([one.leg.state, other.hears()]).toEqual(['active', 0])
  })

  it('goes on with what is played to it, in its time', async () => {
    const { exchange, one, other, wait, clock } = await twoLines()
    let frames = 0
    const session = await wait(one.leg.session())
    const playback = playLive(
      session,
      frame => ++frames <= 150 && steady(60)(frame),
      async () => {},
    )
    await pass(clock, 1_000)
    await wait(exchange.moveTo(one.leg, other.leg))
    await pass(clock, 800)
    expect(other.hears()).toBe(60)
    expect(await wait(playback.ended)).toEqual({ kind: 'finished' })
  })

  it('on one module goes from the held call to the active one', async () => {
    const made = await simulatedExchange({ modules: [{}] })
    const { exchange, wait, clock, modules } = made
    const first = await made.connect('a', 1_000)
    const session = await wait(first.leg.session())
    const heard = recentValue()
    session.listen(heard.hear)
    session.setSource(steady(200))
    const second = await callBeside(made, first, 'active', 300)
    const states = statesOf(first.leg)
    await wait(exchange.moveTo(first.leg, second.leg))
    await pass(clock, 1_500)
    expect([states, first.far.state, second.leg.state]).toEqual([['held', 'active'], 'released', 'ended'])
    expect([heard.value(), second.hears(), modules[0]?.truth().length]).toEqual([300, 200, 1])
    expect(await wait(first.leg.session())).toBe(session)
  })

  it('on a line without sound has none: its session ends and says so', async () => {
    const made = await simulatedExchange({ modules: [{}, { family: 'ec200u' }] })
    const { exchange, connect, wait } = made
    const [one, other] = [await connect('a'), await connect('b')]
    const session = await wait(one.leg.session())
    cellular(one).setGate({ downlink: 'closed', uplink: 'closed' })
    await wait(exchange.moveTo(one.leg, other.leg))
    expect(await wait(session.ended)).toMatchObject({ code: 'NOT_SUPPORTED' })
    expect((await errorOf(wait(one.leg.session()))).code).toBe('NOT_SUPPORTED')
    expect([one.leg.state, cellular(one).gate]).toEqual(['active', { downlink: 'open', uplink: 'open' }])
  })

  it('from a line without sound has one', async () => {
    const made = await simulatedExchange({ modules: [{ family: 'ec200u' }, {}] })
    const { exchange, connect, wait, clock } = made
    const [one, other] = [await connect('a'), await connect('b', 300)]
    await wait(exchange.moveTo(one.leg, other.leg))
    const heard = recentValue()
    const session = await wait(one.leg.session())
    session.listen(heard.hear)
    await pass(clock, 1_500)
    expect(heard.value()).toBe(300)
  })

  it('may be hung up at once by whoever hears the end of the other', async () => {
    const { exchange, one, other, wait, modules, clock } = await twoLines()
    other.leg.onState(state => state === 'ended' && void one.leg.hangUp())
    await wait(exchange.moveTo(one.leg, other.leg))
    await wait(one.leg.ended)
    await pass(clock, 1_000)
    expect([modules[0]?.truth(), modules[1]?.truth()]).toEqual([[], []])
  })

  it('has moved although the former call cannot be hung up: that is a leg of its own then', async () => {
    const { exchange, one, other, wait, told, modules, clock } = await twoLines({
      modules: [{ refused: ['AT+CHUP', 'AT+QHUP', 'ATH'] }, {}],
    })
    expect((await errorOf(wait(exchange.moveTo(one.leg, other.leg)))).code).toBe('AT_ERROR')
    expect([one.leg.line, one.leg.state, other.leg.state]).toEqual(['b', 'active', 'ended'])
    expect([told.map(leg => leg.line), told[0]?.state, modules[0]?.truth().length]).toEqual([['a'], 'active', 1])
    one.far.hangUp()
    await untilTrue(clock, () => told[0]?.state === 'ended')
    expect(one.leg.state).toBe('active')
  })

  it('has moved although the former module is lost meanwhile', async () => {
    const { exchange, one, other, wait, modules, told } = await twoLines()
    const moving = wait(exchange.moveTo(one.leg, other.leg))
    modules[0]?.unplug()
    await moving
    expect([one.leg.line, one.leg.state, told]).toEqual(['b', 'active', []])
  })

  it('is refused, with nothing changed, unless both are calls that are up', async () => {
    const { exchange, one, other, wait, told, clock } = await twoLines()
    const room = exchange.callRoom('r')
    const rings = await wait(exchange.dial('5550102', { line: { kind: 'name', name: 'c' } }))
    told.length = 0
    for (const [leg, to, code] of [
      [one.leg, one.leg, 'INVALID_ARGUMENT'],
      [one.leg, room, 'INVALID_ARGUMENT'],
      [room, one.leg, 'INVALID_ARGUMENT'],
      [one.leg, rings, 'WRONG_CALL_STATE'],
      [rings, one.leg, 'WRONG_CALL_STATE'],
    ] as const) {
      expect((await errorOf(exchange.moveTo(leg, to))).code).toBe(code)
    }
    other.far.hangUp()
    await untilTrue(clock, () => other.leg.state === 'ended')
    expect((await errorOf(exchange.moveTo(one.leg, other.leg))).code).toBe('WRONG_CALL_STATE')
    expect([one.leg.state, one.leg.line, one.far.state, told]).toEqual(['active', 'a', 'active', []])
  })

  it('MODEM_CLOSED when the exchange was closed', async () => {
    const { exchange, one, other, wait } = await twoLines()
    await wait(exchange.close())
    expect(() => exchange.takeOver(one.leg)).toThrow(/was closed/)
    for (const asked of [exchange.moveTo(one.leg, other.leg), exchange.transferOnModule(one.leg, other.leg)]) {
      expect((await errorOf(asked)).code).toBe('MODEM_CLOSED')
    }
  })
})
