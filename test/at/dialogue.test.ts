import { describe, expect, it } from 'vitest'
import { command } from '../../src/at/command.ts'
import { MAX_QUEUED_COMMANDS } from '../../src/at/command-queue.ts'
import { extendedErrorReport } from '../../src/commands/ceer.ts'
import { listCurrentCalls } from '../../src/commands/clcc.ts'
import { setCallingLine } from '../../src/commands/clip.ts'
import { dial } from '../../src/commands/dial.ts'
import { hangUp } from '../../src/commands/hang-up.ts'
import { identification } from '../../src/commands/identity.ts'
import { rawCommand } from '../../src/commands/raw.ts'
import { conversation } from '../support/conversation.ts'

const oneCall = ['+CLCC: 1,0,0,0,0,"10086",129', 'OK']

describe('one command and its answer', () => {
  it('sends the text with CR alone and reads the lines the command claims', async () => {
    const { clock, module, run } = await conversation({ 'AT+CLCC': oneCall })
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(module.received).toBe('AT+CLCC\r')
    expect(list.result).toMatchObject([{ index: 1, number: '10086', state: 'active' }])
  })

  it('reads an answer that comes byte by byte', async () => {
    const { clock, run } = await conversation({ 'AT+CLCC': oneCall }, 1)
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(list.result).toHaveLength(1)
  })

  it.each([false, true])('reads it with echo %s', async echo => {
    const { clock, module, run, unsolicited } = await conversation({ ATI: ['Quectel', 'EC25', 'OK'] })
    module.echo = echo
    const identity = run(identification, undefined)
    await clock.advance(0)
    expect(identity.result).toEqual(['Quectel', 'EC25'])
    expect(unsolicited).toEqual([])
  })

  it('fails with what the module said', async () => {
    const { clock, run } = await conversation({ 'ATD10086;': ['+CME ERROR: 30'], 'AT+CLIP=1': ['ERROR'] })
    const dialled = run(dial, { number: '10086' })
    const set = run(setCallingLine, true)
    await clock.advance(0)
    expect(dialled.error).toMatchObject({
      code: 'AT_ERROR',
      context: { command: 'ATD10086;', result: { kind: 'cme', code: 30, text: 'no network service' } },
    })
    expect(set.error).toMatchObject({ code: 'AT_ERROR', context: { result: { kind: 'error' } } })
  })

  it.each(['NO CARRIER', 'BUSY', 'NO ANSWER', 'NO DIALTONE'])('a dialling may end with %s', async word => {
    const { clock, run, unsolicited } = await conversation({ 'ATD10086;': [word] })
    const dialled = run(dial, { number: '10086' })
    await clock.advance(0)
    expect(dialled.error).toMatchObject({ code: 'AT_ERROR', context: { result: { kind: 'word', word } } })
    expect(unsolicited).toEqual([])
  })

  it('takes a call word for an unsolicited line while another command is in flight', async () => {
    const { clock, run, unsolicited } = await conversation({ 'AT+CLCC': ['NO CARRIER', 'OK'] })
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(list.result).toEqual([])
    expect(unsolicited).toEqual(['NO CARRIER'])
  })

  it('fails with AT_MALFORMED where the answer cannot be read', async () => {
    const picky = command<void, string>({
      ...listCurrentCalls,
      decode({ lines }) {
        throw new TypeError(`cannot read ${lines[0]}`)
      },
    })
    const { clock, run } = await conversation({ 'AT+CLCC': ['+CLCC: ?', 'OK'] })
    const list = run(picky, undefined)
    await clock.advance(0)
    expect(list.error).toMatchObject({ code: 'AT_MALFORMED' })
    expect(list.error?.message).toContain('+CLCC: ?')
  })

  it('sends nothing for an argument that may not be sent, and the next command works', async () => {
    const { clock, module, run } = await conversation({ 'AT+CLCC': oneCall })
    const dialled = run(dial, { number: '10086;\rATH' })
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(dialled.error).toMatchObject({ code: 'INVALID_NUMBER' })
    expect(module.commands).toEqual(['AT+CLCC'])
    expect(list.result).toHaveLength(1)
  })
})

