import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/error-of.ts'
import { openScriptedModem, scriptedModem } from '../support/scripted-modem.ts'

describe('opening', () => {
  it('wakes, identifies, sets up and reads the list, in this order', async () => {
    const { modem, module, clock } = await scriptedModem({ 'AT+CGSN': ['861536030196001', 'OK'] })
    await Promise.all([modem.open(), clock.advance(1_000)])
    expect(module.commands.slice(0, 3)).toEqual(['ATQ0V1E0', 'ATI', 'AT+CGSN'])
    expect(module.commands).toContain('AT^DSCI=1')
    expect(module.commands.at(-1)).toBe('AT+CLCC')
    expect(modem.identity).toEqual({
      manufacturer: 'Quectel',
      model: 'EC25',
      revision: 'EC25EFAR06A06M4G',
      imei: '861536030196001',
    })
    expect(modem.profile.name).toBe('ec25')
    expect(modem.state).toEqual({ kind: 'ready' })
  })

  it('records what the module refused, and what it did not answer, and goes on', async () => {
    const { modem, clock } = await scriptedModem({
      'AT^DSCI=1': ['ERROR'],
      'AT+CSSN=1,1': ['+CME ERROR: 3'],
      'AT+CRC=1': [],
    })
    await Promise.all([modem.open(), clock.advance(120_000)])
    expect(modem.capabilities.of('AT^DSCI=1')).toEqual({ asked: 'AT^DSCI=1', answered: 'refused', result: 'ERROR' })
    expect(modem.capabilities.of('AT+CSSN=1,1')).toMatchObject({ result: '+CME ERROR: 3 (operation not allowed)' })
    expect(modem.capabilities.of('AT+CRC=1')).toEqual({ asked: 'AT+CRC=1', answered: 'nothing', reason: 'AT_TIMEOUT' })
    expect(modem.capabilities.supports('AT^DSCI=1')).toBe(false)
    expect(modem.capabilities.supports('AT+CRC=1')).toBeUndefined()
    expect(modem.capabilities.supports('AT+CLIP=1')).toBe(true)
  })

  it('a module that echoes, chatters and answers only the third call', async () => {
    const { modem, module, clock } = await scriptedModem()
    module.echo = true
    module.silent = true
    clock.setTimer(2_800, () => {
      module.silent = false
      module.say('RDY', '+CPIN: READY')
    })
    await Promise.all([modem.open(), clock.advance(10_000)])
    expect(modem.state.kind).toBe('ready')
  })

  const deaf: [string, (say: (text: string) => void) => void, string, RegExp][] = [
    ['nobody answers', () => {}, 'PORT_SILENT', /nothing answers AT/],
    ['noise of a wrong baud rate', say => say('\xff\xfe\x80\x00\x1c\xe0'), 'PORT_GARBAGE', /baud/],
    ['the NMEA interface', say => say('$GPRMC,092204.999,V,,,,,0.00,0.00,211126,,,N*45\r\n'), 'PORT_GARBAGE', /NMEA/],
  ]
  for (const [what, noise, code, message] of deaf) {
    it(`${what}: ${code}`, async () => {
      const { modem, module, clock } = await scriptedModem()
      module.silent = true
      clock.setTimer(100, () => noise(text => module.raw(text)))
      const [error] = await Promise.all([errorOf(modem.open()), clock.advance(20_000)])
      expect(error.code).toBe(code)
      expect(error.message).toMatch(message)
      expect(modem.state.kind).toBe('closed')
    })
  }
})

