import { describe, expect, it } from 'vitest'
import { dtmfSamples } from '../../src/audio/dtmf/dtmf-tones.ts'
import type { Leg, PressedDigit } from '../../src/exchange/leg.ts'
import { errorOf } from '../support/error-of.ts'
import { recentValue, ringing, simulatedExchange, statesOf } from '../support/simulated-exchange.ts'
import { pass, untilTrue } from '../support/until.ts'

const caller = '5550100'

/** An exchange on one module that somebody calls. */
async function called(options: Parameters<typeof simulatedExchange>[0] = {}) {
  const made = await simulatedExchange({ modules: [{}], ...options })
  const legs: Leg[] = []
  made.exchange.onLeg(leg => legs.push(leg))
  const far = made.network.subscriber(caller).dial(made.modules[0]?.number ?? '')
  await untilTrue(made.clock, () => legs.length === 1)
  const leg = legs[0]
  if (!leg) throw new Error('no leg')
  return { ...made, far, leg, legs }
}

describe('an outgoing cellular leg', () => {
  it('has its sound from the moment that it is told to be active', async () => {
    const { exchange, wait, network, clock } = await simulatedExchange({ modules: [{}] })
    const leg = await wait(exchange.dial(ringing))
    const session = new Promise(resolve => {
      leg.onState(state => state === 'active' && resolve(leg.session().catch(error => error)))
    })
    await untilTrue(clock, () => leg.state === 'alerting')
    network.subscriber(ringing).call?.answer()
    expect(await wait(session)).toMatchObject({ name: 'leg-1 on a' })
  })

  it('is dialling, alerting, active, and ended by the far end with its cause', async () => {
    const { exchange, wait, network, clock } = await simulatedExchange({ modules: [{}] })
    const leg = await wait(exchange.dial(ringing))
    const states = statesOf(leg)
    expect(leg).toMatchObject({
      id: 'leg-1',
      kind: 'cellular',
      direction: 'outgoing',
      line: 'a',
      from: '+15550100000',
      to: ringing,
    })
    await untilTrue(clock, () => leg.state === 'alerting')
    network.subscriber(ringing).call?.answer()
    await untilTrue(clock, () => leg.state === 'active')
    network.subscriber(ringing).call?.hangUp(16)
    const end = await wait(leg.ended)
    expect(end).toMatchObject({ endedBy: 'remote', cause: { name: 'NORMAL' } })
    expect(states).toEqual(['dialing', 'alerting', 'active', 'ended'])
    expect(exchange.legs).toEqual([])
    expect(exchange.lines[0]?.legs).toEqual([])
  })

  it.each([
    ['10010', 'BUSY', 17],
    ['5550319', 'REJECTED', 21],
    ['5550001', 'UNOBTAINABLE', 1],
    ['5550042', 'CONGESTION', 42],
  ])('to %s ends with %s', async (number, name, value) => {
    const { exchange, wait } = await simulatedExchange({ modules: [{}] })
    const leg = await wait(exchange.dial(number))
    expect((await wait(leg.ended)).cause).toMatchObject({ name, value })
  })

  it('holds and comes back', async () => {
    const { exchange, wait, connect, clock } = await simulatedExchange({ modules: [{}] })
    const { leg } = await connect('a')
    const states = statesOf(leg)
    const modem = exchange.lines[0]?.modem
    await wait(modem?.holdOperation({ kind: 'swap' }) ?? Promise.reject())
    await untilTrue(clock, () => leg.state === 'held')
    await wait(modem?.holdOperation({ kind: 'swap' }) ?? Promise.reject())
    await untilTrue(clock, () => leg.state === 'active')
    expect(states).toEqual(['active', 'held', 'active'])
  })

  it('ends by the module when that is lost, and hanging up is harmless then', async () => {
    const { connect, modules, wait } = await simulatedExchange({ modules: [{}] })
    const { leg } = await connect('a')
    modules[0]?.unplug()
    expect((await wait(leg.ended)).endedBy).toBe('module')
    expect(await leg.hangUp(17)).toEqual({ requested: 17, sent: null })
  })
})

