import { describe, expect, test } from 'vitest'
import { memoryTransportPair } from '../../src/transport/memory-transport.ts'
import { RecordingListener } from '../support/recording-listener.ts'

async function openPair(chunkBytes?: number) {
  const [host, module] = memoryTransportPair(undefined, chunkBytes === undefined ? {} : { chunkBytes })
  const atHost = new RecordingListener()
  const atModule = new RecordingListener()
  await host.open(atHost)
  await module.open(atModule)
  return { host, module, atHost, atModule }
}

describe('a pair of ends in memory', () => {
  test('carries bytes both ways, in order', async () => {
    const { host, module, atHost, atModule } = await openPair()
    await Promise.all([
      host.write(Buffer.from('AT\r')),
      module.write(Buffer.from('\r\nRING\r\n')),
      host.write(Buffer.from('ATI\r')),
    ])
    await Promise.resolve()
    expect(atModule.text).toBe('AT\rATI\r')
    expect(atHost.text).toBe('\r\nRING\r\n')
  })

  test('delivers after the writer has run on, and what was written then, not what the buffer holds later', async () => {
    const { host, atModule } = await openPair()
    const bytes = Buffer.from('AT\r')
    const written = host.write(bytes)
    expect(atModule.text).toBe('')
    bytes.fill(0)
    await written
    expect(atModule.text).toBe('AT\r')
  })

  test('cuts deliveries to the chunk size', async () => {
    const [host, module] = memoryTransportPair(undefined, { chunkBytes: 2 })
    const chunks: string[] = []
    await host.open({ onData: chunk => void chunks.push(Buffer.from(chunk).toString()), onLost() {} })
    await module.open(new RecordingListener())
    await module.write(Buffer.from('HELLO'))
    await Promise.resolve()
    expect(chunks).toEqual(['HE', 'LL', 'O'])
  })

  test('a second open is refused; after a close it opens again', async () => {
    const { host } = await openPair()
    await expect(host.open(new RecordingListener())).rejects.toMatchObject({ code: 'PORT_BUSY' })
    await host.close()
    await host.close()
    await expect(host.write(Buffer.from('AT\r'))).rejects.toMatchObject({ code: 'PORT_CLOSED' })
    await host.open(new RecordingListener())
  })

  test('a cut is told to both ends once; a closed end is told nothing', async () => {
    const { host, module, atHost, atModule } = await openPair()
    host.cut()
    module.cut()
    expect([atHost, atModule].map(end => end.losses.map(reason => reason.code))).toEqual([['PORT_LOST'], ['PORT_LOST']])
    const again = new RecordingListener()
    await host.open(again)
    await host.close()
    module.cut()
    expect(again.losses).toEqual([])
  })

  test('bytes for an end that is closed are lost, as on a wire', async () => {
    const { host, module, atModule } = await openPair()
    await module.close()
    await host.write(Buffer.from('AT\r'))
    await module.open(atModule)
    await host.write(Buffer.from('ATI\r'))
    await Promise.resolve()
    expect(atModule.text).toBe('ATI\r')
  })
})