describe('calls', () => {
  it('dial resolves with the call; its facts follow the module', async () => {
    const { modem, module, clock } = await openScriptedModem()
    const call = await modem.dial('10086')
    expect([call.state, call.number, call.direction]).toEqual(['dialing', '10086', 'outgoing'])
    module.say('^DSCI: 1,0,2,0,10086,129', '^DSCI: 1,0,7,0,10086,129', '^DSCI: 1,0,3,0,10086,129')
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await clock.advance(100)
    expect(call.state).toBe('active')
    module.learn('AT+CLCC', 'OK')
    module.learn('AT+CEER', '+CEER: User busy', 'OK')
    module.say('^DSCI: 1,0,6,0,10086,129')
    const [end] = await Promise.all([call.ended, clock.advance(100)])
    expect(end).toMatchObject({ endedBy: 'remote', cause: { name: 'BUSY', value: 17, source: 'report' } })
    expect(modem.calls).toEqual([])
  })

  it('the cause is asked right after the end, before anything that only looks', async () => {
    const { modem, module, clock } = await openScriptedModem()
    await modem.dial('10086')
    module.say('^DSCI: 1,0,2,0,10086,129')
    await clock.advance(5)
    const waiting = [modem.command('AT+CSQ'), modem.command('AT+COPS?')]
    module.say('^DSCI: 1,0,6,0,10086,129')
    await clock.advance(500)
    await Promise.all(waiting)
    const order = module.commands.filter(line => /CEER|COPS/.test(line))
    expect(order).toEqual(['AT+CEER', 'AT+COPS?'])
  })

  const refusals: [string, readonly string[], string, string][] = [
    ['ERROR', ['ERROR'], 'DIAL_REFUSED', 'FAILED'],
    ['no network service', ['+CME ERROR: 30'], 'DIAL_REFUSED', 'FAILED'],
    ['emergency calls only', ['+CME ERROR: 32'], 'DIAL_REFUSED', 'BARRED'],
    ['network timeout', ['+CME ERROR: 31'], 'DIAL_REFUSED', 'CONGESTION'],
    ['busy as the result', ['BUSY'], 'DIAL_REFUSED', 'BUSY'],
    ['no carrier as the result', ['NO CARRIER'], 'DIAL_REFUSED', 'FAILED'],
  ]
  for (const [what, answer, code, cause] of refusals) {
    it(`dial refused: ${what}; nothing is told of a call, and the next dial works`, async () => {
      const { modem, module, clock, story } = await openScriptedModem({ 'ATD10010;': answer })
      const error = await errorOf(modem.dial('10010'))
      expect([error.code, error.context.cause]).toMatchObject([code, { name: cause }])
      await clock.advance(1_000)
      expect(story).toEqual([])
      await modem.dial('10086')
      module.say('^DSCI: 1,0,2,0,10086,129')
      await clock.advance(10)
      expect(story).toEqual(['1 dialing 10086'])
    })
  }

  it('a dial whose answer is lost is found in the list, and its late OK is not taken for the list’s', async () => {
    const { modem, module, clock, story } = await openScriptedModem({ 'ATD10086;': [] })
    const dialling = modem.dial('10086')
    module.learn('AT+CLCC', '+CLCC: 1,0,3,0,0,"10086",129', 'OK')
    clock.setTimer(6_010, () => module.say('OK'))
    const [call] = await Promise.all([dialling, clock.advance(8_000)])
    expect([call.number, call.state]).toEqual(['10086', 'alerting'])
    expect(story).toEqual(['1 dialing 10086', '1 alerting'])
    expect(modem.calls).toEqual([call])
  })

  it('a dial whose answer is lost is the call that lines told of, also when that is over', async () => {
    const { modem, module, clock } = await openScriptedModem({ 'ATD10086;': [] })
    const dialling = modem.dial('10086')
    clock.setTimer(1_000, () => module.say('^DSCI: 1,0,2,0,10086,129', '^DSCI: 1,0,6,0,10086,129'))
    const [call] = await Promise.all([dialling, clock.advance(8_000)])
    expect([call.number, call.state]).toEqual(['10086', 'ended'])
  })

  it('a dial without an answer fails once two lists have no call, and never with an earlier one', async () => {
    const { modem, module, clock, story } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await modem.dial('10086')
    await clock.advance(1_000)
    module.learn('ATD10010;')
    const dialling = errorOf(modem.dial('10010'))
    const began = clock.now()
    const endedAt = dialling.then(() => clock.now())
    await clock.advance(10_000)
    expect((await dialling).code).toBe('AT_TIMEOUT')
    expect((await endedAt) - began).toBeLessThan(6_500)
    expect(modem.calls.map(call => call.number)).toEqual(['10086'])
    expect(story.at(-1)).toContain('2 ended')
  })

  it('a lost NO CARRIER: the next list ends the call, within half a second', async () => {
    const { modem, module, clock, story } = await openScriptedModem({ 'AT^DSCI=1': ['ERROR'] })
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await modem.dial('10086')
    await clock.advance(3_000)
    module.learn('AT+CLCC', 'OK')
    await clock.advance(500)
    expect(story).toEqual(['1 dialing 10086', '1 active', '1 ended by remote NORMAL'])
  })

  it('a flood of lines does not keep the list from being asked', async () => {
    const { modem, module, clock } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await modem.dial('10086')
    for (let n = 0; n < 300; n++) {
      module.say('+CSSU: 2', '+QIND: "csq",20,99', 'RING')
      await clock.advance(10)
    }
    const lists = module.commands.filter(line => line === 'AT+CLCC').length
    expect(lists).toBeGreaterThanOrEqual(10)
    expect(lists).toBeLessThanOrEqual(14)
  })

  it('RING, then the number: one event, told when both are known', async () => {
    const { module, clock, story } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,1,4,0,0,"5550100",129', 'OK')
    module.say('RING')
    await clock.advance(10)
    expect(story).toEqual([])
    module.say('+CLIP: "5550100",129,,,,0')
    await clock.advance(10)
    expect(story).toEqual(['1 incoming 5550100'])
  })

  it('RING without a number or a list is told after 300 ms as it is', async () => {
    const { module, clock, story } = await openScriptedModem()
    module.learn('AT+CLCC', 'ERROR')
    module.say('RING')
    await clock.advance(290)
    expect(story).toEqual([])
    await clock.advance(20)
    expect(story).toEqual(['1 incoming withheld'])
  })
})

