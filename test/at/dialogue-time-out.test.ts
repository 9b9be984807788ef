import { describe, expect, it } from 'vitest'
import { answer } from '../../src/commands/answer.ts'
import { listCurrentCalls } from '../../src/commands/clcc.ts'
import { hangUp } from '../../src/commands/hang-up.ts'
import { identification } from '../../src/commands/identity.ts'
import { conversation } from '../support/conversation.ts'

const oneCall = ['+CLCC: 1,0,0,0,0,"10086",129', 'OK']

describe('a module that does not answer in time', () => {
  const late = ['+CLCC: 7,1,4,0,0,"333",129', 'OK']

  it('gives AT_TIMEOUT after the limit and its margin, not before', async () => {
    const { clock, run } = await conversation()
    const list = run(listCurrentCalls, undefined)
    await clock.advance(1299)
    expect(list.error).toBeUndefined()
    await clock.advance(1)
    expect(list.error).toMatchObject({ code: 'AT_TIMEOUT', context: { command: 'AT+CLCC' } })
  })

  it('waits longer for commands that take longer', async () => {
    const { clock, run } = await conversation()
    const answered = run(answer, undefined)
    await clock.advance(35_999)
    expect(answered.error).toBeUndefined()
    await clock.advance(1)
    expect(answered.error).toMatchObject({ code: 'AT_TIMEOUT' })
  })

  it('does not take the late answer for the one of the next command', async () => {
    const { clock, module, run, unsolicited } = await conversation({ 'AT+CMEE?': ['+CMEE: 1', 'OK'] })
    module.silent = true
    run(listCurrentCalls, undefined)
    await clock.advance(1300)
    const second = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(module.commands).toEqual(['AT+CLCC', 'AT+CMEE?'])
    module.say(...late, 'RING')
    await clock.advance(0)
    expect(second.result).toBeUndefined()
    module.silent = false
    module.learn('AT+CLCC', ...oneCall)
    module.say('+CMEE: 1', 'OK')
    await clock.advance(0)
    expect(second.result).toMatchObject([{ index: 1, number: '10086' }])
    expect(unsolicited).toEqual(['RING'])
  })

  it('does not take a late ERROR for it either', async () => {
    const { clock, module, run } = await conversation()
    run(listCurrentCalls, undefined)
    await clock.advance(1300)
    module.learn('AT+CMEE?', 'ERROR', '+CMEE: 2', 'OK')
    module.learn('AT+CLCC', ...oneCall)
    const second = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(second.result).toHaveLength(1)
  })

  it('ignores a late result that comes when no command waits', async () => {
    const { clock, module, run, unsolicited } = await conversation({ 'AT+CMEE?': ['+CMEE: 1', 'OK'] })
    run(listCurrentCalls, undefined)
    await clock.advance(1300)
    module.say('ERROR', 'RING')
    module.learn('AT+CLCC', ...oneCall)
    const second = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(second.result).toHaveLength(1)
    expect(unsolicited).toEqual(['RING'])
  })

  it('that was busy answers every question for the place; none is taken for the next answer', async () => {
    const { clock, module, run, unsolicited } = await conversation()
    module.silent = true
    run(listCurrentCalls, undefined)
    await clock.advance(1300)
    const second = run(listCurrentCalls, undefined)
    await clock.advance(1300)
    await clock.advance(0)
    expect(module.commands).toEqual(['AT+CLCC', 'AT+CMEE?', 'AT+CMEE?'])
    module.say(...late, '+CMEE: 1', 'OK')
    await clock.advance(500)
    module.say('+CMEE: 1', 'OK')
    await clock.advance(0)
    module.say(...oneCall)
    await clock.advance(0)
    expect(second.result).toMatchObject([{ index: 1, number: '10086' }])
    expect(unsolicited).toEqual([])
  })

  it('that lost a question is waited for until it is quiet', async () => {
    const { clock, module, run } = await conversation()
    module.silent = true
    run(listCurrentCalls, undefined)
    await clock.advance(1300)
    const second = run(listCurrentCalls, undefined)
    await clock.advance(1300)
    module.silent = false
    module.learn('AT+CLCC', ...oneCall)
    module.say('+CMEE: 1', 'OK')
    await clock.advance(1299)
    expect(second.result).toBeUndefined()
    await clock.advance(1)
    expect(second.result).toHaveLength(1)
  })

  it('at all: the commands that wait are given up after three questions, and later ones are tried again', async () => {
    const { clock, module, run, told } = await conversation()
    module.silent = true
    run(listCurrentCalls, undefined)
    const second = run(identification, undefined)
    const third = run(hangUp, undefined)
    await clock.advance(1300 * 4 - 1)
    expect(second.error).toBeUndefined()
    await clock.advance(1)
    expect(second.error).toMatchObject({ code: 'AT_TIMEOUT' })
    expect(third.error).toMatchObject({ code: 'AT_TIMEOUT' })
    expect(module.commands).toEqual(['AT+CLCC', 'AT+CMEE?', 'AT+CMEE?', 'AT+CMEE?'])
    expect(told.filter(line => line.startsWith('FAILED'))).toEqual([
      'FAILED AT+CLCC AT_TIMEOUT',
      'FAILED AT+CHUP AT_TIMEOUT',
      'FAILED ATI AT_TIMEOUT',
    ])
    module.silent = false
    module.learn('AT+CMEE?', '+CMEE: 1', 'OK')
    module.learn('AT+CLCC', ...oneCall)
    const again = run(listCurrentCalls, undefined)
    await clock.advance(1300)
    expect(again.result).toHaveLength(1)
  })

  it('keeps the unsolicited line that was half there when the time ran out', async () => {
    const { clock, module, run, unsolicited } = await conversation()
    run(listCurrentCalls, undefined)
    await clock.advance(1299)
    module.raw('\r\n+CLIP: "12')
    await clock.advance(1)
    module.raw('3",129\r\n')
    await clock.advance(0)
    expect(unsolicited).toEqual(['+CLIP: "123",129'])
  })
})
