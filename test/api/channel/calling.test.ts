import { describe, expect, it } from 'vitest'
import { CallChannel } from '../../../src/api/channel/call-channel.ts'
import { parseCallAddress } from '../../../src/api/channel/calling/call-address.ts'
import { CellvoiceError, type ErrorDetail } from '../../../src/base/error.ts'
import type { ErrorCode } from '../../../src/base/error-codes.ts'
import { scriptedChannel } from '../../support/scripted-channel.ts'
import type { Fate } from '../../support/scripted-exchange.ts'

const { State, Cause } = CallChannel
const number = 'tel:441908273800'
const from = { callFrom: '441234567890' }

const refused = (code: ErrorCode, detail: ErrorDetail = {}): Fate => ({
  kind: 'refused',
  error: new CellvoiceError(code, detail),
})
const cause = (name: string, value: number | null, text: string | null = null) => ({
  context: { cause: { name, value, text, source: 'word' } },
})

describe('an address', () => {
  it.each([
    ['tel:441908273800', { kind: 'telephone', number: '+441908273800' }],
    ['TEL:+44 (1908) 273800', { kind: 'telephone', number: '+441908273800' }],
    ['tel:+44 (0) 1908 273800', { kind: 'telephone', number: '+441908273800' }],
    ['tel:44(0)1908273800', { kind: 'telephone', number: '+441908273800' }],
    ['441908273800', { kind: 'telephone', number: '+441908273800' }],
    ['44-1908-273800', { kind: 'telephone', number: '+441908273800' }],
    ['tel:01908273800', { kind: 'telephone', number: '01908273800' }],
    ['tel:10086', { kind: 'telephone', number: '10086' }],
    ['loc:MyVoicemailRecorder', { kind: 'service', name: 'MyVoicemailRecorder' }],
    ['sip:3301@127.0.0.1:5060;user=phone', { kind: 'unsupported' }],
    ['webrtc:anna', { kind: 'unsupported' }],
    ['anna', { kind: 'unsupported' }],
    ['44--1908273800', { kind: 'unsupported' }],
    ['tel:441908273800;ATD112', { kind: 'unsupported' }],
    ['tel:', { kind: 'unsupported' }],
  ])('%s', (address, expected) => {
    expect(parseCallAddress(address)).toEqual(expected)
  })
})

