import { describe, expect, it, vi } from 'vitest'
import { command } from '../../src/at/command.ts'
import { CellvoiceError } from '../../src/base/error.ts'
import { answer } from '../../src/commands/answer.ts'
import { listCurrentCalls } from '../../src/commands/clcc.ts'
import { identification } from '../../src/commands/identity.ts'
import { conversation } from '../support/conversation.ts'

const oneCall = ['+CLCC: 1,0,0,0,0,"10086",129', 'OK']

const upload = command<Uint8Array, readonly string[]>({
  name: 'AT+UP',
  source: 'test',
  example: ['AT+UP=2', 'CONNECT', '+UP: 2', 'OK'],
  text: bytes => `AT+UP=${bytes.length}`,
  claims: ['+UP:'],
  limitMs: 5000,
  continuation: bytes => ({ kind: 'send', bytes }),
  decode: ({ lines }) => lines,
})

const download = command<number, string>({
  name: 'AT+DOWN',
  source: 'test',
  example: ['AT+DOWN=2', 'CONNECT', 'OK'],
  text: count => `AT+DOWN=${count}`,
  claims: [],
  limitMs: 5000,
  continuation: bytes => ({ kind: 'receive', bytes }),
  decode: ({ data }) => Buffer.from(data).toString('latin1'),
})

describe('bytes to and from the module', () => {
  it('sends the data after CONNECT', async () => {
    const { clock, module, run } = await conversation({ 'AT+UP=4': ['CONNECT'] })
    const data = module.takeDataAfter('AT+UP=4', 4)
    const uploaded = run(upload, Buffer.from('H\r\n\0'))
    await clock.advance(0)
    expect(await data).toBe('H\r\n\0')
    module.say('+UP: 4', 'OK')
    await clock.advance(0)
    expect(uploaded.result).toEqual(['+UP: 4'])
  })

  it('sends the data after a prompt', async () => {
    const { clock, module, run } = await conversation()
    const data = module.takeDataAfter('AT+UP=2', 2)
    const uploaded = run(upload, Buffer.from('Hi'))
    await clock.advance(0)
    module.raw('\r\n> ')
    expect(await data).toBe('Hi')
    module.say('OK')
    await clock.advance(0)
    expect(uploaded.result).toEqual([])
  })

  it.each([1, 2, 3, 1000])('takes counted data, whatever it looks like, %i bytes at a time', async chunkBytes => {
    const { clock, module, run, unsolicited } = await conversation({}, chunkBytes)
    const data = '\nOK\r\n\r\nRING\r\n'
    const downloaded = run(download, data.length)
    await clock.advance(0)
    module.raw(`\r\nRING\r\n\r\nCONNECT\r\n${data}\r\nOK\r\n`)
    await clock.advance(0)
    expect(downloaded.result).toBe(data)
    expect(unsolicited).toEqual(['RING'])
  })

  it('finds back to lines when the data never comes', async () => {
    const { clock, module, run, unsolicited } = await conversation({ 'AT+CMEE?': ['+CMEE: 1', 'OK'] })
    const downloaded = run(download, 1000)
    await clock.advance(0)
    module.raw('\r\nCONNECT\r\nabc')
    await clock.advance(6000)
    expect(downloaded.error).toMatchObject({ code: 'AT_TIMEOUT' })
    module.say('RING')
    module.learn('AT+CLCC', ...oneCall)
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(list.result).toHaveLength(1)
    expect(unsolicited).toContain('RING')
  })

  it('takes CONNECT for an unsolicited line where no data was asked for', async () => {
    const { clock, run, unsolicited } = await conversation({ ATA: ['OK', 'CONNECT'] })
    run(answer, undefined)
    await clock.advance(0)
    expect(unsolicited).toEqual(['CONNECT'])
  })
})

describe('the line to the module', () => {
  it('that breaks fails the command in flight and those that wait, and is told once', async () => {
    const { clock, module, run, told } = await conversation()
    const list = run(listCurrentCalls, undefined)
    const next = run(identification, undefined)
    await clock.advance(0)
    module.unplug()
    await clock.advance(200_000)
    expect(list.error).toMatchObject({ code: 'PORT_LOST' })
    expect(next.error).toMatchObject({ code: 'PORT_LOST' })
    expect(told).toEqual(['SENT AT+CLCC', 'FAILED AT+CLCC PORT_LOST', 'LOST PORT_LOST'])
  })

  it('that was opened again works, without what was left of the old one', async () => {
    const { clock, module, dialogue, run, unsolicited } = await conversation({ 'AT+CLCC': oneCall })
    module.raw('\r\n+CLIP: "12')
    await clock.advance(0)
    module.unplug()
    await module.replug()
    await dialogue.open()
    module.say('RDY')
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(unsolicited).toEqual(['RDY'])
    expect(list.result).toHaveLength(1)
  })

  it('that refuses a write fails the command with what the system said, and the next one goes on', async () => {
    const { clock, module, run } = await conversation({ 'AT+CLCC': oneCall, 'AT+CMEE?': ['+CMEE: 1', 'OK'] })
    vi.spyOn(module.host, 'write').mockRejectedValueOnce(new Error('EIO'))
    const refused = run(identification, undefined)
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(refused.error).toMatchObject({ code: 'PORT_FAILED', cause: { message: 'EIO' } })
    expect(list.result).toHaveLength(1)
  })

  it('that is not open fails a command with the error of the transport', async () => {
    const { clock, module, run } = await conversation()
    vi.spyOn(module.host, 'write').mockRejectedValueOnce(new CellvoiceError('PORT_CLOSED'))
    const refused = run(identification, undefined)
    await clock.advance(0)
    expect(refused.error).toMatchObject({ code: 'PORT_CLOSED' })
  })

  it('that is closed fails what is under way with MODEM_CLOSED', async () => {
    const { clock, dialogue, run } = await conversation()
    const list = run(listCurrentCalls, undefined)
    const next = run(identification, undefined)
    await dialogue.close()
    await clock.advance(0)
    expect(list.error).toMatchObject({ code: 'MODEM_CLOSED' })
    expect(next.error).toMatchObject({ code: 'MODEM_CLOSED' })
  })

  it('that carries a line without end drops that line only', async () => {
    const { clock, module, run, unsolicited } = await conversation({ 'AT+CLCC': oneCall })
    module.raw(`\r\n${'\xff\x01'.repeat(5000)}\r\n`)
    const list = run(listCurrentCalls, undefined)
    await clock.advance(0)
    expect(list.result).toHaveLength(1)
    expect(unsolicited).toEqual([])
  })
})
