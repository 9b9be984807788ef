import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BoundedProgram } from './bounded-program.ts'
import type { Workbench } from './workbench.ts'

/** Debian's own Python: its D-Bus packages are not those of any other in the PATH. */
export const python = '/usr/bin/python3'

/** A signal seen on the bus. */
export interface Signal {
  /** Interface and member: `org.ofono.VoiceCall.DisconnectReason`. */
  readonly signal: string
  readonly path: string
  readonly arguments: readonly unknown[]
}

interface Reply {
  readonly id?: number
  readonly error?: string
  readonly result?: unknown
  readonly signal?: string
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

/** A system bus of our own, in the folder of the test, and a client on it. */
export class PrivateBus {
  /** What a program needs in its environment to be on this bus. */
  readonly environment: Readonly<Record<string, string>>
  /** Every signal so far, in order. */
  readonly signals: Signal[] = []
  private readonly client: BoundedProgram
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0

  private constructor(client: BoundedProgram, environment: Readonly<Record<string, string>>) {
    this.client = client
    this.environment = environment
    client.onLine = line => this.take(line)
  }

  static async start(workbench: Workbench): Promise<PrivateBus> {
    const socket = workbench.path('bus')
    await writeFile(workbench.path('bus.conf'), configuration(socket))
    const daemon = workbench.start('dbus-daemon', [
      `--config-file=${workbench.path('bus.conf')}`,
      '--nofork',
      '--nopidfile',
      '--print-address',
    ])
    await daemon.says(/^unix:path=/)
    const environment = { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${socket}` }
    const client = workbench.start(python, [fileURLToPath(new URL('./bus-client.py', import.meta.url))], environment)
    await client.says(/"ready"/)
    return new PrivateBus(client, environment)
  }

  /** Calls `method` (interface and member) of the object at `path`; `signature` is that of the arguments. */
  async call(to: string, path: string, method: string, signature = '', ...args: readonly unknown[]): Promise<unknown> {
    const id = ++this.lastId
    const dot = method.lastIndexOf('.')
    const [from, member] = [method.slice(0, dot), method.slice(dot + 1)]
    const reply = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }))
    this.client.write(JSON.stringify({ id, to, path, interface: from, method: member, signature, arguments: args }))
    return reply
  }

  /** Waits until a program has taken the name `name`. */
  async offers(name: string): Promise<void> {
    const untilMs = performance.now() + 20_000
    while (!(await this.call(busName, '/org/freedesktop/DBus', `${busName}.NameHasOwner`, 's', name))) {
      if (performance.now() > untilMs) throw new Error(`nobody took the name ${name}`)
    }
  }

  private take(line: string): void {
    if (!line.startsWith('{')) return
    const reply = JSON.parse(line) as Reply
    if (reply.signal !== undefined) this.signals.push(reply as Signal)
    const waiting = this.waiting.get(reply.id ?? 0)
    this.waiting.delete(reply.id ?? 0)
    if (reply.error !== undefined) waiting?.reject(new Error(reply.error))
    else waiting?.resolve(reply.result)
  }
}

const busName = 'org.freedesktop.DBus'

function configuration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
`
}