describe('an incoming cellular leg', () => {
  it('rings, is answered and hung up by us', async () => {
    const { leg, exchange, modules, wait, clock, far } = await called()
    const states = statesOf(leg)
    expect(leg).toMatchObject({ direction: 'incoming', from: caller, to: modules[0]?.number, line: 'a' })
    expect(exchange.legs).toEqual([leg])
    await wait(leg.answer())
    await untilTrue(clock, () => leg.state === 'active')
    expect((await errorOf(leg.answer())).code).toBe('WRONG_CALL_STATE')
    expect(await wait(leg.hangUp())).toEqual({ requested: 16, sent: 16 })
    expect(await leg.ended).toMatchObject({ endedBy: 'local', cause: { name: 'NORMAL' } })
    expect(far.cause).toBe(16)
    expect(states).toEqual(['incoming', 'active', 'ended'])
  })

  it.each([
    ['busy', 17, 17],
    ['rejected', 21, 21],
    ['not a cause that modules take: rejected', 22, 21],
    ['no answer', 19, 18],
    ['no channel: busy', 34, 17],
    ['barred: rejected', 8, 21],
    ['out of order', 27, 27],
    ['network failure: unspecified', 38, 31],
    ['normal', 16, 16],
  ])('is refused with %s', async (_, requested, sent) => {
    const { leg, wait, far, sent: lines } = await called()
    expect(await wait(leg.hangUp(requested))).toEqual({ requested, sent })
    expect(lines[0]).toContain(`AT+QHUP=${sent},2`)
    expect(far.cause).toBe(sent)
    expect(await leg.ended).toMatchObject({ endedBy: 'local' })
  })

  it('on a module without AT+QHUP the module chooses, and that is told', async () => {
    const { leg, wait, far } = await called({ family: 'generic' })
    expect(await wait(leg.hangUp(21))).toEqual({ requested: 21, sent: null })
    expect(far.cause).toBe(17)
  })

  it.each([0, 128, 17.5, Number.NaN])('cannot be refused with %d', async cause => {
    const { leg, sent } = await called()
    sent[0]?.splice(0)
    expect((await errorOf(leg.hangUp(cause))).code).toBe('INVALID_ARGUMENT')
    expect([leg.state, sent[0]?.filter(line => line.includes('HUP'))]).toEqual(['incoming', []])
  })

  it('that waits beside another is offered, and answered by holding that', async () => {
    const { leg: first, legs, wait, clock, network, modules, sent } = await called()
    await wait(first.answer())
    await untilTrue(clock, () => first.state === 'active')
    network.subscriber(ringing).dial(modules[0]?.number ?? '')
    await untilTrue(clock, () => legs.length === 2)
    const second = legs[1]
    expect([second?.state, second?.from]).toEqual(['incoming', ringing])
    await wait(second?.answer() ?? Promise.reject())
    await untilTrue(clock, () => second?.state === 'active' && first.state === 'held')
    expect(sent[0]).toContain('AT+CHLD=2')
    expect(sent[0]?.filter(line => line === 'ATA')).toHaveLength(1)
  })

  it('is left alone where nobody wants it', async () => {
    const { leg, clock, far, exchange, wait } = await called()
    await pass(clock, 10_000)
    expect([leg.state, far.state]).toEqual(['incoming', 'alerting'])
    await wait(exchange.close())
    expect(far.state).toBe('alerting')
  })
})