describe('the caller id', () => {
  it('is had by the line that has the number', async () => {
    const { channel, during, exchange } = scriptedChannel()
    await during(channel.call(number, from))
    const line = { kind: 'number', number: '441234567890' }
    expect(exchange.dialled).toEqual([{ number: '+441908273800', options: { line } }])
  })

  it('anonymous is hidden, on any line', async () => {
    const { channel, during, exchange } = scriptedChannel()
    await during(channel.call(number, { callFrom: 'anonymous' }))
    expect(exchange.dialled[0]?.options).toEqual({ callerIdentity: 'hide' })
  })

  it.each([
    ['', 'caller-id-missing', 0],
    ['441234567890', 'caller-id-not-validated', 1],
  ])('strict: %j is not called from: %s', async (callFrom, rawCause, dialled) => {
    const { channel, during, exchange, states } = scriptedChannel()
    exchange.fate = refused('NOT_SUPPORTED')
    expect(await during(channel.call(number, { callFrom }))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([Cause.FAILED, rawCause])
    expect(exchange.dialled).toHaveLength(dialled)
    expect(states).toEqual([State.CALL_OUTGOING, State.IDLE])
  })

  it('ignore: any line calls, and that is noted', async () => {
    const { channel, during, exchange } = scriptedChannel({ callFromPolicy: 'ignore' })
    expect(await during(channel.call(number))).toBe(State.ANSWERED)
    expect(exchange.dialled[0]?.options).toEqual({})
    expect(channel.diagnostics).toEqual([{ method: 'call', asked: 'no caller id', done: 'the number of the SIM' }])
  })

  it('ignore: a number that no line has gives way to that of the SIM', async () => {
    const { channel, during, exchange } = scriptedChannel({ callFromPolicy: 'ignore' })
    exchange.fate = refused('NOT_SUPPORTED')
    await during(channel.call(number, from))
    expect(exchange.dialled.map(({ options }) => options.line?.kind)).toEqual(['number', undefined])
    expect(channel.diagnostics[0]).toMatchObject({ asked: 'caller id 441234567890', done: 'the number of the SIM' })
  })
})

describe('a call that is not made', () => {
  it.each([
    ['sip:anna@example.org', { kind: 'answered' } as Fate, Cause.FAILED, 'unsupported-address'],
    [number, refused('DIAL_REFUSED', cause('NOCHANNELS', 34)), Cause.NOCHANNELS, 'q850:34'],
    [number, refused('DIAL_REFUSED', cause('BARRED', null, 'BARRED')), Cause.BARRED, 'BARRED'],
    [number, refused('DIAL_REFUSED'), Cause.FAILED, 'DIAL_REFUSED'],
    [number, refused('INVALID_NUMBER'), Cause.FAILED, 'unsupported-address'],
    [number, refused('MODEM_NOT_READY'), Cause.ERROR, 'MODEM_NOT_READY'],
    [number, refused('PORT_LOST'), Cause.ERROR, 'PORT_LOST'],
  ])('%s: %o', async (address, fate, expected, rawCause) => {
    const { channel, during, exchange } = scriptedChannel()
    exchange.fate = fate
    expect(await during(channel.call(address, from))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([expected, rawCause])
    expect(await during(channel.startCall(address, from))).toBe(false)
  })
})

describe('a call that is cleared', () => {
  it.each([
    [17, Cause.BUSY],
    [18, Cause.NOANSWER],
    [19, Cause.NOANSWER],
    [1, Cause.UNOBTAINABLE],
    [22, Cause.CHANGED],
    [27, Cause.OUTOFORDER],
    [54, Cause.BARRED],
    [21, Cause.REJECTED],
    [34, Cause.NOCHANNELS],
    [42, Cause.CONGESTION],
    [88, Cause.FAILED],
    [127, Cause.OTHER],
  ])('with %i has the cause %s', async (value, expected) => {
    const { channel, during, exchange } = scriptedChannel()
    exchange.fate = { kind: 'cleared', value }
    expect(await during(channel.call(number, from))).toBe(State.IDLE)
    expect([channel.cause(), channel.details.rawCause]).toEqual([expected, `q850:${value}`])
  })

  it('tells the words of the module where it gave no number', async () => {
    const { channel, during, exchange, clock } = scriptedChannel()
    exchange.fate = { kind: 'rings' }
    const calling = channel.call(number, from)
    await clock.advance(1_500)
    exchange.leg.remoteEndNamed('FAILED', 'NO CARRIER')
    await during(calling)
    expect([channel.cause(), channel.details.rawCause]).toEqual([Cause.FAILED, 'NO CARRIER'])
    expect(channel.details.clearing).toMatchObject({ source: 'word' })
  })

  it('is forgotten by the next one', async () => {
    const { channel, during, exchange } = scriptedChannel()
    exchange.fate = { kind: 'cleared', value: 17 }
    await during(channel.call(number, from))
    exchange.fate = { kind: 'answered' }
    expect(await during(channel.call(number, from))).toBe(State.ANSWERED)
    expect([channel.cause(), channel.details.rawCause]).toEqual([Cause.NORMAL, ''])
  })
})

describe('details', () => {
  it('tell of the leg', async () => {
    const { channel, during } = scriptedChannel()
    expect(channel.details.callId).toBe('')
    await during(channel.call(number, from))
    expect(channel.details).toMatchObject({
      callFrom: '+441632960001',
      callTo: '+441632960002',
      callId: 'leg-100',
      line: 'line-1',
      codecs: [],
      connectedId: null,
    })
  })

  it('codecs are checked, and the network chooses', async () => {
    const { channel, during } = scriptedChannel()
    const bad = channel.call(number, { ...from, codecs: 'g711a;;' })
    await expect(bad).rejects.toMatchObject({ name: 'Error', method: 'call' })
    expect(channel.state()).toBe(State.IDLE)
    await during(channel.call(number, { ...from, codecs: 'g711a;g711u' }))
    expect(channel.diagnostics).toEqual([
      { method: 'call', asked: 'codecs g711a;g711u', done: 'the network chooses the codec' },
    ])
  })

  it('the newest 64 diagnostics are kept', async () => {
    const { channel, during } = scriptedChannel()
    for (let time = 0; time < 70; time++) {
      await during(channel.call(number, { ...from, codecs: `c${time}` }))
      await during(channel.hangUp())
    }
    expect(channel.diagnostics).toHaveLength(64)
    expect(channel.diagnostics.at(-1)?.asked).toBe('codecs c69')
  })
})

describe('an inbound service', () => {
  it.each([
    ['by its name', (channel: CallChannel) => channel.callInboundService('Voicemail', { callFrom: 'anna' })],
    ['by its address', (channel: CallChannel) => channel.call('loc:Voicemail', { callFrom: 'anna' })],
  ])('is called %s', async (_, call) => {
    const { channel, during, exchange } = scriptedChannel()
    expect(await during(call(channel))).toBe(State.ANSWERED)
    expect(exchange.services).toEqual([{ name: 'Voicemail', from: 'anna' }])
  })
})

it('a call that is hung up while its line is still dialling is released when the leg comes', async () => {
  const { channel, during, exchange, clock } = scriptedChannel()
  const dial = exchange.dial.bind(exchange)
  exchange.dial = async (...args) => {
    await new Promise<void>(resolve => clock.setTimer(2_000, resolve))
    return dial(...args)
  }
  const calling = channel.call(number, from)
  await clock.advance(500)
  expect(await during(channel.hangUp())).toBe(State.IDLE)
  expect(await calling).toBe(State.IDLE)
  expect([exchange.leg.hungUpWith, channel.cause()]).toEqual([[16], Cause.NORMAL])
})

it('on(state) hears every change until it is stopped', async () => {
  const { channel, during } = scriptedChannel()
  const heard: string[] = []
  const stop = channel.on('state', state => heard.push(state))
  await during(channel.call(number, from))
  stop()
  await during(channel.hangUp())
  expect(heard).toEqual([State.CALL_OUTGOING, State.RING_OUTGOING, State.ANSWERED])
})
