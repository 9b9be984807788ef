import { describe, expect, it } from 'vitest'
import { CellvoiceError } from '../../src/base/error.ts'
import { fileChecksum } from '../../src/commands/file-checksum.ts'
import { downloadFile, listFiles, saysNoRoom, uploadFile } from '../../src/commands/files.ts'
import { conversation } from '../support/conversation.ts'

describe('the checksum of a file', () => {
  it.each([
    ['Hi', 0x4869],
    ['', 0],
    ['H', 0x4800],
    ['HiHi', 0],
    ['Hi!', 0x4869 ^ 0x2100],
    ['\xff\xff\x00\x01', 0xfffe],
  ])('%j', (content, checksum) => {
    expect(fileChecksum(Buffer.from(content, 'latin1'))).toBe(checksum)
  })

  it.each([1, 2, 3])('is the same in pieces of %i bytes', size => {
    const content = Buffer.from('Hi, this is a file!')
    let sum = { bytes: 0, checksum: 0 }
    for (let at = 0; at < content.length; at += size) {
      const piece = content.subarray(at, at + size)
      sum = { bytes: sum.bytes + piece.length, checksum: fileChecksum(piece, sum) }
    }
    expect(sum).toEqual({ bytes: content.length, checksum: fileChecksum(content) })
  })
})

describe('a file sent to the module', () => {
  it.each([
    ['as the manual prints it', '+QFUPL: 2,4869', { bytes: 2, intact: true }],
    ['with a zero in front', '+QFUPL: 02,4869', { bytes: 2, intact: true }],
    ['with another checksum', '+QFUPL: 2,4860', { bytes: 2, intact: false }],
    ['with a byte lost', '+QFUPL: 1,4869', { bytes: 1, intact: false }],
    ['unreadable', '+QFUPL: ok', null],
  ])('is confirmed %s', async (_how, confirmation, stored) => {
    const { clock, module, run } = await conversation({ 'AT+QFUPL="a.wav",2,30': ['CONNECT'] })
    const sent = module.takeDataAfter('AT+QFUPL="a.wav",2,30', 2)
    const uploaded = run(uploadFile, { name: 'a.wav', content: Buffer.from('Hi') })
    await clock.advance(0)
    expect(await sent).toBe('Hi')
    module.say(confirmation, 'OK')
    await clock.advance(0)
    expect(uploaded.result).toEqual(stored)
  })

  it('is refused where its name exists', async () => {
    const { clock, module, run } = await conversation({ 'AT+QFUPL="a.wav",2,30': ['+CME ERROR: 407'] })
    const uploaded = run(uploadFile, { name: 'a.wav', content: Buffer.from('Hi') })
    await clock.advance(0)
    expect(uploaded.error).toMatchObject({ code: 'AT_ERROR', context: { result: { text: 'file already exists' } } })
    expect(module.received).toBe('AT+QFUPL="a.wav",2,30\r')
  })
})

describe('no room on the module', () => {
  it.each([
    ['+CME ERROR: 420', true],
    ['+CME ERROR: 403', true],
    ['+CME ERROR: 423', true],
    ['+CME ERROR: no space', true],
    ['+CME ERROR: 407', false],
    ['+CME ERROR: busy', false],
    ['ERROR', false],
  ])('%s: %s', async (result, noRoom) => {
    const { clock, run } = await conversation({ 'AT+QFUPL="a.wav",2,30': [result] })
    const uploaded = run(uploadFile, { name: 'a.wav', content: Buffer.from('Hi') })
    await clock.advance(0)
    expect(saysNoRoom(uploaded.error)).toBe(noRoom)
  })

  it('is no error of another kind', () => {
    expect(saysNoRoom(new CellvoiceError('AT_TIMEOUT'))).toBe(false)
  })
})

describe('a file fetched from the module', () => {
  const content = '\r\n\0RING\r\nOK\r\n'
  const checksum = fileChecksum(Buffer.from(content)).toString(16)

  it.each([1, 3, 1000])('comes whole, %i bytes at a time, and unsolicited lines around it too', async chunkBytes => {
    const { clock, module, run, unsolicited } = await conversation({}, chunkBytes)
    let received = ''
    const onData = (piece: Uint8Array) => {
      received += Buffer.from(piece).toString('latin1')
    }
    const downloaded = run(downloadFile, { name: 'a.wav', bytes: content.length, onData })
    await clock.advance(0)
    module.raw(
      `\r\nRING\r\n\r\nCONNECT\r\n${content}\r\n+QFDWL: ${content.length},${checksum}\r\n\r\nOK\r\n\r\nRING\r\n`,
    )
    await clock.advance(0)
    expect(received).toBe(content)
    expect(downloaded.result).toEqual({ bytes: content.length, checksum: Number.parseInt(checksum, 16) })
    expect(unsolicited).toEqual(['RING', 'RING'])
  })
})

describe('the list of files', () => {
  it('has names and sizes, and leaves out what cannot be read', async () => {
    const answer = ['+QFLST: "UFS:a.wav",16044', '+QFLST: "b, c.amr",0', '+QFLST: "d"', 'OK']
    const { clock, run } = await conversation({ 'AT+QFLST="*"': answer })
    const listed = run(listFiles, '*')
    await clock.advance(0)
    expect(listed.result).toEqual([
      { name: 'UFS:a.wav', bytes: 16_044 },
      { name: 'b, c.amr', bytes: 0 },
    ])
  })
})