describe('hanging up', () => {
  const ladders: [string, Record<string, readonly string[]>, readonly string[]][] = [
    ['AT+CHUP', {}, ['AT+CHUP']],
    ['AT+CHUP refused: AT+QHUP', { 'AT+CHUP': ['ERROR'] }, ['AT+CHUP', 'AT+QHUP=16,1']],
    [
      'both refused: ATH',
      { 'AT+CHUP': ['ERROR'], 'AT+QHUP=16,1': ['+CME ERROR: 4'] },
      ['AT+CHUP', 'AT+QHUP=16,1', 'ATH'],
    ],
  ]
  for (const [what, script, sent] of ladders) {
    it(`one call: ${what}`, async () => {
      const { modem, module, clock, story } = await openScriptedModem(script)
      const call = await modem.dial('10086')
      module.say('^DSCI: 1,0,2,0,10086,129', '^DSCI: 1,0,3,0,10086,129')
      module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
      await clock.advance(100)
      const hangingUp = call.hangUp()
      await clock.advance(50)
      module.learn('AT+CLCC', 'OK')
      module.say('^DSCI: 1,0,6,0,10086,129')
      await Promise.all([hangingUp, clock.advance(5_000)])
      expect(module.commands.filter(line => /CHUP|QHUP|ATH|CHLD/.test(line))).toEqual(sent)
      expect(story.at(-1)).toBe('1 ended by local NORMAL 16')
    })
  }

  it('a hang-up that is accepted and does nothing climbs the ladder, and fails in the end with what is wrong', async () => {
    const { modem, module, clock } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    const call = await modem.dial('10086')
    await clock.advance(1_000)
    const [error] = await Promise.all([errorOf(call.hangUp()), clock.advance(20_000)])
    expect(error.message).toMatch(/accepted the hang-up, but the call goes on/)
    expect(module.commands.filter(line => /CHUP|QHUP|ATH/.test(line))).toEqual(['AT+CHUP', 'AT+QHUP=16,1', 'ATH'])
    expect(call.state).toBe('active')
  })

  it('climbs no further by what would also end a caller who has come meanwhile', async () => {
    const { modem, module, clock } = await openScriptedModem()
    const own = '+CLCC: 1,0,0,0,0,"10086",129'
    module.learn('AT+CLCC', own, 'OK')
    const call = await modem.dial('10086')
    await clock.advance(1_000)
    module.commands.length = 0
    const hangingUp = errorOf(call.hangUp())
    await clock.advance(1_000)
    module.learn('AT+CLCC', own, '+CLCC: 2,1,5,0,0,"5550100",129', 'OK')
    module.say('+CCWA: "5550100",129,1')
    await Promise.all([hangingUp, clock.advance(20_000)])
    expect(module.commands.filter(line => /CHUP|QHUP|ATH|CHLD/.test(line))).toEqual([
      'AT+CHUP',
      'AT+CHLD=11',
      'AT+QHUP=16,1',
    ])
    expect(modem.calls.map(({ state }) => state)).toEqual(['active', 'waiting'])
  })

  it('one of two calls by its id; a waiting one by CHLD=0; the other goes on', async () => {
    const { modem, module, clock, story } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', '+CLCC: 2,1,5,0,0,"5550100",129', 'OK')
    module.say('+CCWA: "5550100",129,1')
    await clock.advance(100)
    const active = modem.calls.find(call => call.state === 'active')
    const waiting = modem.calls.find(call => call.state === 'waiting')
    const rejecting = waiting?.hangUp()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await Promise.all([rejecting, clock.advance(1_000)])
    expect(story.at(-1)).toBe('2 ended by local NORMAL 16')
    expect(active?.state).toBe('active')
    expect(module.commands).toContain('AT+CHLD=0')
    expect(module.commands).not.toContain('AT+CHUP')
  })

  it('an ended call takes a hang-up silently, and other actions with a clear error', async () => {
    const { modem, module, clock } = await openScriptedModem()
    const call = await modem.dial('10086')
    module.say('^DSCI: 1,0,2,0,10086,129', '^DSCI: 1,0,6,0,10086,129')
    await clock.advance(1_000)
    module.commands.length = 0
    await call.hangUp()
    for (const action of [call.answer(), call.hold(), call.resume()]) {
      expect((await errorOf(action)).code).toBe('WRONG_CALL_STATE')
    }
    expect(module.commands).toEqual([])
  })
})
