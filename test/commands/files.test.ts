import { describe, expect, it } from 'vitest'
import { fileChecksum } from '../../src/commands/file-checksum.ts'
import { downloadFile, listFiles, uploadFile } from '../../src/commands/files.ts'
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

describe('a file fetched from the module', () => {
  const content = '\r\n\0RING\r\nOK\r\n'
  const checksum = fileChecksum(Buffer.from(content)).toString(16)

  it.each([1, 3, 1000])('comes whole, %i bytes at a time, and unsolicited lines around it too', async chunkBytes => {
    const { clock, module, run, unsolicited } = await conversation({}, chunkBytes)
    const downloaded = run(downloadFile, { name: 'a.wav', bytes: content.length })
    await clock.advance(0)
    module.raw(
      `\r\nRING\r\n\r\nCONNECT\r\n${content}\r\n+QFDWL: ${content.length},${checksum}\r\n\r\nOK\r\n\r\nRING\r\n`,
    )
    await clock.advance(0)
    expect(Buffer.from(downloaded.result?.content ?? []).toString('latin1')).toBe(content)
    expect(downloaded.result?.intact).toBe(true)
    expect(unsolicited).toEqual(['RING', 'RING'])
  })

  it('is known to be damaged', async () => {
    const { clock, module, run } = await conversation()
    const downloaded = run(downloadFile, { name: 'a.wav', bytes: 2 })
    await clock.advance(0)
    module.raw('\r\nCONNECT\r\nHo\r\n+QFDWL: 2,4869\r\n\r\nOK\r\n')
    await clock.advance(0)
    expect(downloaded.result?.intact).toBe(false)
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
