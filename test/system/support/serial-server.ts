import { createServer, type Server, type Socket } from 'node:net'
import type { SimulatedModule } from '../../../src/simulator/index.ts'

/**
 * One AT port of a module behind a serial device server: whoever connects has the same port, as a program that is started again
 * has on a machine. On `serveTcp` each connection is a port of its own, and some modules let no port end the call of another.
 */
export class SerialServer {
  private readonly server: Server
  private readonly sockets = new Set<Socket>()

  private constructor(server: Server) {
    this.server = server
  }

  static async open(module: SimulatedModule): Promise<SerialServer> {
    const wire = module.transport()
    const server = createServer({ noDelay: true })
    const made = new SerialServer(server)
    await wire.open({
      // What is said while nobody listens is lost, as on the line.
      onData: bytes => {
        for (const socket of made.sockets) socket.write(bytes)
      },
      onLost: () => made.close(),
    })
    server.on('connection', socket => {
      made.sockets.add(socket)
      socket.on('data', bytes => void wire.write(bytes))
      // A program that is killed resets it.
      socket.on('error', () => {})
      socket.on('close', () => made.sockets.delete(socket))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return made
  }

  /** For the driver. */
  get path(): string {
    const address = this.server.address()
    return `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  close(): void {
    this.server.close()
    for (const socket of this.sockets) socket.destroy()
  }
}
