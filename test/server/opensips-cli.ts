import { connect } from 'node:net'
import type { ManagementServer } from '../../src/server/management-server-options.ts'
import { type Ask, askDatagram, askFifo, postHttp, writeFifo } from './mi-client.ts'

/** What a run of the command line came to: what it prints, and where. */
export type CliOutcome = { readonly printed: unknown } | { readonly failed: string }

/** JSON as Python writes it: blanks after `:` and `,`, nothing but ASCII. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${pythonJson(name)}: ${pythonJson(member)}`)
      .join(', ')}}`
  }
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** All arguments look like `name=value`: named, as texts; else by position, as they are. */
export function cliParams(args: readonly string[]): Readonly<Record<string, string>> | readonly string[] {
  const named = args.map(arg => /^([\w.-]+)=(.*)$/s.exec(arg))
  if (!named.every(match => match !== null)) return args
  return Object.fromEntries(named.map(([, name = '', value = '']) => [name, value]))
}

/** Before anything else opensips-cli looks whether somebody is there: it connects over TCP, or opens the pipe, and leaves. */
const transports: Readonly<
  Record<'http' | 'datagram' | 'fifo', { probe: (server: ManagementServer) => Promise<void>; ask: Ask }>
> = {
  http: {
    probe: ({ addresses: { http } }) =>
      new Promise((resolve, reject) => {
        const socket = connect(http?.port ?? 0, http?.host, () => socket.destroy())
        socket.on('close', () => resolve())
        socket.on('error', reject)
      }),
    async ask(server, body) {
      const headers = { 'Accept-Encoding': 'identity', 'User-Agent': 'Python-urllib/3.11' }
      const { status, body: text } = await postHttp(server, body, { headers })
      if (status < 200 || status > 299) throw new Error('Is OpenSIPS running?')
      return text
    },
  },
  datagram: { probe: async () => {}, ask: askDatagram },
  fifo: {
    async probe({ addresses: { fifo } }) {
      for (let times = 0; times < 3; times++) writeFifo(fifo?.path ?? '', '')
    },
    async ask(server, body) {
      const [line = ''] = (await askFifo(server, body)).split('\n')
      return line
    },
  },
}

let lastId = 0

/** `opensips-cli -o communication_type=TRANSPORT -x mi COMMAND ARGUMENTS`, as far as the wire is concerned. */
export async function opensipsCli(
  server: ManagementServer,
  transport: keyof typeof transports,
  command: string,
  ...args: readonly string[]
): Promise<CliOutcome> {
  const { probe, ask } = transports[transport]
  const call = async (method: string, params: unknown): Promise<CliOutcome> => {
    const body = pythonJson({ jsonrpc: '2.0', id: `${++lastId}`, method, params })
    const reply = JSON.parse(await ask(server, body))
    if ('error' in reply) {
      const { code, message, data } = reply.error
      return { failed: `${code}: ${message}${data === undefined ? '' : ` (${data})`}` }
    }
    return 'result' in reply ? { printed: reply.result } : { failed: '-32603: no result' }
  }
  await probe(server)
  const which = await call('which', {})
  if (!('printed' in which) || !Array.isArray(which.printed)) return which
  if (!which.printed.includes(command)) return { failed: `unknown command '${command}'` }
  return call(command, cliParams(args))
}
