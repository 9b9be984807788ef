import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { openModem } from '../../src/index.ts'
import { describeLostModule } from './describe-lost-module.ts'
import { describeModem } from './describe-modem.ts'

describe('over TCP', () => {
  describeModem('tcp')
  describeLostModule('tcp')

  test('a server that never answers: PORT_SILENT, and the connection is closed again', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const connected = once(server, 'connection')
    const path = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(openModem({ path, answerLimitMs: 500 })).rejects.toMatchObject({ code: 'PORT_SILENT' })
    const [socket] = await connected
    await once(socket.resume(), 'end')
    server.close()
  })
})
