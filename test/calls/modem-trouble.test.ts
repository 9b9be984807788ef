import { describe, expect, it } from 'vitest'
import { CellvoiceError } from '../../src/base/error.ts'
import type { Modem } from '../../src/calls/modem.ts'
import { errorOf } from '../support/error-of.ts'
import { openScriptedModem, scriptedModem } from '../support/scripted-modem.ts'

describe('trouble', () => {
  it('a restart in a call ends it as the module’s doing, and the settings are applied again', async () => {
    const { modem, module, clock, story, events } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    const call = await modem.dial('10086')
    await clock.advance(500)
    module.commands.length = 0
    module.learn('AT+CLCC', 'OK')
    module.say('RDY', '+CFUN: 1', '+CPIN: READY')
    const [end] = await Promise.all([call.ended, clock.advance(3_000)])
    expect(end).toMatchObject({ endedBy: 'module', cause: { name: 'FAILED' } })
    expect(story.at(-1)).toBe('1 ended by module FAILED')
    expect(module.commands).toContain('AT+CLIP=1')
    expect(module.commands).toContain('AT^DSCI=1')
    const states = events.flatMap(event => (event.kind === 'link' ? [event.state.kind] : []))
    expect(states.slice(-2)).toEqual(['restarting', 'ready'])
  })

  it('a restart fails what was under way, so that nothing waits for an answer that will not come', async () => {
    const { modem, module, clock } = await openScriptedModem({ ATA: [], 'AT+CSQ': [] })
    module.learn('AT+CLCC', '+CLCC: 1,1,4,0,0,"5550100",129', 'OK')
    module.say('RING', '+CLIP: "5550100",129')
    await clock.advance(100)
    const answering = errorOf(modem.answer())
    const waiting = errorOf(modem.command('AT+CSQ'))
    await clock.advance(1_000)
    module.learn('AT+CLCC', 'OK')
    module.say('RDY')
    expect((await answering).code).toBe('MODEM_RESTARTED')
    expect((await waiting).code).toBe('MODEM_RESTARTED')
    await clock.advance(3_000)
    expect(modem.state.kind).toBe('ready')
  })

  it('restarts in a row, while it is being brought up: ready in the end, with all settings', async () => {
    const { modem, module, clock } = await openScriptedModem()
    module.commands.length = 0
    for (let n = 0; n < 5; n++) {
      module.say('RDY')
      await clock.advance(n * 150)
    }
    await clock.advance(5_000)
    expect(modem.state.kind).toBe('ready')
    expect(module.commands).toContain('AT+CLIP=1')
  })

  it('+CFUN: 1 alone is a restart only if a setting is gone', async () => {
    const { modem, module, clock, events } = await openScriptedModem({ 'AT+CRC?': ['+CRC: 1', 'OK'] })
    module.say('+CFUN: 1')
    await clock.advance(1_000)
    expect(events.filter(event => event.kind === 'link').map(event => event.state.kind)).not.toContain('restarting')
    module.learn('AT+CRC?', '+CRC: 0', 'OK')
    module.say('+CFUN: 1')
    await clock.advance(3_000)
    expect(events.filter(event => event.kind === 'link').map(event => event.state.kind)).toContain('restarting')
    expect(modem.state.kind).toBe('ready')
  })

  it('a module that was given up for silent comes back when it speaks again', async () => {
    const { modem, module, clock } = await openScriptedModem()
    module.silent = true
    await clock.advance(120_000)
    expect(modem.state.kind).toBe('lost')
    module.silent = false
    module.commands.length = 0
    module.say('RDY')
    await clock.advance(5_000)
    expect(modem.state.kind).toBe('ready')
    expect(module.commands).toContain('AT^DSCI=1')
  })

  it('a call that came up while nobody listened is known when the modem is open', async () => {
    const { modem, module, clock } = await scriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await Promise.all([modem.open(), clock.advance(1_000)])
    expect(modem.calls.map(call => call.state)).toEqual(['active'])
  })

  it('a call that is waited for ends when the modem is closed', async () => {
    const { modem } = await openScriptedModem()
    const call = await modem.dial('10086')
    await modem.close()
    expect(await call.ended).toMatchObject({ endedBy: 'module', cause: { text: 'line lost: the modem was closed' } })
  })

  it('a raw ATD that ends in NO CARRIER is over', async () => {
    const { modem, module, clock } = await openScriptedModem({ ATD10010: ['NO CARRIER'] })
    expect((await errorOf(modem.command('ATD10010'))).message).toMatch(/NO CARRIER/)
    module.learn('AT+CSQ', '+CSQ: 20,99', 'OK')
    const [lines] = await Promise.all([modem.command('AT+CSQ'), clock.advance(100)])
    expect(lines).toEqual(['+CSQ: 20,99'])
  })

  it('a USSD answer counts before and after the OK', async () => {
    const { modem, module, clock } = await openScriptedModem({
      'AT+CUSD=1,"*100#",15': ['+CUSD: 0,"Balance 5",15', 'OK'],
      'AT+CUSD=1,"*101#",15': ['OK'],
    })
    expect(await modem.ussd('*100#')).toMatchObject({ text: 'Balance 5', replyExpected: false })
    clock.setTimer(2_000, () => module.say('+CUSD: 1,"Menu\r\n1 More",15'))
    const [answer] = await Promise.all([modem.ussd('*101#'), clock.advance(3_000)])
    expect(answer).toMatchObject({ text: 'Menu\r\n1 More', replyExpected: true })
    expect((await errorOf(modem.ussd('10086'))).code).toBe('INVALID_ARGUMENT')
  })

  it('an unplugged port ends calls once, fails what waits, and says what to do; closing afterwards is harmless', async () => {
    const { modem, module, clock, story } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await modem.dial('10086')
    await clock.advance(500)
    module.silent = true
    const waiting = [errorOf(modem.command('AT+CSQ')), errorOf(modem.command('ATI'))]
    module.unplug()
    module.unplug()
    await clock.advance(1_000)
    expect((await Promise.all(waiting)).map(error => error.code)).toEqual(['PORT_LOST', 'PORT_LOST'])
    expect(modem.state).toMatchObject({ kind: 'lost', reason: { code: 'PORT_LOST' } })
    expect(story.filter(line => line.includes('ended'))).toEqual(['1 ended by module FAILED'])
    expect((await errorOf(modem.dial('10086'))).code).toBe('PORT_LOST')
    await modem.close()
    await modem.close()
  })

  it('a module that falls silent: its calls end, and the line is lost, in a call soon', async () => {
    const { modem, module, clock, story } = await openScriptedModem()
    module.learn('AT+CLCC', '+CLCC: 1,0,0,0,0,"10086",129', 'OK')
    await modem.dial('10086')
    await clock.advance(1_000)
    module.silent = true
    await clock.advance(15_000)
    expect(modem.state).toMatchObject({ kind: 'lost', reason: { code: 'PORT_SILENT' } })
    expect(story.at(-1)).toBe('1 ended by module FAILED')
  })

  it('and without a call when it is next asked for a sign of life', async () => {
    const { modem, module, clock } = await openScriptedModem({ 'AT+CRC?': ['+CRC: 1', 'OK'] })
    await clock.advance(300_000)
    expect(modem.state.kind).toBe('ready')
    expect(module.commands.filter(line => line === 'AT+CRC?').length).toBeGreaterThanOrEqual(9)
    module.silent = true
    await clock.advance(120_000)
    expect(modem.state).toMatchObject({ kind: 'lost', reason: { code: 'PORT_SILENT' } })
  })

  it('a restart that nobody told is noticed by a setting that is gone', async () => {
    const { modem, module, clock } = await openScriptedModem({ 'AT+CRC?': ['+CRC: 0', 'OK'] })
    await clock.advance(31_000)
    expect(module.commands).toContain('AT+CLIP=1')
    expect(modem.state.kind).toBe('ready')
  })

  it('after close every function says so', async () => {
    const { modem } = await openScriptedModem()
    await modem.close()
    for (const action of [modem.dial('10086'), modem.command('ATI'), modem.hangUpAll()]) {
      expect((await errorOf(action)).code).toBe('MODEM_CLOSED')
    }
  })

  it('closing while ATI is unanswered fails the opening at once', async () => {
    const { modem, clock } = await scriptedModem({ ATI: [] })
    const opening = errorOf(modem.open())
    await clock.advance(100)
    await modem.close()
    expect((await opening).code).toBe('MODEM_CLOSED')
    expect(modem.state.kind).toBe('closed')
  })

  it('opening twice is refused, and the open line stays as it is', async () => {
    const { modem } = await openScriptedModem()
    expect((await errorOf(modem.open())).code).toBe('PORT_BUSY')
    expect(modem.state.kind).toBe('ready')
  })

  it('a transport that refuses every write fails every command', async () => {
    const { modem, module, clock } = await openScriptedModem()
    module.host.write = () => Promise.reject(new CellvoiceError('PORT_CONGESTED'))
    for (let n = 0; n < 3; n++) {
      const [error] = await Promise.all([errorOf(modem.command('AT')), clock.advance(10)])
      expect(['PORT_CONGESTED', 'AT_TIMEOUT']).toContain(error.code)
    }
  })

  it('a module that was given up for silent is asked on, and comes back when it answers', async () => {
    const { modem, module, clock } = await openScriptedModem()
    module.silent = true
    await clock.advance(120_000)
    expect(modem.state.kind).toBe('lost')
    module.silent = false
    await clock.advance(60_000)
    expect(modem.state.kind).toBe('ready')
  })

  it('forty calls that end before the first cause is known: each has one end and one cause', async () => {
    const { module, clock, story } = await openScriptedModem({ 'AT+CEER': [] })
    for (let n = 0; n < 40; n++) {
      module.say(`^DSCI: 1,1,4,0,55501${n},129`, `^DSCI: 1,1,6,0,55501${n},129`)
      await clock.advance(5)
    }
    await clock.advance(120_000)
    expect(story.filter(line => line.includes('ended'))).toHaveLength(40)
  })

  const notSent: [string, (modem: Modem) => Promise<unknown>][] = [
    ['a line without AT', modem => modem.command('hello')],
    ['a limit that is none', modem => modem.command('AT+CSQ', Number.NaN)],
    ['an endless limit', modem => modem.command('AT+CSQ', Number.POSITIVE_INFINITY)],
    ['no hold operation', modem => modem.holdOperation('' as never)],
  ]
  it.each(notSent)('%s: INVALID_ARGUMENT, and nothing is sent', async (_what, action) => {
    const { modem, module } = await openScriptedModem()
    expect((await errorOf(action(modem))).code).toBe('INVALID_ARGUMENT')
    expect(module.commands).toEqual([])
  })
})