describe('one in flight', () => {
  it('holds the next command back until the final result', async () => {
    const { clock, module, run } = await conversation()
    run(listCurrentCalls, undefined)
    run(extendedErrorReport, undefined)
    await clock.advance(0)
    expect(module.commands).toEqual(['AT+CLCC'])
    module.say('OK')
    await clock.advance(0)
    expect(module.commands).toEqual(['AT+CLCC', 'AT+CEER'])
  })

  it('lets urgent commands pass those that only look, in their own order', async () => {
    const { clock, module, run } = await conversation()
    run(identification, undefined)
    run(listCurrentCalls, undefined)
    run(setCallingLine, true)
    run(hangUp, undefined)
    run(extendedErrorReport, undefined)
    for (let sent = 0; sent < 5; sent++) {
      await clock.advance(0)
      module.say('OK')
    }
    await clock.advance(0)
    expect(module.commands).toEqual(['ATI', 'AT+CHUP', 'AT+CEER', 'AT+CLCC', 'AT+CLIP=1'])
  })

  it('tells of each exchange before it looks at the line behind it', async () => {
    const { clock, run, told } = await conversation({ 'ATD10086;': ['OK', '^DSCI: 1,0,2,0,10086,129', 'RING'] })
    run(dial, { number: '10086' })
    await clock.advance(0)
    expect(told).toEqual(['SENT ATD', 'DONE ATD', 'URC ^DSCI: 1,0,2,0,10086,129', 'URC RING'])
  })

  it('refuses one command more than may wait, and sends nothing of it', async () => {
    const { clock, module, run } = await conversation()
    for (let waiting = 0; waiting <= MAX_QUEUED_COMMANDS; waiting++) run(listCurrentCalls, undefined)
    const refused = run(identification, undefined)
    await clock.advance(0)
    expect(refused.error).toMatchObject({ code: 'AT_QUEUE_FULL' })
    expect(module.commands).toEqual(['AT+CLCC'])
    // A hang-up has places of its own, and goes first.
    const urgent = Array.from({ length: 17 }, () => run(hangUp, undefined))
    await clock.advance(0)
    expect(urgent.map(({ error }) => error?.code)).toEqual([...Array(16), 'AT_QUEUE_FULL'])
    module.learn('AT+CHUP', 'OK')
    module.say('OK')
    await clock.advance(0)
    expect(module.commands.slice(0, 3)).toEqual(['AT+CLCC', 'AT+CHUP', 'AT+CHUP'])
  })
})

describe('unsolicited lines inside an answer', () => {
  it('are told at once, in order and once', async () => {
    const { clock, module, run, unsolicited } = await conversation()
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    module.say('RING', '+CLCC: 1,0,0,0,0,"10086",129', '+CLIP: "123",129')
    await clock.advance(0)
    expect(unsolicited).toEqual(['RING', '+CLIP: "123",129'])
    module.say('^DSCI: 1,0,6,0,10086,129', 'OK')
    await clock.advance(0)
    expect(unsolicited).toEqual(['RING', '+CLIP: "123",129', '^DSCI: 1,0,6,0,10086,129'])
    expect(list.result).toHaveLength(1)
  })

  it('stay out of free text', async () => {
    const answers = ['Quectel', '+QIND: SMS DONE', 'EC25', 'NO CARRIER', 'Revision: EC25EFAR06A06M4G', 'OK']
    const { clock, run, unsolicited } = await conversation({ ATI: answers })
    const identity = run(identification, undefined)
    await clock.advance(0)
    expect(identity.result).toEqual(['Quectel', 'EC25', 'Revision: EC25EFAR06A06M4G'])
    expect(unsolicited).toEqual(['+QIND: SMS DONE', 'NO CARRIER'])
  })

  it('are told apart from an answer with the same name', async () => {
    const { clock, run, unsolicited } = await conversation({ 'AT+CLIP?': ['+CLIP: "123",129', '+CLIP: 1,1', 'OK'] })
    const read = run(rawCommand('AT+CLIP?'), undefined)
    await clock.advance(0)
    expect(read.result).toEqual(['+CLIP: 1,1'])
    expect(unsolicited).toEqual(['+CLIP: "123",129'])
  })

  it('are told when they come between the echo and the answer', async () => {
    const { clock, module, run, unsolicited } = await conversation()
    const identity = run(identification, undefined)
    await clock.advance(0)
    module.raw('ATI\r\r\nRING\r\n\r\nQuectel\r\n\r\nOK\r\n')
    await clock.advance(0)
    expect(identity.result).toEqual(['Quectel'])
    expect(unsolicited).toEqual(['RING'])
  })
})