describe('the keys of a cellular leg', () => {
  it.each([
    ['the module', 'ec25', {}, 'module'],
    ['us, in the sound', 'ec25', { detector: 'software' }, 'software'],
  ] as const)('found by %s come once each', async (_, family, dtmf, source) => {
    const { connect, clock } = await simulatedExchange({ modules: [{}], family, dtmf })
    const { leg, far } = await connect('a')
    const heard: PressedDigit[] = []
    const stop = leg.onDigit(digit => heard.push(digit))
    await pass(clock, 1_000)
    far.press('1122*#')
    // What people hear as keys must be in the sound for the software to find it.
    await pass(clock, 3_000)
    expect(heard.map(({ digit }) => digit).join('')).toBe('1122*#')
    expect(new Set(heard.map(one => one.source))).toEqual(new Set([source]))
    stop()
    far.press('5')
    await pass(clock, 1_000)
    expect(heard).toHaveLength(6)
  })

  it('without the command of the module are found in the sound, begun before it is active', async () => {
    const { exchange, wait, network, clock } = await simulatedExchange({
      modules: [{}],
      dtmf: { detector: 'software' },
    })
    const leg = await wait(exchange.dial(ringing))
    const heard: string[] = []
    leg.onDigit(({ digit }) => heard.push(digit))
    await untilTrue(clock, () => leg.state === 'alerting')
    const far = network.subscriber(ringing).call
    far?.answer()
    far?.speak(new Int16Array(8000))
    far?.speak(dtmfSamples('42'))
    await pass(clock, 4_000)
    expect(heard.join('')).toBe('42')
  })

  it('are sent to the far end in pieces that a module takes', async () => {
    const { connect, wait, sent } = await simulatedExchange({ modules: [{}] })
    const { leg, far } = await connect('a')
    await wait(leg.sendDigits('0123456789*#ABCD0123456789', 100))
    expect(far.heard).toBe('0123456789*#ABCD0123456789')
    expect(sent[0]?.filter(line => line.startsWith('AT+VTS'))).toHaveLength(2)
  })

  it.each([
    ['nothing', '', 100],
    ['a letter', 'E', 100],
    ['33 keys', '1'.repeat(33), 100],
    ['too short', '1', 99],
    ['too long', '1', 1001],
  ])('%s is refused', async (_, digits, toneMs) => {
    const { connect } = await simulatedExchange({ modules: [{}] })
    const { leg } = await connect('a')
    expect((await errorOf(leg.sendDigits(digits, toneMs))).code).toBe('INVALID_ARGUMENT')
  })

  it('are not sent before the leg is active', async () => {
    const { exchange, wait } = await simulatedExchange({ modules: [{}] })
    const leg = await wait(exchange.dial(ringing))
    expect((await errorOf(leg.sendDigits('1', 100))).code).toBe('WRONG_CALL_STATE')
  })
})

describe('the sound of a cellular leg', () => {
  it('goes both ways while it is active', async () => {
    const { connect, wait, clock } = await simulatedExchange({ modules: [{}] })
    const { leg, hears } = await connect('a', 1_000)
    const session = await wait(leg.session())
    const downlink = recentValue()
    session.listen(downlink.hear)
    session.setSource(frame => frame.fill(200).length > 0)
    await pass(clock, 2_000)
    expect([downlink.value(), hears()]).toEqual([1_000, 200])
  })

  it('is the same session when the device was lost and came back', async () => {
    const { connect, wait, clock, modules } = await simulatedExchange({ modules: [{}] })
    const { leg, hears } = await connect('a', 1_000)
    const session = await wait(leg.session())
    session.setSource(frame => frame.fill(200).length > 0)
    await pass(clock, 1_000)
    modules[0]?.unplugSound()
    await pass(clock, 6_000)
    expect(hears()).toBe(200)
    expect(await wait(leg.session())).toBe(session)
    await wait(leg.hangUp())
    expect(await wait(session.ended)).toBeNull()
  })

  it('is heard by its own far end alone, whichever call of the line is active', async () => {
    const { connect, wait, clock, exchange, network } = await simulatedExchange({ modules: [{}] })
    const first = await connect('a')
    const session = await wait(first.leg.session())
    session.setSource(frame => frame.fill(200).length > 0)
    const beside = await wait(exchange.dial(ringing, { beside: first.leg }))
    await untilTrue(clock, () => first.leg.state === 'held' && beside.state === 'alerting')
    network.subscriber(ringing).call?.answer()
    await untilTrue(clock, () => beside.state === 'active')
    const other = recentValue()
    network.subscriber(ringing).call?.listen(other.hear)
    await pass(clock, 1_500)
    expect(other.value()).toBe(0)
    const second = await wait(beside.session())
    expect(second).not.toBe(session)
    second.setSource(frame => frame.fill(90).length > 0)
    const values: (readonly number[])[] = []
    for (let swaps = 0; swaps < 3; swaps++) {
      await pass(clock, 1_500)
      values.push([first.hears(), other.value()])
      await wait(exchange.lines[0]?.modem?.holdOperation({ kind: 'swap' }) ?? Promise.reject())
    }
    expect(values).toEqual([
      [0, 90],
      [200, 0],
      [0, 90],
    ])
  })

  it('NO_SUCH_CALL before and after, NOT_SUPPORTED where none reaches the host', async () => {
    const { exchange, wait, connect } = await simulatedExchange({ modules: [{}, { family: 'ec200u' }] })
    const leg = await wait(exchange.dial(ringing))
    expect((await errorOf(leg.session())).code).toBe('NO_SUCH_CALL')
    await wait(leg.hangUp())
    expect((await errorOf(leg.session())).code).toBe('NO_SUCH_CALL')
    const { leg: mute } = await connect('b')
    expect((await errorOf(mute.session())).code).toBe('NOT_SUPPORTED')
  })
})
