import { createServer, type Server, type Socket } from 'node:net'
import { CellvoiceProgram } from './cellvoice-program.ts'

/** An application that answers whatever comes in, and dials each number that is sent to it on the line before it. */
export const dialledFromOutside = `import { connect } from 'node:net'
import { createInterface } from 'node:readline'

export async function main(exchange, { args: [port] }) {
  const socket = connect(Number(port), '127.0.0.1')
  for await (const text of createInterface({ input: socket })) {
    const [name, number] = text.split(' ')
    exchange.dial(number, { line: { kind: 'name', name } }).catch(error => console.error(String(error)))
  }
}

export async function inbound(channel) {
  await channel.answer()
  await channel.waitForIdle({ secondsTimeout: null })
}
`

/** What its application connects to, so that a test can have it dial. */
export class DialDesk {
  private readonly server: Server
  private latest: (socket: Socket) => void = () => {}

  private constructor(server: Server) {
    this.server = server
    server.on('connection', socket => {
      // A program that is killed resets it.
      socket.on('error', () => {})
      this.latest(socket)
    })
  }

  static async open(): Promise<DialDesk> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new DialDesk(server)
  }

  get port(): number {
    const address = this.server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  /** The application of the program that connects next. */
  next(): Promise<Socket> {
    return new Promise(resolve => {
      this.latest = resolve
    })
  }

  close(): void {
    this.server.close()
  }
}

/** `cellvoice serve` as a process of its own, with {@link dialledFromOutside}. */
export interface KilledService {
  readonly program: CellvoiceProgram
  readonly startedMs: number
  /** Resolves when it takes calls; rejects when it ends before. */
  readonly serving: Promise<Socket>
}

export function startService(config: string, desk: DialDesk): KilledService {
  const connected = desk.next()
  const startedMs = performance.now()
  const program = new CellvoiceProgram(['serve', '--config', config, '--json'])
  const serving = program.shows('"event":"serving"').then(() => connected)
  serving.catch(() => {})
  return { program, startedMs, serving }
}
