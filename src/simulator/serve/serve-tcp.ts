import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { CellvoiceError } from '../../base/error.ts'
import { type AttachPort, type Carries, maxUnreadSoundBytes, type ServedPort } from './served-port.ts'

/** A host that does not read lines is cut off beyond this. */
const maxUnreadBytes = 1_048_576

/** Serves ports on the loopback interface: each connection gets one of its own. `port` 0 takes a free one. */
export async function serveTcp(port: number, attach: AttachPort, carries: Carries): Promise<ServedPort> {
  const sockets = new Set<Socket>()
  // Without TCP_NODELAY each answer waits for the acknowledgement of the one before: 44 ms were measured.
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket)
    connect(socket, attach, carries)
    socket.on('close', () => sockets.delete(socket))
  })
  const path = `tcp://127.0.0.1:${await listen(server, port)}`
  return {
    path,
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function connect(socket: Socket, attach: AttachPort, carries: Carries): void {
  const writeLine = (bytes: Uint8Array) => {
    if (socket.writableLength > maxUnreadBytes) socket.destroy()
    else if (socket.writable) socket.write(bytes)
  }
  const writeSound = (bytes: Uint8Array) => {
    // The socket keeps what it could not send yet, and the module writes into the same bytes again.
    if (socket.writable && socket.writableLength < maxUnreadSoundBytes) socket.write(bytes.slice())
  }
  const write = carries === 'lines' ? writeLine : writeSound
  const port = attach(
    write,
    () => socket.destroy(),
    () => socket.writableLength,
  )
  socket.on('data', bytes => port.receive(bytes))
  socket.on('error', () => {})
  socket.on('close', () => port.detach())
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    const listening = once(server, 'listening')
    server.listen({ host: '127.0.0.1', port })
    await listening
  } catch (cause) {
    throw new CellvoiceError('PORT_BUSY', { detail: `TCP port ${port} on 127.0.0.1`, cause })
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}
