import { describe, expect, it, test } from 'vitest'
import { transcriptLineOf } from '../../src/calls/transcript.ts'
import { errorOf } from '../support/error-of.ts'
import { openScriptedModem, scriptedModem } from '../support/scripted-modem.ts'

describe('a modem that was not opened', () => {
  it('has no module to tell of, and takes nothing', async () => {
    const { modem } = await scriptedModem()
    expect(() => modem.identity).toThrow('it has not been opened')
    expect(() => modem.profile).toThrow('it has not been opened')
    expect((await errorOf(modem.dial('5550100'))).code).toBe('MODEM_CLOSED')
    expect((await errorOf(modem.hangUpAll())).code).toBe('MODEM_CLOSED')
  })
})

describe('what is refused before a byte is sent', () => {
  test.each([
    ['a number that is no service code', '5550100'],
    ['a code that is none', '*99999999999999999999999999999999#x'],
  ])('%s', async (_, code) => {
    const { modem, module } = await openScriptedModem()
    expect((await errorOf(modem.ussd(code))).code).toBe('INVALID_ARGUMENT')
    expect(module.commands).toEqual([])
  })

  it('holding a call that rings, and taking back one that is not held', async () => {
    const { modem, module, clock } = await openScriptedModem({ 'AT+CLCC': ['+CLCC: 1,1,4,0,0,"5550100",129', 'OK'] })
    module.say('RING', '+CLIP: "5550100",129')
    await clock.advance(500)
    const [call] = modem.calls
    if (!call) throw new Error('no call rings')
    expect((await errorOf(call.hold())).code).toBe('WRONG_CALL_STATE')
    expect((await errorOf(call.resume())).code).toBe('WRONG_CALL_STATE')
    expect(module.commands.filter(line => line.startsWith('AT+CHLD'))).toEqual([])
  })
})

it('a service that 22.030 knows goes as its own command', async () => {
  const { modem, module } = await openScriptedModem({ 'AT+CCFC=0,2': ['+CCFC: 0,1', 'OK'] })
  expect(await modem.ussd('*#21#')).toEqual({ lines: ['+CCFC: 0,1'], text: null, replyExpected: false })
  expect(module.commands).toEqual(['AT+CCFC=0,2'])
})

it('lines of other kinds are no answer of the network', async () => {
  const { modem, module, clock } = await openScriptedModem()
  const answer = modem.ussd('*100#')
  await clock.advance(100)
  module.say('RING', '+CUSD: 0,"12.50",15')
  await clock.advance(100)
  expect((await answer).text).toBe('12.50')
})

describe('a line of a wire log', () => {
  it('has bytes that text cannot hold as \\x1a, and the backslash doubled', () => {
    expect(transcriptLineOf('> a\\x1a\\\\x', 3)).toEqual({ from: 'host', text: 'a\x1a\\x', lineNumber: 3 })
  })

  it('is refused with its place where it has no mark', () => {
    expect(() => transcriptLineOf('ATA', 7)).toThrow('line 7: "ATA"')
  })
})

describe('settings', () => {
  it('two without an answer mean that nobody is there', async () => {
    const { modem, module, clock } = await scriptedModem({ 'AT+CMEE=1': [], ATX4: [], 'AT+CMEE?': [] })
    const [error] = await Promise.all([errorOf(modem.open()), clock.advance(120_000)])
    expect(error.code).toBe('AT_TIMEOUT')
    expect(module.commands).not.toContain('AT+CLIP=1')
    expect(modem.state.kind).toBe('closed')
  })

  it('a line that is lost meanwhile ends them', async () => {
    const { modem, module, clock } = await scriptedModem({ 'AT+CLIP=1': [] })
    const opening = errorOf(modem.open())
    await clock.advance(500)
    module.unplug()
    await clock.advance(500)
    expect((await opening).code).toBe('PORT_LOST')
  })
})
